import { accessLogsIn, distinctLogs } from './nginx-access-logs.ts';
import type { Directive } from './nginx-directives.ts';
import { everyBlock, named, readAll, whole, type NginxFiles } from './nginx-files.ts';
import { levelAt, levelOf, type NginxLevel } from './nginx-levels.ts';
import type {
  NginxLocation,
  NginxPass,
  NginxPlace,
  NginxSeen,
  NginxServer,
  NginxUpstream,
} from './seen/nginx.ts';

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

/** Of several, for keys of several kinds, the visitor's choice decides: then there is no one (ngx_http_ssl_module). */
const certificateIn = (block: readonly Directive[], above?: string): string | undefined => {
  const all = named(block, 'ssl_certificate').flatMap(({ words: [path] }) => path ?? []);
  return all.length > 1 ? undefined : (all[0] ?? above);
};

const serverOf = (directive: Directive, above: Above): NginxServer => {
  const block = directive.block ?? [];
  const listens = named(block, 'listen').flatMap(listensOf);
  const root = firstWord(block, 'root') ?? above.root;
  const certificate = certificateIn(block, above.certificate);
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
    certificate: certificateIn(http),
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
