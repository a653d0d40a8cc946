import type { HttpExchange } from './seen/http.ts';
import { hostIn, showsPackagePage } from './http.ts';
import type { NginxSeen, NginxServer } from './seen/nginx.ts';
import { distance } from './near.ts';
import { answering, socketOf, type Answering } from './nginx-names.ts';

export type NameCause = 'misspelt' | 'not-named';

export interface NameSeen {
  readonly answering: Answering;
  readonly cause?: NameCause;
  /** Of `misspelt`: the name that stands there, and where. */
  readonly near?: { readonly name: string; readonly server: NginxServer };
}

/** A connection to an address that no block names may have been meant for another one of the server (NAT). */
const isCertain = ({ servers }: NginxSeen, { address, port }: HttpExchange): boolean =>
  servers.every(({ listens }) =>
    listens.every(
      (one) => one.port !== port || one.address === address || ['*', '0.0.0.0', '::'].includes(one.address),
    ),
  ) || servers.some(({ listens }) => listens.some((one) => one.port === port && one.address === address));

/** Another block of the same socket whose name differs in one letter. */
const nearTo = (nginx: NginxSeen, own: NginxServer, name: string, port: number): NameSeen['near'] => {
  const sockets = new Set(own.listens.filter((one) => one.port === port).map(socketOf));
  return nginx.servers
    .filter((server) => server !== own && server.listens.some((one) => sockets.has(socketOf(one))))
    .flatMap((server) => server.names.map((held) => ({ name: held, server })))
    .find((held) => held.name.length < 254 && distance(held.name.toLowerCase(), name) === 1);
};

/** Which block of Nginx answered a request, and what is wrong with its names; nothing where that is not certain. */
export const nameSeen = (nginx: NginxSeen, exchange: HttpExchange): NameSeen | undefined => {
  const { address, port, url } = exchange;
  const name = hostIn(url);
  const one = isCertain(nginx, exchange) ? answering(nginx, name, { address, port }) : undefined;
  // What stands behind a mistake on the disk is not known, and may hold the name.
  if (!one || (nginx.mistake && !one.isByName)) return undefined;
  if (one.isByName) return { answering: one };
  const near = nearTo(nginx, one.server, name, port);
  if (near) return { answering: one, cause: 'misspelt', near };
  return showsPackagePage(exchange) ? { answering: one, cause: 'not-named' } : { answering: one };
};
