import type { Sign } from './log-lines.ts';

/** Of languages and their packages, not of the program itself. */
const notOurs =
  /node:|node_modules|<frozen|<string>|\/(?:site|dist)-packages\/|\/lib\/python[\d.]+\/|\/vendor\/|<anonymous/;

const places: readonly RegExp[] = [
  // Python
  /^\s{2}File "([^"\n]{1,300})", line (\d{1,7})/gm,
  // Node.js: a list of calls, and the head of a mistake in the code itself
  /^\s{4}at (?:[^(\n]{0,200}\()?(?:file:\/\/)?(\/[^\n():]{1,300}):(\d{1,7})(?::\d{1,7})?\)?$/gm,
  /^(?:file:\/\/)?(\/[^\n:]{1,300}):(\d{1,7})$/gm,
  // PHP
  / in (\/[^\s:]{1,300})(?::| on line )(\d{1,7})/g,
];

/** The file and the line of the program itself that is nearest to the error. */
const placeIn = (text: string): string | undefined => {
  for (const form of places) {
    const own = [...text.matchAll(form)].filter(([whole]) => !notOurs.test(whole));
    // Python names the nearest last, the others first.
    const found = text.includes('Traceback (most recent call last):') ? own.at(-1) : own[0];
    if (found) return `${found[1]}:${found[2]}`;
  }
  return undefined;
};

/** The last line of a traceback, or the line in which Node.js or a program names an error: `KeyError: 'x'`. */
const errorLine =
  /^(?:Uncaught )?((?:[a-z_]\w{0,60}\.){0,6}(?:[A-Z]\w{0,60})?(?:Error|Exception|Exit|Interrupt|Warning|NotFound|DoesNotExist))(?: \[(\w{1,60})\])?(?::|$)/gm;

const fatal = /FATAL ERROR: [^\n]{0,120}JavaScript heap out of memory/;

interface Named {
  readonly type: string;
  readonly code?: string;
  readonly line: string;
}

const lineFrom = (text: string, at: number): string => text.slice(at).split('\n')[0] ?? '';

/** Python names the last error of several last; Node.js names what it is about first. */
const namedIn = (text: string): Named | undefined => {
  const all = [...text.matchAll(errorLine)];
  const found = text.includes('Traceback (most recent call last):') ? all.at(-1) : all[0];
  if (!found) return undefined;
  const [, type = '', code] = found;
  return { type, line: lineFrom(text, found.index), ...(code === undefined ? {} : { code }) };
};

const php =
  /^(?:\[[^\]\n]{1,40}\] )?(?:NOTICE: )?(?:[^\n]{0,80}"?PHP message: )?PHP (Fatal error|Parse error): {1,2}([^\n]{1,400})/m;

const phpSign = (text: string): Sign | undefined => {
  const found = php.exec(text);
  if (!found) return undefined;
  const [, kind = '', said = ''] = found;
  const line = `PHP ${kind}: ${said}`;
  const place = placeIn(text);
  const about = place === undefined ? {} : { about: place };
  if (kind === 'Parse error') return { kind: 'code', code: 'ParseError', line, ...about };
  if (/^Allowed memory size of \d{1,15} bytes exhausted/.test(said))
    return { kind: 'code', code: 'MEMORY', line, ...about };
  if (said.startsWith('Maximum execution time of '))
    return { kind: 'workers', code: 'max_execution_time', line, ...about };
  if (/^(?:Uncaught Error: )?Failed opening required '/.test(said))
    return { kind: 'code', code: 'ENOENT', line, ...about };
  const [, type] = /^Uncaught ((?:\w{1,60}\\){0,6}\w{1,60})/.exec(said) ?? [];
  return { kind: 'code', code: type ?? 'Fatal error', line, ...about };
};

/** Other names for what is one thing. */
const missingModule = /^(?:ERR_MODULE_NOT_FOUND|MODULE_NOT_FOUND|ModuleNotFoundError|ImportError)$/;

/** EACCES of listen(2) at a port, which is no file: `Error: listen EACCES: permission denied 0.0.0.0:80`. */
const deniedPort = /^\S{1,80}: listen EACCES: permission denied (?!\/)\S{1,200}:\d{1,5}$/;

/** What an error of this type and code is, whatever language it is of. */
const codeOf = ({ type, code, line }: Named, text: string): string => {
  const own = code ?? /^ {2}code: '(\w{1,60})'/m.exec(text)?.[1];
  if (missingModule.test(own ?? type)) return 'MODULE_NOT_FOUND';
  if (deniedPort.test(line)) return type;
  const system = /\b(EADDRINUSE|EMFILE|ENOENT|EACCES)\b/.exec(own ?? line)?.[1];
  if (system !== undefined) return system;
  const [, number] = /^\S{1,80}: \[Errno (\d{1,3})\]/.exec(line) ?? [];
  const known: Readonly<Record<string, string>> = {
    '2': 'ENOENT',
    '13': 'EACCES',
    '24': 'EMFILE',
    '98': 'EADDRINUSE',
  };
  if (number !== undefined && known[number] !== undefined) return known[number];
  if (type === 'SyntaxError' && text.includes('at JSON.parse (')) return 'JSONDecodeError';
  if (type === 'KeyError' && /<frozen os>|\/os\.py", line \d{1,7}, in __getitem__/.test(text))
    return 'ENVIRONMENT';
  return type.split('.').at(-1) ?? type;
};

/** Of a module its name, of a file its path; of anything else where in the program it happened. */
const aboutOf = (code: string, line: string, text: string): string | undefined => {
  const [, quoted] = /(?:module|package|named|open|directory:|denied:) '([^'\n]{1,200})'/.exec(line) ?? [];
  if ((code === 'MODULE_NOT_FOUND' || code === 'ENOENT' || code === 'EACCES') && quoted !== undefined)
    return quoted;
  if (code === 'EADDRINUSE') return /address already in use ([\w.:[\]-]{1,200})/.exec(line)?.[1];
  if (code === 'ENVIRONMENT') return /'([^'\n]{1,100})'/.exec(line)?.[1];
  return placeIn(text);
};

const starts: ReadonlySet<string> = new Set(['EADDRINUSE']);

/** An error of the program's own code. */
export const codeSign = (text: string): Sign | undefined => {
  const ofPhp = phpSign(text);
  if (ofPhp) return ofPhp;
  const memory = fatal.exec(text);
  if (memory) return { kind: 'code', code: 'MEMORY', line: memory[0] };
  const named = namedIn(text);
  if (!named) return undefined;
  const code = codeOf(named, text);
  const about = aboutOf(code, named.line, text);
  return {
    kind: starts.has(code) ? 'start' : 'code',
    code,
    line: named.line,
    ...(about === undefined ? {} : { about }),
  };
};
