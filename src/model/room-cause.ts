import type { HttpExchange } from './seen/http.ts';
import { isNginxOwnPage } from './http.ts';
import type { ErrorsSeen, NginxError } from './seen/errors.ts';
import { secondsBetween } from './nginx-errors.ts';
import { isOfSite, recent } from './page-errors.ts';

/** Which limit of Nginx a request came to. */
export type RoomCause = 'rate-limited' | 'connections-limited' | 'connections-used-up' | 'files-used-up';

/** ngx_http_limit_req_module.c, ngx_http_limit_conn_module.c, ngx_connection.c; EMFILE has a number. */
const causeOf = ({ message, errno }: NginxError): RoomCause | undefined => {
  if (message.startsWith('limiting requests,')) return 'rate-limited';
  if (message.startsWith('limiting connections ')) return 'connections-limited';
  if (/^\d{1,9} worker_connections are not enough/.test(message)) return 'connections-used-up';
  return errno === 24 ? 'files-used-up' : undefined;
};

/** With which status Nginx turns a request away for it (limit_req_status, limit_conn_status); 500 when it cannot go on. */
const statuses: Readonly<Record<RoomCause, readonly number[]>> = {
  'rate-limited': [503, 429],
  'connections-limited': [503, 429],
  'connections-used-up': [500],
  'files-used-up': [500],
};

const isTurnedAway = (exchange: HttpExchange, cause: RoomCause): boolean =>
  exchange.outcome === 'answer' && statuses[cause].includes(exchange.status ?? 0) && isNginxOwnPage(exchange);

const isAbout = (one: NginxError, { url }: HttpExchange, name: string): boolean =>
  isOfSite(one, name) && (one.request?.endsWith(` ${new URL(url).pathname}`) ?? false);

/** Why Nginx turned this request away, by its error log, when it came to a limit. */
export const roomCause = (
  errors: ErrorsSeen | undefined,
  name: string,
  exchange: HttpExchange,
): { readonly cause: RoomCause; readonly because: string } | undefined => {
  const said = errors?.errors.findLast((one) => {
    const cause = causeOf(one);
    return (
      cause !== undefined &&
      isTurnedAway(exchange, cause) &&
      secondsBetween(one.at, errors.readAt) <= recent &&
      isAbout(one, exchange, name)
    );
  });
  const cause = said && causeOf(said);
  return said && cause && { cause, because: `Nginx's error log says: ${said.message}` };
};
