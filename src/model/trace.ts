import type { HttpExchange } from './seen/http.ts';
import type { DatabaseTrace, TraceSeen, WebTrace } from './seen/trace.ts';
import type { Link } from './seen/links.ts';
import type { NginxAccessLog } from './seen/nginx.ts';
import { fieldsIn } from './log-format.ts';
import type { Counted } from './ss.ts';

/** Nginx counts in seconds; of several tries (`0.001, 0.004`) the sum, and `-` when there was none. */
const msIn = (text: string | undefined): number | undefined => {
  const tries = (text ?? '').split(/[,:]/).map((one) => one.trim());
  const seconds = tries.filter((one) => /^\d{1,9}(?:\.\d{1,9})?$/.test(one)).map(Number);
  return seconds.length > 0 ? Math.round(seconds.reduce((sum, one) => sum + one, 0) * 1000) : undefined;
};

/** What Nginx wrote of a request, as far as the format of its log says it. */
export const written = (
  { format }: NginxAccessLog,
  line: string,
): Pick<WebTrace, 'status' | 'requestMs' | 'upstream' | 'upstreamMs'> => {
  const fields = fieldsIn(format, line);
  const [status, upstream] = [fields?.get('status'), fields?.get('upstream_addr')];
  const requestMs = msIn(fields?.get('request_time'));
  const upstreamMs = msIn(fields?.get('upstream_response_time'));
  return {
    ...(status !== undefined && /^\d{3}$/.test(status) ? { status: Number(status) } : {}),
    ...(requestMs === undefined ? {} : { requestMs }),
    ...(upstream === undefined ? {} : { upstream: upstream.slice(0, 200) }),
    ...(upstreamMs === undefined ? {} : { upstreamMs }),
  };
};

/** Bytes that went over these connections between two looks; one that is new has had none before. */
export const bytesBetween = (before: readonly Counted[], after: readonly Counted[]): number =>
  after.reduce((sum, { ownPort, bytes }) => {
    const earlier = before.find((one) => one.ownPort === ownPort)?.bytes ?? 0;
    return sum + Math.max(0, bytes - earlier);
  }, 0);

/** Where the program behind Nginx keeps a connection to its database over TCP: only that is counted there. */
export const countable = (links: readonly Link[]): Link | undefined =>
  links.find(({ protocol, port }) => protocol === 'tcp' && port !== undefined);

/**
 * The files among what a process has open that are logs: where its output goes, and what is named so.
 * @param listing `ls -l /proc/PID/fd` (proc(5))
 */
export const logFilesIn = (listing: string): readonly string[] => {
  const open = [...listing.matchAll(/ (\d{1,10}) -> (\/[^\n]{1,1024})$/gm)];
  const logs = open.flatMap(([, fd = '', path = '']) => {
    const isOutput = (fd === '1' || fd === '2') && !path.startsWith('/dev/');
    return isOutput || path.endsWith('.log') ? [path] : [];
  });
  return [...new Set(logs)].slice(0, 4);
};

/** The database was asked for this request: nothing went there while nothing was asked, for at least as long. */
export const reachedDatabase = ({ quietBytes, quietMs, bytes, ms }: DatabaseTrace): boolean =>
  bytes > 0 && quietBytes === 0 && quietMs >= ms;

/** Whether Nginx wrote the request down; nothing when its logs do not say. */
export const isWrittenDown = ({ web }: TraceSeen): boolean | undefined => {
  if (web.some(({ state }) => state === 'found')) return true;
  const isSettled = web.length > 0 && web.every(({ state, isWhole }) => state === 'absent' && isWhole);
  return isSettled ? false : undefined;
};

/** Of an exchange, what is kept when the page itself says nothing more. */
export const requestOf = ({
  url,
  address,
  port,
  outcome,
  code,
  status,
  times,
  command,
}: HttpExchange): TraceSeen['request'] => ({
  url,
  address,
  port,
  outcome,
  ...(code === undefined ? {} : { code }),
  ...(status === undefined ? {} : { status }),
  times,
  command,
});
