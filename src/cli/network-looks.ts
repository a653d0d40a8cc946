import { parseSite } from '../model/site.ts';
import { covers } from '../model/tls.ts';
import { askDns } from '../net/dns.ts';
import { walk } from '../net/dns-walk.ts';
import type { Gate } from '../net/gate.ts';
import { askHttp } from '../net/http.ts';
import { connectTcp, discard } from '../net/tcp.ts';
import { lookAtTls } from '../net/tls.ts';
import { LookUnavailable, type AskedDns, type Fetched, type Looks, type Shaken } from '../tutor/looks.ts';
import { userAgent } from './tool.ts';

/** The discard protocol (RFC 863), which no computer of today offers: nothing listens there. */
export const closed = 9;

const shake = async (gate: Gate, address: string, name: string): Promise<Shaken> => {
  const seen = await lookAtTls(gate, { address, port: gate.target.ports.https }, name);
  const [leaf] = seen.chain;
  const named = leaf?.names.some((pattern) => covers(pattern, name)) ?? false;
  return seen.verification === 'ok' && !named
    ? { ...seen, verification: 'ERR_TLS_CERT_ALTNAME_INVALID' }
    : seen;
};

const noResolver: AskedDns = { outcome: 'unreachable', answers: [] };

type OverTheNetwork = Pick<Looks, 'host' | 'ports' | 'resolve' | 'walk' | 'connect' | 'handshake'> & {
  /** The first address of the site; absent: DNS gives none. */
  readonly address?: string;
  /** GET of a page of this origin. */
  readonly fetchFrom: (origin: string, path: string) => Promise<Fetched>;
};

/** What can be looked at over the network, at the first address of the site. */
export const networkLooks = async (gate: Gate): Promise<OverTheNetwork> => {
  const { target } = gate;
  const host = target.site.ascii;
  const resolve = async (name: string): Promise<AskedDns> =>
    target.resolver
      ? askDns(gate, { probe: 'dns', server: target.resolver, name, type: 'A', recursion: true })
      : noResolver;
  const { answers } = await resolve(host);
  const found = answers.find(({ type }) => type === 'A')?.data;
  const known = (): string => {
    if (found === undefined) throw new LookUnavailable(`DNS gives no IPv4 address for ${target.site.shown}.`);
    return found;
  };
  return {
    host,
    ...(found === undefined ? {} : { address: found }),
    ports: { ...target.ports, closed },
    resolve,
    walk: (name) => walk({ ...target, site: parseSite(name) }, gate),
    async connect(port) {
      const address = known();
      const connection = await connectTcp(gate, { probe: 'tcp', address, port });
      if (connection.state === 'open') discard(connection.socket);
      return { address, port, state: connection.state };
    },
    handshake: async (name) => shake(gate, known(), name),
    fetchFrom: async (origin, path) =>
      askHttp(gate, { probe: 'http', url: new URL(path, origin), address: known(), userAgent }),
  };
};
