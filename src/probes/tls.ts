import { canonical, type Endpoint } from '../model/address.ts';
import type { TcpSeen } from '../model/seen/tcp.ts';
import type { TlsHandshake } from '../model/seen/tls.ts';
import type { Probe } from '../model/probe.ts';
import { covers } from '../model/tls.ts';
import { firstBytesAt } from '../net/first-bytes.ts';
import { lookAtTls, lookWithoutName } from '../net/tls.ts';
import type { World } from './world.ts';

const open = (tcp: TcpSeen) =>
  tcp.attempts.filter(({ purpose, state }) => purpose === 'https' && state === 'open');

const isForOthers = ({ chain: [leaf] }: TlsHandshake, host: string): boolean =>
  leaf !== undefined && !leaf.names.some((name) => covers(name, canonical(host)));

/** What no certificate that fits leaves open: one more connection, and none when it is not needed. */
const closer = async (
  { gate, userAgent }: World,
  seen: TlsHandshake,
  endpoint: Endpoint,
  host: string,
): Promise<Pick<TlsHandshake, 'withoutName' | 'firstBytes'>> => {
  if (seen.outcome === 'not-tls') {
    const firstBytes = await firstBytesAt(gate, { probe: 'tls', ...endpoint }, host, userAgent);
    return firstBytes === '' ? {} : { firstBytes };
  }
  if (seen.serverName === '' || !isForOthers(seen, host)) return {};
  return { withoutName: await lookWithoutName(gate, endpoint) };
};

export default {
  vantage: 'outside',
  needs: ['tcp'],
  plan: ({ site, ports }) => [
    {
      probe: 'tls',
      protocol: 'tcp',
      to: `each address of ${site.shown}`,
      port: ports.https,
      why: 'which certificate is shown? Two handshakes or three, no data; where no TLS is spoken, one plain request',
    },
  ],
  async look(target, { tcp }, world) {
    if (!tcp) return { unobserved: 'no address could be connected to', blockedBy: 'server' };
    const host = target.site.ascii;
    const handshakes = await Promise.all(
      open(tcp).map(async ({ address, port }) => {
        const seen = await lookAtTls(world.gate, { address, port }, host);
        return { ...seen, ...(await closer(world, seen, { address, port }, host)) };
      }),
    );
    return { handshakes };
  },
} satisfies Probe<'tls', 'tcp', World>;
