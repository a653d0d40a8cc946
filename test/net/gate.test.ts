import { once } from 'node:events';
import type { Socket } from 'node:net';
import { expect, test } from 'vitest';
import type { Contact } from '../../src/model/probe.ts';
import { askDns } from '../../src/net/dns.ts';
import { createGate, type Gate } from '../../src/net/gate.ts';
import { connectTcp } from '../../src/net/tcp.ts';
import { datagrams } from '../support/servers/datagrams.ts';
import { peer } from '../support/servers/peer.ts';
import { staged } from '../support/stage.ts';
import { loopback, targetFor } from '../support/target.ts';
import type { Target } from '../../src/model/target.ts';

const gateFor = (contact: Omit<Contact, 'probe' | 'to' | 'why'>, target: Partial<Target> = {}): Gate =>
  createGate(
    targetFor(target),
    [{ probe: 'tcp', to: '', why: '', ...contact }],
    new AbortController().signal,
  );

test(
  'destroys what is still open when it is closed, and lets nothing out any more',
  staged(async (stage) => {
    const accepted: Socket[] = [];
    const port = await peer(stage, (socket) => accepted.push(socket));
    const gate = gateFor({ protocol: 'tcp', port });
    const request = { probe: 'tcp', address: loopback, port } as const;
    const connection = await connectTcp(gate, request);
    if (connection.state !== 'open') throw new Error(connection.state);
    const closed = once(connection.socket, 'close');
    gate.close();
    await closed;
    expect((await connectTcp(gate, request)).state).toBe('not-dialled');
    expect(accepted).toHaveLength(1);
  }),
);

test(
  'ends what is opened behind its back after it was closed',
  staged(async () => {
    const gate = gateFor({ protocol: 'tcp', port: 1 });
    let ended = 0;
    gate.owns(() => (ended += 1));
    const release = gate.owns(() => (ended += 10));
    release();
    gate.close();
    gate.owns(() => (ended += 100));
    gate.close();
    expect(ended).toBe(101);
  }),
);

test(
  'closes a UDP socket on which somebody still listens',
  staged(async (stage) => {
    const server = await datagrams(stage);
    const gate = gateFor({ protocol: 'udp', port: server.port });
    const asked = askDns(gate, {
      probe: 'tcp',
      server,
      name: 'shop.com',
      type: 'A',
      recursion: true,
      attempt: 200,
      attempts: 1,
    });
    gate.close();
    expect((await asked).outcome).toBe('silent');
  }),
);

test('lets out to a link-local address only what is a question to the resolver', () => {
  const metadata = { address: '169.254.169.254', port: 80 };
  const named = gateFor({ protocol: 'tcp', ...metadata, beyondReach: true });
  expect(named.admits({ probe: 'tcp', protocol: 'tcp', ...metadata })).toBe(false);
  expect(named.record).toEqual([]);
  const router = { address: 'fe80::1%eth0', port: 53 };
  const asked = gateFor({ protocol: 'udp', ...router, beyondReach: true }, { resolver: router });
  expect(asked.admits({ probe: 'tcp', protocol: 'udp', ...router })).toBe(true);
});
