import { addressesFor } from '../model/dns.ts';
import type { TcpAttempt } from '../model/seen/tcp.ts';
import type { Probe } from '../model/probe.ts';
import { limits } from '../net/limits.ts';
import { connectTcp, discard } from '../net/tcp.ts';
import type { World } from './world.ts';

const attempt = async (
  { gate }: World,
  purpose: TcpAttempt['purpose'],
  address: string,
  port: number,
): Promise<TcpAttempt> => {
  const connection = await connectTcp(gate, { probe: 'tcp', address, port });
  if (connection.state === 'open') discard(connection.socket);
  const code = connection.state !== 'open' && connection.code ? { code: connection.code } : {};
  return {
    address,
    port,
    purpose,
    state: connection.state,
    ...code,
    ms: connection.ms,
    command: `nc -vz -w 4 ${address} ${port}`,
  };
};

/** Always the same order, by code unit: comparing by a language would first load its rules, for tens of milliseconds. */
const byEndpoint = (a: TcpAttempt, b: TcpAttempt): number =>
  Number(a.address > b.address) - Number(a.address < b.address) || a.port - b.port;

export default {
  vantage: 'outside',
  needs: ['dns'],
  plan: ({ site, ports }) =>
    (['http', 'https'] as const).map((purpose) => ({
      probe: 'tcp',
      protocol: 'tcp',
      to: `each address of ${site.shown}`,
      port: ports[purpose],
      why: `does anything accept connections on the ${purpose} port?`,
    })),
  async look(target, { dns }, world) {
    const addresses = addressesFor(target, dns, target.site.ascii, limits.tcp.addresses);
    if (addresses.length === 0) return { unobserved: 'no address is known', blockedBy: 'dns' };
    const attempts: TcpAttempt[] = [];
    // One after the other at each address, all addresses side by side: the first connection is the one whose time is shown.
    await Promise.all(
      addresses.map(async (address) => {
        for (const purpose of ['http', 'https'] as const)
          attempts.push(await attempt(world, purpose, address, target.ports[purpose]));
      }),
    );
    return { attempts: attempts.toSorted(byEndpoint) };
  },
} satisfies Probe<'tcp', 'dns', World>;
