import type { ErrorsSeen, NginxError } from './seen/errors.ts';
import type { NginxSeen } from './seen/nginx.ts';
import type { ProcessSeen } from './seen/processes.ts';
import { instantOf } from './nginx-errors.ts';

/** Why Nginx refused a configuration, by its own last words. */
export type RefusalCause =
  | 'unknown-directive'
  | 'bad-line'
  | 'block-open'
  | 'upstream-unknown'
  | 'certificate-missing'
  | 'key-mismatch'
  | 'duplicate-default'
  | 'file-missing'
  | 'refused';

/**
 * Of OpenSSL's codes in the line (`error:0A000102:…`) the library and the reason. Version 1.1 has the library in the
 * first two digits, version 3 in nine bits; the reason is in the last three digits of both (ERR_GET_LIB, ERR_GET_REASON).
 */
const opensslCodes = (message: string): readonly string[] =>
  [...message.matchAll(/error:([0-9A-F]{2})([0-9A-F]{6}):/g)].map(
    ([, first = '', rest = '']) => `${first}${rest.slice(-3)}`,
  );

/** X509_R_KEY_VALUES_MISMATCH, of library 11 (X.509). */
const isMismatch = (message: string): boolean =>
  opensslCodes(message).some((code) => code === '05074' || code === '0B074');

/** Nginx has no numbers for these (ngx_conf_file.c, ngx_http.c, ngx_inet.c, ngx_event_openssl.c). */
const byWords: readonly (readonly [RegExp, RefusalCause])[] = [
  [/^unknown directive /, 'unknown-directive'],
  [/^unexpected end of file/, 'block-open'],
  [/^invalid number of arguments|is not terminated by ";"|^unexpected "|^invalid parameter /, 'bad-line'],
  [/^host not found in /, 'upstream-unknown'],
  [/^cannot load certificate(?: key)? /, 'certificate-missing'],
  [/^a duplicate default server /, 'duplicate-default'],
];

export const refusalCause = ({ message, errno }: NginxError): RefusalCause => {
  if (isMismatch(message)) return 'key-mismatch';
  const worded = byWords.find(([words]) => words.test(message))?.[1];
  return worded ?? (errno === 2 ? 'file-missing' : 'refused');
};

/** What has to be mended before Nginx starts; `will-not-start` when its words name no place. */
export type StartCause =
  'mistake-in-line' | 'certificate-unusable' | 'file-missing' | 'name-unknown' | 'will-not-start';

const startCauses: Readonly<Partial<Record<RefusalCause, StartCause>>> = {
  'certificate-missing': 'certificate-unusable',
  'key-mismatch': 'certificate-unusable',
  'file-missing': 'file-missing',
  'upstream-unknown': 'name-unknown',
};

/** Nginx puts the place of a mistake behind its words (ngx_conf_log_error): ` in /etc/nginx/nginx.conf:9`. */
const namesLine = / in \/[^\n]{1,300}:\d{1,7}$/;

export const startCause = (refusal: NginxError): StartCause =>
  startCauses[refusalCause(refusal)] ??
  (namesLine.test(refusal.message) ? 'mistake-in-line' : 'will-not-start');

const newestOf = (times: readonly (string | undefined)[]): number =>
  Math.max(-Infinity, ...times.flatMap((time) => (time === undefined ? [] : Date.parse(time))));

/** Milliseconds: when the workers were started last, and when a file was changed last; minus infinity when not known. */
export const startOf = (workers: readonly ProcessSeen[]): number =>
  newestOf(workers.map(({ startedAt }) => startedAt));

export const changeOf = ({ files }: NginxSeen): number => newestOf(files.map(({ changedAt }) => changedAt));

/** Which ports are free is another question, and no fault of the configuration. */
const isAboutPort = ({ message }: NginxError): boolean => /^(?:still could not )?bind\(\)/.test(message);

/** Milliseconds: the log knows a time to the second. */
const second = 1_000;

/** The last refusal, when nothing has happened since: no worker was started, and no file was changed. */
export const standingRefusal = (
  { refusals, utcOffset }: Pick<ErrorsSeen, 'refusals' | 'utcOffset'>,
  nginx: NginxSeen,
  workers: readonly ProcessSeen[],
): NginxError | undefined => {
  const last = refusals.at(-1);
  if (!last || utcOffset === undefined || isAboutPort(last)) return undefined;
  const at = Date.parse(instantOf(last.at, utcOffset) ?? '') + second;
  return at >= startOf(workers) && at >= changeOf(nginx) ? last : undefined;
};
