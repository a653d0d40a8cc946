import { readIn, type Directive } from './nginx-directives.ts';
import { mistakeIn } from './nginx-mistakes.ts';
import type { NginxMistake } from './seen/nginx.ts';

/** The files of a configuration by their paths. */
export type NginxFiles = ReadonlyMap<string, string>;

/** Between the files. */
const header = /^# configuration file (.+):$/;

/** The output of our reading, which has the form of `nginx -T`, taken apart again. */
export const filesOf = (dump: string): NginxFiles => {
  const files = new Map<string, string>();
  let path: string | undefined;
  let held: string[] = [];
  const keep = (): void => {
    if (path !== undefined && !files.has(path)) files.set(path, held.join('\n'));
  };
  for (const line of dump.split('\n')) {
    const found = header.exec(line)?.[1];
    if (found === undefined) held.push(line);
    else {
      keep();
      path = found;
      held = [];
    }
  }
  keep();
  return files;
};

/** `stat -c '%y %n'`: the last change of each path, ISO 8601; of several times of one path the newest. */
export const changesIn = (out: string): ReadonlyMap<string, string> => {
  const times = new Map<string, string>();
  for (const line of out.split('\n')) {
    const [, day, time, zone = '', path] =
      /^(\d{4}-\d\d-\d\d) (\d\d:\d\d:\d\d(?:\.\d{1,9})?)(?: ([+-]\d{4}))? (\/.*)$/.exec(line) ?? [];
    if (day === undefined || time === undefined || path === undefined) continue;
    const ms = Date.parse(
      `${day}T${time.slice(0, 12)}${zone === '' ? 'Z' : `${zone.slice(0, 3)}:${zone.slice(3)}`}`,
    );
    if (Number.isNaN(ms)) continue;
    const iso = new Date(ms).toISOString();
    if (iso > (times.get(path) ?? '')) times.set(path, iso);
  }
  return times;
};

/** glob(3), as far as paths of includes use it: `*`, `?` and `[…]` stay within a folder, and find no hidden file. */
const matcher = (pattern: string): RegExp => {
  const parts = [...pattern.matchAll(/\*|\?|\[[^\]]*\]|[^*?[]+|\[/g)].map(([part]) => {
    if (part === '*') return String.raw`(?!(?<=/)\.)[^/]*`;
    if (part === '?') return '[^/]';
    if (/^\[.+\]$/.test(part)) return part.replace(/^\[!/, '[^').replaceAll('\\', '\\\\');
    return part.replaceAll(/[\\^$.*+?()[\]{}|]/g, '\\$&');
  });
  return new RegExp(`^${parts.join('')}$`);
};

/** Relative to the folder of the main file (ngx_conf_full_name). */
const absolute = (pattern: string, main: string): string =>
  pattern.startsWith('/') ? pattern : `${main.replace(/[^/]*$/, '')}${pattern}`;

const included = (files: readonly string[], pattern: string, main: string): string[] => {
  const isIt = matcher(absolute(pattern, main));
  return files.filter((path) => isIt.test(path)).toSorted();
};

export const everyBlock = (directives: readonly Directive[]): readonly Directive[] =>
  directives.flatMap((directive) => [directive, ...everyBlock(directive.block ?? [])]);

export const named = (directives: readonly Directive[], name: string): readonly Directive[] =>
  directives.filter((directive) => directive.name === name);

/** What could be read of each file, and what Nginx would not accept. */
interface Read {
  readonly directives: ReadonlyMap<string, readonly Directive[]>;
  readonly mistakes: readonly NginxMistake[];
}

export const readAll = (files: NginxFiles): Read => {
  const all = [...files].map(([file, text]) => ({ file, ...readIn(file, text) }));
  return {
    directives: new Map(all.map(({ file, directives }) => [file, directives])),
    mistakes: all.flatMap(({ file, directives, mistake }) =>
      mistake ? { file, line: mistake.line, said: mistake.message } : (mistakeIn(directives) ?? []),
    ),
  };
};

/** What these files include: absolute patterns of paths. */
export const includesOf = (files: NginxFiles, main: string): readonly string[] => {
  const all = [...readAll(files).directives.values()].flatMap(everyBlock);
  return [...new Set(named(all, 'include').flatMap(({ words: [pattern] }) => pattern ?? []))].map((pattern) =>
    absolute(pattern, main),
  );
};

/** The directives of a file with what it includes in the place of each include. */
export const whole = (
  { directives: read }: Read,
  path: string,
  above: readonly string[] = [],
): readonly Directive[] => {
  const [main = path] = above;
  if (above.includes(path) || above.length > 16) return [];
  const expand = (directives: readonly Directive[]): readonly Directive[] =>
    directives.flatMap((directive) => {
      const [pattern] = directive.words;
      if (directive.name === 'include' && pattern !== undefined)
        return included([...read.keys()], pattern, main).flatMap((file) =>
          whole({ directives: read, mistakes: [] }, file, [...above, path]),
        );
      return directive.block ? [{ ...directive, block: expand(directive.block) }] : [directive];
    });
  return expand(read.get(path) ?? []);
};
