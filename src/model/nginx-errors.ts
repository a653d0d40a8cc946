import { withoutSecrets } from './log-mask.ts';
import type { NginxError } from './seen/errors.ts';

/** `2026/11/26 05:14:57 [error] 12#12: *7 connect() failed (111: Connection refused) while …, client: …, server: …` */
const line = /^(\d{4}\/\d\d\/\d\d \d\d:\d\d:\d\d) \[([a-z]+)\] \d+#\d+: (?:\*\d+ )?(.*)$/;

/** Fields come last, each once, in an order of Nginx's own (ngx_http_log_error). */
const field = (text: string, name: string): string | undefined =>
  new RegExp(`, ${name}: (?:"([^"]*)"|([^,"]*))`)
    .exec(text)
    ?.slice(1)
    .find((held) => held !== undefined);

const longest = 300;

const withoutQuery = (request: string): string =>
  request.replace(/^(\S+) ([^?\s]*)(?:\?\S*)?(?: HTTP\/[\d.]+)?$/, '$1 $2').slice(0, longest);

const messageOf = (text: string): string =>
  text
    .replace(/, (?:client|server|request|upstream|host|referrer|subrequest|login): .*$/, '')
    .slice(0, longest);

const fieldsOf = (text: string): Partial<NginxError> => {
  const [, errno] = /\((\d{1,3}): /.exec(text) ?? [];
  const request = field(text, 'request');
  const held = {
    server: field(text, 'server'),
    upstream: field(text, 'upstream')?.replace(/\?.*$/, ''),
    host: field(text, 'host'),
  };
  return {
    ...(errno === undefined ? {} : { errno: Number(errno) }),
    ...(request === undefined ? {} : { request: withoutQuery(request) }),
    ...Object.fromEntries(
      Object.entries(held).flatMap(([key, value]) => (value ? [[key, value.slice(0, longest)]] : [])),
    ),
  };
};

/** Seconds since some day, of a time as it stands in the log; both sides are by the same clock. */
const secondsOf = (at: string): number => Date.parse(`${at.replaceAll('/', '-').replace(' ', 'T')}Z`) / 1000;

const newest = 2 * 60;
const most = 50;

/** What PHP and others say through FastCGI may hold anything; the rest are Nginx's own words, with paths that are needed. */
const shown = (message: string): string =>
  message.startsWith('FastCGI sent in stderr') ? withoutSecrets(message) : message;

const entryOf = (text: string): NginxError | undefined => {
  const [, at, level = '', rest = ''] = line.exec(text) ?? [];
  return at === undefined ? undefined : { at, level, message: shown(messageOf(rest)), ...fieldsOf(rest) };
};

/** Characters: no entry is longer (ngx_log.h, NGX_MAX_ERROR_STR). */
const longestEntry = 2048;

/** An entry about a visitor ends with who it was; one that does not goes on in the next line. */
const opens = (text: string): boolean =>
  /^[^[]{19} \[[a-z]+\] \d+#\d+: \*\d+ [^"]*"/.test(text) && !text.includes(', client: ');

const closes = (text: string): boolean => !line.test(text) && text.includes(', client: ');

/** The first of the lines, as far as one entry can reach, that opens or closes one. */
const nextEdge = (lines: readonly string[]): string | undefined => {
  let reach = longestEntry;
  return lines.find((text) => {
    reach -= text.length + 1;
    return opens(text) || closes(text) || reach < 0;
  });
};

/**
 * Nginx writes the path that was asked for as it is, line feeds and all, so whoever visits can write whole lines into the
 * log. What stands, or may stand, inside of such an entry is none.
 */
const isForged = (lines: readonly string[], at: number): boolean => {
  const before = nextEdge(lines.slice(0, at).toReversed());
  const after = nextEdge(lines.slice(at + 1));
  return (
    !opens(lines[at] ?? '') &&
    ((before !== undefined && opens(before)) || (after !== undefined && closes(after)))
  );
};

const entriesOf = (log: string, matters: (text: string) => boolean): NginxError[] => {
  const lines = log.split('\n');
  return lines.flatMap((text, at) => (matters(text) && !isForged(lines, at) ? (entryOf(text) ?? []) : []));
};

/** The lines of the error log that are not older than two minutes, without who the visitors were. */
export const errorsIn = (log: string, readAt: string): NginxError[] => {
  const isNew = (text: string): boolean => {
    const [, at] = line.exec(text) ?? [];
    return at !== undefined && secondsOf(readAt) - secondsOf(at) <= newest;
  };
  return entriesOf(log, isNew).slice(-most);
};

const mostRefusals = 4;

/** What kept Nginx from starting, or from loading its configuration: said once, and true until the next time. */
export const refusalsIn = (log: string): NginxError[] =>
  entriesOf(log, (text) => text.includes('[emerg]'))
    .filter(({ level }) => level === 'emerg')
    .slice(-mostRefusals);

/** A time of the log, ISO 8601, by the offset of the server's clock (`+0200`). */
export const instantOf = (at: string, utcOffset: string): string | undefined => {
  const ms = Date.parse(
    `${at.replaceAll('/', '-').replace(' ', 'T')}${utcOffset.slice(0, 3)}:${utcOffset.slice(3)}`,
  );
  return Number.isNaN(ms) ? undefined : new Date(ms).toISOString();
};

/** Of two times of the same log, in seconds: how much later the second is. */
export const secondsBetween = (first: string, second: string): number => secondsOf(second) - secondsOf(first);
