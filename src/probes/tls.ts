import type { TcpSeen } from '../model/evidence.ts';
import type { Probe } from '../model/probe.ts';
import { lookAtTls } from '../net/tls.ts';
import type { World } from './world.ts';

const open = (tcp: TcpSeen) =>
  tcp.attempts.filter(({ purpose, state }) => purpose === 'https' && state === 'open');

export default {
  vantage: 'outside',
  needs: ['tcp'],
  plan: ({ site, ports }) => [
    {
      probe: 'tls',
      protocol: 'tcp',
      to: `each address of ${site.shown}`,
      port: ports.https,
      why: 'which certificate is shown? Two handshakes, no data',
    },
  ],
  async look(target, { tcp }, { gate }) {
    if (!tcp) return { unobserved: 'no address could be connected to', blockedBy: 'server' };
    const handshakes = await Promise.all(
      open(tcp).map(({ address, port }) => lookAtTls(gate, { address, port }, target.site.ascii)),
    );
    return { handshakes };
  },
} satisfies Probe<'tls', 'tcp', World>;
