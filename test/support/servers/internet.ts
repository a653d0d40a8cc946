import { freePort } from '../../../src/lab/ports.ts';
import type { Endpoint } from '../../../src/model/address.ts';
import type { Target } from '../../../src/model/target.ts';
import type { Stage } from '../stage.ts';
import { dnsOf } from '../target.ts';
import { changingNsd, nsd, type Zones } from './nsd.ts';

/** The records of `shop.com` at one of its name servers, or what is wrong with that server. */
export type NameServer =
  | readonly string[]
  | { readonly zones: Zones; readonly hangs?: boolean }
  /** Another server at this place. */
  | ((at: Endpoint) => Promise<unknown>)
  /** Nothing listens there. */
  | 'closed';

export interface Internet {
  readonly root: Endpoint;
  /** The name servers of `shop.com` in the order in which they were given. */
  readonly servers: readonly [Endpoint, ...Endpoint[]];
  /** A target whose names are looked up from this root; without a resolver of its own, the first name server is asked. */
  target(patch?: Partial<Target> & { readonly typed?: string }): Target;
  /** Gives `shop.com` other records at the name servers that have it. */
  change(records: readonly string[]): Promise<void>;
}

/**
 * A small Internet on this machine: a root with the zone `com`, which hands `shop.com` on to these name servers, all on
 * one port.
 * @param more other records of `com`
 */
export const internet = async (
  stage: Stage,
  servers: readonly [NameServer, ...NameServer[]],
  more: readonly string[] = [],
): Promise<Internet> => {
  const rootAddress = '127.0.0.41';
  const addresses = servers.map((_, at) => `127.0.0.${43 + at}`);
  const port = await freePort([rootAddress, ...addresses]);
  const handedOn = addresses.flatMap((address, at) => [
    `shop NS ns${at + 1}.shop`,
    `ns${at + 1}.shop A ${address}`,
  ]);
  const root = await nsd(
    stage,
    { '.': ['com NS ns.com', `ns.com A ${rootAddress}`], com: [`ns A ${rootAddress}`, ...handedOn, ...more] },
    { address: rootAddress, port },
  );
  const changes: ((records: readonly string[]) => Promise<void>)[] = [];
  const started = await Promise.all(
    servers.map(async (server, at): Promise<Endpoint> => {
      const endpoint = { address: addresses[at] ?? '', port };
      if (server === 'closed') return endpoint;
      if (typeof server === 'function') return server(endpoint).then(() => endpoint);
      if ('zones' in server) return nsd(stage, server.zones, { ...endpoint, hangs: server.hangs ?? false });
      const running = await changingNsd(stage, { 'shop.com': server }, endpoint);
      changes.push((records) => running.change('shop.com', records));
      return endpoint;
    }),
  );
  const [first = root, ...others] = started;
  return {
    root,
    servers: [first, ...others],
    target: (patch = {}) => dnsOf(first, { roots: [{ name: 'root', ...root }], dnsPort: port, ...patch }),
    change: async (records) => void (await Promise.all(changes.map((change) => change(records)))),
  };
};
