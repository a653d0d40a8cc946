import { combined } from './log-format.ts';
import type { Directive } from './nginx-directives.ts';
import { everyBlock, named } from './nginx-files.ts';
import type { NginxAccessLog } from './seen/nginx.ts';

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
export const accessLogsIn = (http: readonly Directive[]): NginxAccessLog[] => {
  const formats = formatsIn(http);
  const builtIn = { path: '', format: combined, isPartial: false };
  const all = named(everyBlock(http), 'access_log').map((directive) => accessLogOf(directive, formats));
  const logs = all.filter(({ path }) => isFollowed(path));
  const written = named(http, 'access_log').length > 0 ? logs : [builtIn, ...logs];
  // Some requests are written where nobody looks; which, is not told from here.
  return all.length > logs.length ? written.map((log) => ({ ...log, isPartial: true })) : written;
};

export const distinctLogs = (logs: readonly NginxAccessLog[]): NginxAccessLog[] =>
  logs.filter((log, at) => logs.findIndex(({ path }) => path === log.path) === at);
