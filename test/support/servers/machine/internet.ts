import type { Stage } from '../../stage.ts';
import { nsd, type Zones } from '../nsd.ts';
import { folder } from '../run.ts';
import { unbound } from '../unbound.ts';

/** What answers questions about names at one address: NLnet Labs' name server, or its resolver with these lines. */
export type Answering =
  | { readonly zones: Zones; readonly hangs?: boolean }
  /** Lines of the `server:` clause (unbound.conf(5)). */
  | { readonly lines: readonly string[] };

/** All of DNS, as a visitor meets it: the root, the registry of `com`, the name servers of a zone, and resolvers. */
export interface Internet {
  /** What the registrar has told the registry: the records of `com`. */
  readonly registered: readonly string[];
  /** Where the registry has name servers of its own; otherwise the root answers for it, too. */
  readonly registry?: string;
  /** The name servers by their addresses, besides those that run on the machine. */
  readonly servers: Readonly<Record<string, Answering>>;
  /** What the resolver of the visitor's network has more in its settings, or what else answers there. */
  readonly resolver?: readonly string[] | Answering | 'closed';
  /** In presentation format: a key in which every resolver trusts. */
  readonly trusted?: string;
  /** The resolvers stay what they are, and keep what they know. Otherwise all that was remembered is over. */
  readonly remembers?: boolean;
}

/** The first of the root servers. */
const root = '198.41.0.4';

const isLines = (resolver: Internet['resolver'] = []): resolver is readonly string[] =>
  Array.isArray(resolver);

interface Scene extends Stage {
  close(): Promise<void>;
}

/** Part of a stage, which can be cleared before the rest. */
const scene = (stage: Stage): Scene => {
  let closers: (() => unknown)[] = [];
  const close = async (): Promise<void> => {
    const all = closers.toReversed();
    closers = [];
    for (const one of all) await one();
  };
  stage.defer(close);
  return {
    defer: (one) => void closers.push(one),
    use: (resource) => {
      closers.push(() => resource[Symbol.asyncDispose]());
      return resource;
    },
    close,
  };
};

/** What the root and the registry have, by their addresses. */
const aboveAll = ({ registered, registry = root }: Internet): Readonly<Record<string, Zones>> => {
  const top = { '.': [`ns A ${root}`, 'com NS ns.com', `ns.com A ${registry}`] };
  const com = { com: [`ns A ${registry}`, ...registered] };
  return registry === root ? { [root]: { ...top, ...com } } : { [root]: top, [registry]: com };
};

export interface World {
  /** DNS is like this from now on. */
  show(internet: Internet): Promise<void>;
  close(): Promise<void>;
}

/**
 * @param enter before a command, so that it runs in the visitor's network
 * @param address of the resolver of that network
 */
export const world = (stage: Stage, enter: readonly string[], address: string): World => {
  const [servers, resolvers] = [scene(stage), scene(stage)];
  const answering = (on: Stage, what: Answering, at: string): Promise<unknown> => {
    const where = { address: at, port: 53, enter };
    if ('lines' in what) return unbound(on, { server: what.lines }, where);
    return nsd(on, what.zones, { ...where, hangs: what.hangs ?? false });
  };
  const resolver = async (
    lines: readonly string[],
    trusted: string | undefined,
    at: string,
  ): Promise<unknown> => {
    // The twelve others are nowhere here, and would be waited for.
    const hints = await (await folder(resolvers)).write('hints', `. 60 NS ns.\nns. 60 A ${root}\n`);
    const anchor = trusted === undefined ? [] : [`trust-anchor: "${trusted}"`];
    return unbound(
      resolvers,
      { fromRoot: true, server: [`root-hints: "${hints}"`, ...anchor, ...lines] },
      { address: at, port: 53, enter },
    );
  };
  const startResolvers = ({ resolver: own = [], trusted }: Internet): Promise<unknown> =>
    Promise.all([
      resolver(['interface: 9.9.9.9@53'], trusted, '1.1.1.1'),
      own === 'closed' ||
        (isLines(own) ? resolver(own, trusted, address) : answering(resolvers, own, address)),
    ]);
  return {
    async show(internet) {
      await Promise.all([servers.close(), internet.remembers === true || resolvers.close()]);
      await Promise.all([
        ...Object.entries(aboveAll(internet)).map(([place, zones]) =>
          nsd(servers, zones, { address: place, port: 53, enter }),
        ),
        ...Object.entries(internet.servers).map(([at, what]) => answering(servers, what, at)),
        internet.remembers === true || startResolvers(internet),
      ]);
    },
    close: async () => void (await Promise.all([servers.close(), resolvers.close()])),
  };
};
