import { defineCheck, found, ok, unknown, type Example, type Judgement } from '../../model/check.ts';
import { asIs, change, nginxWrote, together } from '../../model/example.ts';
import { hangReason, howToLook, seconds, type HangCause } from '../../model/hang.ts';
import type { HangSeen } from '../../model/seen/hang.ts';
import { explainedByLog } from '../../model/log-judge.ts';

const upstream = 'http://127.0.0.1:8000/';

/** Nginx waited for a second, and this is what was seen of the program while it did. */
const hung = (patch: Partial<HangSeen>): Example =>
  together(
    nginxWrote(
      504,
      'upstream timed out (110: Connection timed out) while reading response header from upstream',
      { upstream, errno: 110 },
    ),
    change('hang', ({ direct: _, ...held }) => ({
      ...held,
      request: { ...held.request, status: 504, times: { total: 1_009 } },
      ...patch,
    })),
  );

/** The program itself gave no answer either. */
const direct = { to: upstream, ms: 4_001 };

const port = 40_222;
const resting = { user: 'app', port, command: 'Sleep', seconds: 3 };
const links = [port, port + 2].map((ownPort) => ({
  to: '127.0.0.1',
  port: 3306,
  ownPort,
  isAsking: false,
}));

/** Who gave up on the program, Nginx or we ourselves. */
const givenUp = ({ request: { url, status, times } }: HangSeen): string =>
  status === undefined
    ? `no answer to ${url} came within ${seconds(times.total)}`
    : `Nginx waited ${seconds(times.total)} for the answer to ${url}, and gave up`;

const judgeHang = (hang: HangSeen, seen: Parameters<typeof hangReason>[0]): Judgement<HangCause> => {
  const { url, status } = hang.request;
  const reason = hangReason(seen);
  if (reason) {
    const { cause, words, strength, toConfirm } = reason;
    return {
      ...found(cause, url, `${givenUp(hang)}${words}`, strength),
      ...(toConfirm === undefined ? {} : { toConfirm }),
    };
  }
  return status === undefined || status === 504
    ? unknown(url, `${givenUp(hang)}, and what was seen meanwhile does not say why`, howToLook)
    : ok(url, `${url} answers ${status} when it is asked for once more`);
};

export default defineCheck({
  claim: false,
  needs: ['hang'],
  uses: ['app', 'nginx', 'listeners', 'processes', 'database', 'links', 'logs', 'mysql'],
  judge: ({ hang, ...seen }, { target }) =>
    [judgeHang(hang, { hang, ...seen })].map(explainedByLog<HangCause>(seen, target)),
  causes: {
    impatient: {
      status: 'broken',
      strength: 'confirmed',
      example: hung({ direct: { to: upstream, status: 200, ms: 1_512 } }),
    },
    'rows-locked': {
      status: 'broken',
      strength: 'confirmed',
      example: hung({
        direct,
        threads: [
          { user: 'app', port, command: 'Query', seconds: 4, locks: 'waits', openSeconds: 4 },
          { user: 'reports', port: 51_016, command: 'Sleep', seconds: 60, locks: 'holds', openSeconds: 61 },
        ],
      }),
    },
    'waits-for-database': {
      status: 'broken',
      strength: 'confirmed',
      example: hung({ direct, threads: [{ user: 'app', port, command: 'Query', seconds: 4 }] }),
    },
    computes: {
      status: 'broken',
      strength: 'confirmed',
      example: hung({ direct, processes: [{ pid: 300, cpuPercent: 99, isRunning: true }] }),
    },
    'all-busy': {
      status: 'broken',
      strength: 'confirmed',
      example: hung({ direct, queues: [{ at: '127.0.0.1:8000', waiting: 3, most: 511 }] }),
    },
    'pool-taken': {
      status: 'broken',
      strength: 'likely',
      example: hung({ direct, links, threads: links.map(({ ownPort }) => ({ ...resting, port: ownPort })) }),
    },
    waits: {
      status: 'broken',
      strength: 'confirmed',
      example: hung({ direct, links: [], threads: [] }),
    },
  },
  examples: {
    ok: [asIs],
    unknown: [hung({ direct, processes: [] })],
  },
});
