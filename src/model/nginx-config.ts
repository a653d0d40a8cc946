import type {
  NginxAccessLog,
  NginxLocation,
  NginxMistake,
  NginxPass,
  NginxPlace,
  NginxSeen,
  NginxServer,
  NginxUpstream,
} from './seen/nginx.ts';
import { combined } from './log-format.ts';
import { readIn, type Directive } from './nginx-directives.ts';
import { levelAt, levelOf, type NginxLevel } from './nginx-levels.ts';
import { mistakeIn } from './nginx-mistakes.ts';

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

const everyBlock = (directives: readonly Directive[]): readonly Directive[] =>
  directives.flatMap((directive) => [directive, ...everyBlock(directive.block ?? [])]);

/** What could be read of each file, and what Nginx would not accept. */
interface Read {
  readonly directives: ReadonlyMap<string, readonly Directive[]>;
  readonly mistakes: readonly NginxMistake[];
}

const readAll = (files: NginxFiles): Read => {
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
const whole = (
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

const named = (directives: readonly Directive[], name: string): readonly Directive[] =>
  directives.filter((directive) => directive.name === name);

const firstWord = (directives: readonly Directive[], ...names: readonly string[]): string | undefined =>
  directives.find(({ name }) => names.includes(name))?.words[0];

const placeOf = ({ file, line }: Directive): NginxPlace => ({ file, line });

const passKind = /^(proxy|fastcgi|uwsgi|scgi|grpc)_pass$/;

/** Also within `if` and `limit_except`, but not in locations of their own. */
const passesIn = (directives: readonly Directive[], above: NginxLevel): NginxPass[] => {
  const level = levelAt(directives, above);
  return directives.flatMap((directive) => {
    const kind = passKind.exec(directive.name)?.[1] as NginxPass['kind'] | undefined;
    const [to] = directive.words;
    if (kind && to !== undefined)
      return [{ kind, to: withoutLogin(to), ...placeOf(directive), ...levelOf(level, kind) }];
    return ['if', 'limit_except'].includes(directive.name) ? passesIn(directive.block ?? [], level) : [];
  });
};

/** A URL may hold a name and a password. */
const withoutLogin = (url: string): string => url.replace(/^([a-z]+:\/\/)[^/@]*@/, '$1');

const locationsIn = (directives: readonly Directive[], above: NginxLevel): NginxLocation[] => {
  const level = levelAt(directives, above);
  return named(directives, 'location').flatMap((directive) => {
    const block = directive.block ?? [];
    const root = firstWord(block, 'root', 'alias');
    return [
      {
        match: directive.words.join(' '),
        ...placeOf(directive),
        ...(root === undefined ? {} : { root }),
        passes: passesIn(block, level),
      },
      ...locationsIn(block, level),
    ];
  });
};

type Listen = NginxServer['listens'][number];

/** More ports than anybody gives a site. */
const mostPorts = 100;

/** `8000-8009`: each of them. */
const portsIn = (words = '80'): readonly number[] => {
  const [first = 80, last = first] = words.split('-').map(Number);
  return Array.from({ length: Math.min(mostPorts, Math.max(1, last - first + 1)) }, (_, at) => first + at);
};

/** `80`, `*:80`, `[::]:80`, `127.0.0.1`, `unix:/run/web.sock`, `8000-8009` (ngx_http_core_module, listen). */
const listensOf = ({ words: [endpoint = '', ...rest] }: Directive): Listen[] => {
  const more = {
    ssl: rest.includes('ssl'),
    isDefault: rest.includes('default_server') || rest.includes('default'),
  };
  if (endpoint.startsWith('unix:')) return [{ address: endpoint.slice(5), ...more }];
  const [, v6, host, ports] =
    /^(?:\[([^\]]*)\]:?|([^:]*):|(?=\d{1,5}(?:-\d{1,5})?$))(\d{1,5}(?:-\d{1,5})?)?$/.exec(endpoint) ?? [];
  const bare = ports === undefined && v6 === undefined ? endpoint.replace(/:$/, '') : host;
  const address = v6 ?? (bare === '' || bare === undefined ? '*' : bare);
  return portsIn(ports).map((port) => ({ address, port, ...more }));
};

/** Without a `listen`, Nginx run by root takes port 80 of every address. */
const everywhere: Listen = { address: '*', port: 80, ssl: false, isDefault: false };

/** What a server block has from the level above it. */
interface Above {
  readonly root: string | undefined;
  readonly certificate: string | undefined;
  readonly level: NginxLevel;
}

const serverOf = (directive: Directive, above: Above): NginxServer => {
  const block = directive.block ?? [];
  const listens = named(block, 'listen').flatMap(listensOf);
  const root = firstWord(block, 'root') ?? above.root;
  const certificate = firstWord(block, 'ssl_certificate') ?? above.certificate;
  return {
    ...placeOf(directive),
    listens: listens.length > 0 ? listens : [everywhere],
    names: named(block, 'server_name').flatMap(({ words }) => words),
    ...(root === undefined ? {} : { root }),
    ...(certificate === undefined || certificate.startsWith('data:') ? {} : { certificate }),
    passes: passesIn(block, above.level),
    locations: locationsIn(block, above.level),
  };
};

const upstreamOf = (directive: Directive): NginxUpstream => ({
  name: directive.words[0] ?? '',
  ...placeOf(directive),
  servers: named(directive.block ?? [], 'server').flatMap(({ words: [to] }) => to ?? []),
});

/** By its name; `combined` is Nginx's own. JSON is written with other escapes, and read as well. */
const formatsIn = (http: readonly Directive[]): ReadonlyMap<string, string> =>
  new Map([
    ['combined', combined],
    ...named(http, 'log_format').map(({ words: [name = '', ...rest] }): [string, string] => [
      name,
      rest.filter((word, at) => at > 0 || !/^escape=\w+$/.test(word)).join(''),
    ]),
  ]);

const accessLogOf = (
  { words: [path = '', ...rest] }: Directive,
  formats: ReadonlyMap<string, string>,
): NginxAccessLog => {
  const format = rest.find((word) => !/=|^gzip$/.test(word)) ?? 'combined';
  const isPartial = rest.some((word) => /^(?:buffer|flush|gzip|if)(?:=|$)/.test(word));
  return { path, format: formats.get(format) ?? '', isPartial };
};

/** Not what is written nowhere, sent elsewhere, or to a file with a variable in its name. */
const isFollowed = (path: string): boolean => path !== 'off' && !/^syslog:|\$/.test(path);

/** Where the http block names none, there is one that Nginx was built with: its path is empty here. */
const accessLogsIn = (http: readonly Directive[]): NginxAccessLog[] => {
  const formats = formatsIn(http);
  const builtIn = { path: '', format: combined, isPartial: false };
  const all = named(everyBlock(http), 'access_log').map((directive) => accessLogOf(directive, formats));
  const logs = all.filter(({ path }) => isFollowed(path));
  const written = named(http, 'access_log').length > 0 ? logs : [builtIn, ...logs];
  // Some requests are written where nobody looks; which, is not told from here.
  return all.length > logs.length ? written.map((log) => ({ ...log, isPartial: true })) : written;
};

const distinctLogs = (logs: readonly NginxAccessLog[]): NginxAccessLog[] =>
  logs.filter((log, at) => logs.findIndex(({ path }) => path === log.path) === at);

/** Endings of files without which a page does not look or work as it should. */
const watched = ['html', 'css', 'js'];

/** `types { text/css css; }`: a type, and the endings that have it (ngx_http_core_module, types). */
const typesIn = (every: readonly Directive[]): Pick<NginxSeen, 'types'> => {
  const blocks = named(every, 'types').flatMap(({ block }) => block ?? []);
  const endings = new Set(blocks.flatMap(({ words }) => words.map((word) => word.toLowerCase())));
  return blocks.length > 0 ? { types: watched.filter((ending) => endings.has(ending)) } : {};
};

export type NginxStructure = Pick<
  NginxSeen,
  'servers' | 'upstreams' | 'errorLogs' | 'accessLogs' | 'types' | 'user' | 'mistake'
>;

/** What a configuration says, by its structure; of a file that Nginx could not read either, where that was noticed. */
export const structureOf = (files: NginxFiles, main: string): NginxStructure => {
  const read = readAll(files);
  const all = whole(read, main);
  const every = everyBlock(all);
  const http = named(all, 'http').flatMap(({ block }) => block ?? []);
  const above = {
    root: firstWord(http, 'root'),
    certificate: firstWord(http, 'ssl_certificate'),
    level: levelAt(http),
  };
  const user = firstWord(all, 'user');
  const logs = named(every, 'error_log').flatMap(({ words: [path] }) => path ?? []);
  const [mistake] = read.mistakes;
  return {
    servers: named(http, 'server').map((server) => serverOf(server, above)),
    upstreams: named(http, 'upstream').map(upstreamOf),
    errorLogs: [...new Set(logs)],
    accessLogs: distinctLogs(accessLogsIn(http)),
    ...typesIn(every),
    ...(mistake === undefined ? {} : { mistake }),
    ...(user === undefined ? {} : { user }),
  };
};
