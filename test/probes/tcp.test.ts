import { expect, test } from 'vitest';
import { lookWith } from '../support/looking.ts';
import { blackhole } from '../support/servers/blackhole.ts';
import { peer } from '../support/servers/peer.ts';
import { staged } from '../support/stage.ts';
import { closed, targetFor } from '../support/target.ts';

test.concurrent(
  'tells an open port from one that refuses',
  staged(async (stage) => {
    const http = await peer(stage);
    const { seen } = await lookWith('tcp', targetFor({ ports: { ...closed, http } }));
    const said = seen.attempts.map(({ purpose, state, code }) => `${purpose} ${state} ${code}`);
    expect(said.toSorted()).toEqual(['http open undefined', 'https refused ECONNREFUSED']);
  }),
);

test.concurrent(
  'gives up after four seconds on a port that drops what comes',
  staged(async (stage) => {
    const http = await blackhole(stage);
    const { seen, ms } = await lookWith('tcp', targetFor({ ports: { ...closed, http } }));
    expect(seen.attempts.find(({ purpose }) => purpose === 'http')?.state).toBe('silent');
    expect(ms).toBeGreaterThan(3_900);
    expect(ms).toBeLessThan(6_000);
  }),
);

test.concurrent(
  'does not dial an address beyond the reach of its target',
  staged(async () => {
    const { seen, gate } = await lookWith('tcp', targetFor({ address: '192.168.1.10' }));
    expect(seen.attempts.map(({ state }) => state)).toEqual(['not-dialled', 'not-dialled']);
    expect(gate.record).toEqual([]);
  }),
);

test.concurrent(
  'sends nothing over the connections it opens',
  staged(async (stage) => {
    let said = 0;
    const http = await peer(stage, (socket) => socket.on('data', (chunk) => (said += chunk.length)));
    await lookWith('tcp', targetFor({ ports: { ...closed, http } }));
    expect(said).toBe(0);
  }),
);
