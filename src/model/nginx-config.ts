import type {
  NginxAccessLog,
  NginxLocation,
  NginxPass,
  NginxPlace,
  NginxSeen,
  NginxServer,
  NginxUpstream,
} from './inside.ts';
import { combined } from './log-format.ts';
import { directivesOf, type Directive } from './nginx-directives.ts';

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

/** glob(3), as far as paths of includes use it: `*`, `?` and `[…]` stay within a folder. */
const matcher = (pattern: string): RegExp => {
  const parts = [...pattern.matchAll(/\*|\?|\[[^\]]*\]|[^*?[]+|\[/g)].map(([part]) => {
    if (part === '*') return '[^/]*';
    if (part === '?') return '[^/]';
    if (/^\[.+\]$/.test(part)) return part.replace(/^\[!/, '[^').replaceAll('\\', '\\\\');
    return part.replaceAll(/[\\^$.*+?()[\]{}|]/g, '\\$&');
  });
  return new RegExp(`^${parts.join('')}$`);
};

/** Relative to the folder of the main file (ngx_conf_full_name). */
const absolute = (pattern: string, main: string): string =>
  pattern.startsWith('/') ? pattern : `${main.replace(/[^/]*$/, '')}${pattern}`;

const included = (files: NginxFiles, pattern: string, main: string): string[] => {
  const isIt = matcher(absolute(pattern, main));
  return [...files.keys()].filter((path) => isIt.test(path)).toSorted();
};

const everyBlock = (directives: readonly Directive[]): readonly Directive[] =>
  directives.flatMap((directive) => [directive, ...everyBlock(directive.block ?? [])]);

/**
 * What these files include: absolute patterns of paths.
 * @throws {NginxSyntax} when Nginx could not read one of them either
 */
export const includesOf = (files: NginxFiles, main: string): readonly string[] => {
  const all = [...files].flatMap(([path, text]) => everyBlock(directivesOf(path, text)));
  return [...new Set(named(all, 'include').flatMap(({ words: [pattern] }) => pattern ?? []))].map((pattern) =>
    absolute(pattern, main),
  );
};

/** The directives of a file with what it includes in the place of each include. */
const whole = (files: NginxFiles, path: string, above: readonly string[] = []): readonly Directive[] => {
  const [main = path] = above;
  if (above.includes(path) || above.length > 16) return [];
  const expand = (directives: readonly Directive[]): readonly Directive[] =>
    directives.flatMap((directive) => {
      const [pattern] = directive.words;
      if (directive.name === 'include' && pattern !== undefined)
        return included(files, pattern, main).flatMap((file) => whole(files, file, [...above, path]));
      return directive.block ? [{ ...directive, block: expand(directive.block) }] : [directive];
    });
  return expand(directivesOf(path, files.get(path) ?? ''));
};

const named = (directives: readonly Directive[], name: string): readonly Directive[] =>
  directives.filter((directive) => directive.name === name);

const firstWord = (directives: readonly Directive[], ...names: readonly string[]): string | undefined =>
  directives.find(({ name }) => names.includes(name))?.words[0];

const placeOf = ({ file, line }: Directive): NginxPlace => ({ file, line });

const passKind = /^(proxy|fastcgi|uwsgi|scgi|grpc)_pass$/;

/** Also within `if` and `limit_except`, but not in locations of their own. */
const passesIn = (directives: readonly Directive[]): NginxPass[] =>
  directives.flatMap((directive) => {
    const kind = passKind.exec(directive.name)?.[1] as NginxPass['kind'] | undefined;
    const [to] = directive.words;
    if (kind && to !== undefined) return [{ kind, to: withoutLogin(to), ...placeOf(directive) }];
    return ['if', 'limit_except'].includes(directive.name) ? passesIn(directive.block ?? []) : [];
  });

/** A URL may hold a name and a password. */
const withoutLogin = (url: string): string => url.replace(/^([a-z]+:\/\/)[^/@]*@/, '$1');

const locationsIn = (directives: readonly Directive[]): NginxLocation[] =>
  named(directives, 'location').flatMap((directive) => {
    const block = directive.block ?? [];
    const root = firstWord(block, 'root', 'alias');
    return [
      {
        match: directive.words.join(' '),
        ...placeOf(directive),
        ...(root === undefined ? {} : { root }),
        passes: passesIn(block),
      },
      ...locationsIn(block),
    ];
  });

type Listen = NginxServer['listens'][number];

/** `80`, `*:80`, `[::]:80`, `127.0.0.1`, `unix:/run/web.sock` (ngx_http_core_module, listen). */
const listenOf = ({ words: [endpoint = '', ...rest] }: Directive): Listen => {
  const more = {
    ssl: rest.includes('ssl'),
    isDefault: rest.includes('default_server') || rest.includes('default'),
  };
  if (endpoint.startsWith('unix:')) return { address: endpoint.slice(5), ...more };
  if (/^\d+$/.test(endpoint)) return { address: '*', port: Number(endpoint), ...more };
  const [, v6, host, port] = /^(?:\[([^\]]*)\]|([^:]*))(?::(\d+))?$/.exec(endpoint) ?? [];
  return { address: v6 ?? (host === '' ? '*' : (host ?? endpoint)), port: Number(port ?? 80), ...more };
};

/** Without a `listen`, Nginx run by root takes port 80 of every address. */
const everywhere: Listen = { address: '*', port: 80, ssl: false, isDefault: false };

const serverOf = (directive: Directive, inherited: string | undefined): NginxServer => {
  const block = directive.block ?? [];
  const listens = named(block, 'listen').map(listenOf);
  const root = firstWord(block, 'root') ?? inherited;
  const certificate = firstWord(block, 'ssl_certificate');
  return {
    ...placeOf(directive),
    listens: listens.length > 0 ? listens : [everywhere],
    names: named(block, 'server_name').flatMap(({ words }) => words),
    ...(root === undefined ? {} : { root }),
    ...(certificate === undefined || certificate.startsWith('data:') ? {} : { certificate }),
    passes: passesIn(block),
    locations: locationsIn(block),
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

/** Where the http block names none, there is one that Nginx was built with: its path is empty here. */
const accessLogsIn = (http: readonly Directive[]): NginxAccessLog[] => {
  const formats = formatsIn(http);
  const builtIn = { path: '', format: combined, isPartial: false };
  const all = named(everyBlock(http), 'access_log').map((directive) => accessLogOf(directive, formats));
  const logs = all.filter(({ path }) => path !== 'off');
  const written = named(http, 'access_log').length > 0 ? logs : [builtIn, ...logs];
  // Some requests are written nowhere; which, is not told from here.
  return all.length > logs.length ? written.map((log) => ({ ...log, isPartial: true })) : written;
};

const distinctLogs = (logs: readonly NginxAccessLog[]): NginxAccessLog[] =>
  logs.filter((log, at) => logs.findIndex(({ path }) => path === log.path) === at);

export type NginxStructure = Pick<NginxSeen, 'servers' | 'upstreams' | 'errorLogs' | 'accessLogs' | 'user'>;

/**
 * What a configuration says, by its structure.
 * @throws {NginxSyntax} when Nginx could not read it either
 */
export const structureOf = (files: NginxFiles, main: string): NginxStructure => {
  const all = whole(files, main);
  const http = named(all, 'http').flatMap(({ block }) => block ?? []);
  const root = firstWord(http, 'root');
  const user = firstWord(all, 'user');
  const logs = named(everyBlock(all), 'error_log').flatMap(({ words: [path] }) => path ?? []);
  return {
    servers: named(http, 'server').map((server) => serverOf(server, root)),
    upstreams: named(http, 'upstream').map(upstreamOf),
    errorLogs: [...new Set(logs)],
    accessLogs: distinctLogs(accessLogsIn(http)),
    ...(user === undefined ? {} : { user }),
  };
};
