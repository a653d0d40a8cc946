import { describe, expect, test } from 'vitest';
import { staged } from '../support/stage.ts';
import { expectManners, expectScreen, expectVerdict, promised, type Document } from './contract.ts';
import { meet, type Format, type Met } from './meet.ts';
import type { Lair, Peer } from './peer.ts';
import { dnsPeers } from './peers/dns.ts';
import { httpPeers } from './peers/http.ts';
import { mysqlPeers } from './peers/mysql.ts';
import { reachPeers } from './peers/reach.ts';
import { redirectPeers } from './peers/redirects.ts';
import { tlsPeers } from './peers/tls.ts';

/**
 * The contract of a check, held against servers that do not behave: each meets the built program as a process of its
 * own. Those whose words can reach a screen meet it twice, once in each format.
 */

const groups: Readonly<Record<string, readonly Peer[]>> = {
  DNS: dnsPeers,
  reach: reachPeers,
  'TCP and TLS': tlsPeers,
  HTTP: httpPeers,
  redirects: redirectPeers,
  MySQL: mysqlPeers,
};

const most = { peakKiB: 0, by: '', overrunMs: 0, runs: 0 };

/** The boxes, in a line each. */
const summary = ({ stdout }: Met): string => {
  if (!stdout.startsWith('{')) return stdout.slice(0, 4_000);
  const { hops } = JSON.parse(stdout) as Document;
  return hops.map(({ hop, status, because }) => `${hop} ${status}: ${because.slice(0, 300)}`).join('\n');
};

/** What was said stands below the reason of a failure. */
const explained = (met: Met, expectations: () => void): void => {
  try {
    expectations();
  } catch (error) {
    if (error instanceof Error) error.message += `\n\n${summary(met)}\n${met.stderr}`;
    throw error;
  }
};

const meetOn = async (lair: Lair, peer: Peer, format: Format): Promise<void> => {
  const { timeout = 8, expected } = peer;
  const met = await meet(lair, format, timeout);
  most.runs += 1;
  if (met.peakKiB > most.peakKiB) Object.assign(most, { peakKiB: met.peakKiB, by: peer.name });
  explained(met, () => {
    expectManners(met, lair, timeout);
    if (format === 'text') return expectScreen(met, expected);
    const { durationMs } = expectVerdict(met, expected, timeout);
    most.overrunMs = Math.max(most.overrunMs, durationMs - timeout * 1000);
  });
};

for (const [group, peers] of Object.entries(groups))
  describe(group, () => {
    for (const peer of peers)
      test.concurrent(
        peer.name,
        staged(async (stage) => {
          const lair = await peer.lurk(stage);
          const formats: readonly Format[] = peer.expected.says ? ['json', 'text'] : ['json'];
          await Promise.all(formats.map((format) => meetOn(lair, peer, format)));
          lair.afterwards?.();
        }),
      );
  });

test('there are at least 66, and none of them made it hold more than was promised', () => {
  const peers = Object.values(groups).flat();
  expect(new Set(peers.map(({ name }) => name)).size).toBe(peers.length);
  expect(peers.length).toBeGreaterThanOrEqual(66);
  expect(most.peakKiB).toBeLessThan(promised.peakKiB);
  const held = Math.ceil(most.peakKiB / 1024);
  process.stdout.write(
    `${peers.length} hostile peers, ${most.runs} runs: at most ${held} MiB (${most.by}), and ${most.overrunMs} ms late\n`,
  );
});
