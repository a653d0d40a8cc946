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

const lineOf = (text: string): NginxError | undefined => {
  const [, at, level = '', rest = ''] = line.exec(text) ?? [];
  return at === undefined ? undefined : { at, level, message: messageOf(rest), ...fieldsOf(rest) };
};

/** The lines of the error log that are not older than two minutes, without who the visitors were. */
export const errorsIn = (log: string, readAt: string): NginxError[] =>
  log
    .split('\n')
    .flatMap((text): NginxError[] => {
      const one = lineOf(text);
      return one && secondsOf(readAt) - secondsOf(one.at) <= newest ? [one] : [];
    })
    .slice(-most);

const mostRefusals = 4;

/** What kept Nginx from starting, or from loading its configuration: said once, and true until the next time. */
export const refusalsIn = (log: string): NginxError[] =>
  log
    .split('\n')
    .flatMap((text) => (text.includes('[emerg]') ? (lineOf(text) ?? []) : []))
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
