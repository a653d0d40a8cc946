import { createServer } from 'node:http';
import packet from 'dns-packet';
import { expect, test } from 'vitest';
import { probes } from '../../src/catalog.ts';
import type { Evidence, ProbeId } from '../../src/model/evidence.ts';
import type { Target } from '../../src/model/target.ts';
import { createGate, type Gate } from '../../src/net/gate.ts';
import { worldOf } from '../../src/probes/world.ts';
import { look } from '../support/inspect.ts';
import { openPorts } from '../support/looking.ts';
import { blackhole } from '../support/servers/blackhole.ts';
import { datagrams, datagramsBeside } from '../support/servers/datagrams.ts';
import { mysqlPeer } from '../support/servers/mysql-peer.ts';
import { listening, peer } from '../support/servers/peer.ts';
import { staged, type Stage } from '../support/stage.ts';
import { closed, loopback, targetFor } from '../support/target.ts';

// The run has a deadline, and Ctrl-C. What they end says nothing about a server.

const slow = (stage: Stage): Promise<number> =>
  listening(
    stage,
    createServer((_, response) => void setTimeout(() => response.end('here I am'), 1_500)),
  );

/** One probe, in a run that is ended after this many milliseconds. */
const endedAfter = async <Id extends ProbeId>(
  ms: number,
  id: Id,
  target: Target,
  known: Partial<Evidence> = {},
): Promise<{ readonly seen: Evidence[Id]; readonly gate: Gate; readonly took: number }> => {
  const probe = probes.find((one) => one.id === id);
  if (!probe) throw new Error(`there is no probe ${id}`);
  const run = new AbortController();
  if (ms === 0) run.abort();
  const timer = setTimeout(() => run.abort('deadline'), ms);
  const gate = createGate(target, probe.plan(target), run.signal);
  const start = performance.now();
  const seen = await probe.look(target, known, worldOf(gate, 'infra-tutor/test'));
  clearTimeout(timer);
  return { seen: seen as Evidence[Id], gate, took: performance.now() - start };
};

test.concurrent(
  'a page that takes longer than the whole check breaks nothing',
  staged(async (stage) => {
    const { report } = await look(targetFor({ ports: { ...closed, http: await slow(stage) } }), 1_000);
    expect(report.evidence.http?.visits[0]?.steps[0]?.outcome).toBe('cut-short');
    expect(report.firstBroken).toBeNull();
    const verdicts = Object.fromEntries(report.hops.map(({ hop, status }) => [hop, status]));
    expect(verdicts).toMatchObject({ server: 'ok', web: 'unknown' });
  }),
);

test.concurrent(
  'a connection',
  staged(async (stage) => {
    const http = await blackhole(stage);
    const { seen } = await endedAfter(300, 'tcp', targetFor({ ports: { ...closed, http } }));
    expect(seen.attempts.map(({ state, code }) => [state, code])).toEqual([
      ['cut-short', undefined],
      ['cut-short', undefined],
    ]);
  }),
);

test.concurrent(
  'a question to DNS, over UDP and over TCP',
  staged(async (stage) => {
    const silent = await datagrams(stage);
    const { seen } = await endedAfter(300, 'dns', targetFor({ resolver: silent }));
    expect(new Set(seen.resolver.map(({ outcome }) => outcome))).toEqual(new Set(['cut-short']));
    const cutting = await datagramsBeside(
      stage,
      () => peer(stage),
      (query, from, socket) => {
        const { id = 0, questions = [] } = packet.decode(query);
        const reply = { type: 'response', id, questions, flags: packet.TRUNCATED_RESPONSE } as const;
        socket.send(packet.encode(reply), from.port, from.address);
      },
    );
    const { seen: over } = await endedAfter(300, 'dns', targetFor({ resolver: cutting }));
    expect(new Set(over.resolver.map(({ outcome }) => outcome))).toEqual(new Set(['cut-short']));
  }),
);

test.concurrent(
  'a handshake of TLS, in its own probe and before a page',
  staged(async (stage) => {
    const target = targetFor({ ports: { ...closed, https: await peer(stage) } });
    const known = { tcp: openPorts(target) };
    const { seen: tls } = await endedAfter(300, 'tls', target, known);
    expect(tls.handshakes[0]).toMatchObject({ outcome: 'cut-short', chain: [] });
    const { seen: http } = await endedAfter(300, 'http', target, known);
    expect(http.visits[0]).toMatchObject({ end: 'failed', steps: [{ outcome: 'cut-short' }] });
  }),
);

test.concurrent(
  'the greeting of a database, and its login',
  staged(async (stage) => {
    const at = (db: number) => targetFor({ ports: { ...closed, db }, dbHost: loopback });
    const { seen } = await endedAfter(300, 'mysql', at(await peer(stage)));
    expect(seen.attempts[0]?.state).toBe('cut-short');
    const { port } = await mysqlPeer(stage, 'mysql_native_password', []);
    const { seen: greeted } = await endedAfter(2000, 'mysql', at(port));
    expect(greeted.attempts[0]).toMatchObject({ state: 'greeting', login: { outcome: 'cut-short' } });
  }),
);

test.concurrent(
  'after the end nobody is contacted any more',
  staged(async () => {
    const target = targetFor({ dbHost: loopback, ssh: 'server' });
    const known = {
      tcp: { attempts: openPorts({ ...target, ports: { http: 2_000, https: 2_001, db: 9 } }).attempts },
    };
    const resolver = { address: loopback, port: 9 };
    const ended = [
      await endedAfter(0, 'tcp', target),
      await endedAfter(0, 'dns', targetFor({ resolver })),
      await endedAfter(0, 'tls', target, known),
      await endedAfter(0, 'http', target, known),
      await endedAfter(0, 'mysql', target),
    ];
    expect(ended.flatMap(({ gate }) => gate.record)).toEqual([]);
    const [tcp, dns, tls, http, mysql] = ended.map(({ seen }) => JSON.stringify(seen));
    for (const seen of [tcp, dns, tls, http, mysql]) expect(seen).toContain('"cut-short"');
  }),
);
