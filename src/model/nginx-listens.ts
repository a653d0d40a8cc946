import { isIPv6 } from 'node:net';
import type { Endpoint } from './address.ts';
import { isOthers, takes } from './listening.ts';
import type { Listener, ListenersSeen } from './seen/listeners.ts';
import type { NginxSeen } from './seen/nginx.ts';

/** `*` of a configuration is every address of IPv4 (ngx_http_core_module, listen). */
const isToldFor = (address: string, at: Endpoint): boolean =>
  address === at.address || address === (isIPv6(at.address) ? '::' : '*') || address === '0.0.0.0';

export const isTold = ({ servers }: NginxSeen, at: Endpoint): boolean =>
  servers.some(({ listens }) =>
    listens.some(({ address, port }) => port === at.port && isToldFor(address, at)),
  );

/** A port that the configuration wants and another program has: Nginx does not start then (bind(2), EADDRINUSE). */
export const takenFrom = ({ servers }: NginxSeen, { listeners }: ListenersSeen): Listener | undefined => {
  const wanted = servers.flatMap(({ listens }) => listens);
  const isHere = (one: Listener, address: string, port: number): boolean =>
    address === '*' ? !isIPv6(one.address) : takes(one, { address, port });
  return listeners.find(
    (one) =>
      one.protocol === 'tcp' &&
      isOthers(one) &&
      wanted.some(
        ({ address, port }) => port !== undefined && port === one.port && isHere(one, address, port),
      ),
  );
};
