import { databaseSign } from './log-database.ts';
import { codeSign } from './log-code.ts';
import type { LogBlock, Sign } from './log-lines.ts';

/** The lines of a block as one text. */
const textOf = ({ lines }: LogBlock): string => lines.join('\n').slice(0, 16_384);

type Rule = readonly [RegExp, (found: RegExpExecArray) => Omit<Sign, 'line'>];

/**
 * Of the programs that run others: gunicorn/arbiter.py, gunicorn/util.py, gunicorn/sock.py; php-fpm's fpm_process_ctl.c,
 * fpm_request.c and fpm_children.c.
 */
const servers: readonly Rule[] = [
  [/WORKER TIMEOUT \(pid:/, () => ({ kind: 'workers', code: 'WORKER TIMEOUT' })],
  [/was sent SIGKILL! Perhaps out of memory/, () => ({ kind: 'workers', code: 'SIGKILL' })],
  [/(?:seems busy|reached (?:pm\.)?max_children setting)/, () => ({ kind: 'workers', code: 'max_children' })],
  [
    /script '[^'\n]{0,300}' \(request: "[^"\n]{0,300}"\) execution timed out/,
    () => ({ kind: 'workers', code: 'request_terminate_timeout' }),
  ],
  [
    /child \d{1,10} exited on signal (9)\b/,
    ([, number = '']) => ({ kind: 'workers', code: `signal ${number}` }),
  ],
  [
    /^Failed to find attribute '([^'\n]{1,100})' in '([^'\n]{1,100})'/m,
    ([, name = '', module = '']) => ({ kind: 'start', code: 'AppImportError', about: `${module}:${name}` }),
  ],
  [
    /Connection in use: \('([^'\n]{1,100})', (\d{1,5})\)/,
    ([, host = '', port = '']) => ({ kind: 'start', code: 'EADDRINUSE', about: `${host}:${port}` }),
  ],
  [
    /unable to bind listening socket for address '([^'\n]{1,200})': Address already in use/,
    ([, about = '']) => ({ kind: 'start', code: 'EADDRINUSE', about }),
  ],
];

/** The connections that a program keeps: mysql2 (pool.js), SQLAlchemy (pool/impl.py), MySQL Connector (pooling.py). */
const pools: readonly Rule[] = [
  [
    /\b(?:Queue limit reached|No connections available)\.|QueuePool limit of size \d{1,6} overflow|pool exhausted/,
    () => ({ kind: 'pool', code: 'POOL' }),
  ],
];

const lineWith = (text: string, at: number): string =>
  text.slice(text.lastIndexOf('\n', at) + 1, (text.indexOf('\n', at) + 1 || text.length + 1) - 1);

const byRules = (rules: readonly Rule[], text: string): Sign | undefined => {
  for (const [words, made] of rules) {
    const found = words.exec(text);
    if (found) return { ...made(found), line: lineWith(text, found.index) };
  }
  return undefined;
};

/** What a block says; nothing when it is not understood. What the database said comes before the code that met it. */
export const signOf = (block: LogBlock): Sign | undefined => {
  const text = textOf(block);
  return byRules(servers, text) ?? byRules(pools, text) ?? databaseSign(text) ?? codeSign(text);
};
