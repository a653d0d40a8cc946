import { blocked, defineCheck, found, ok, type Example, type Judgement } from '../../model/check.ts';
import { answers, asIs, change, together } from '../../model/example.ts';
import { seconds } from '../../model/hang.ts';
import type { HangSeen } from '../../model/seen/hang.ts';
import { slow, slowReason, waited, type SlowCause } from '../../model/slow.ts';

type Cause = SlowCause | 'slow';

const times = { connected: 20, secured: 60, firstByte: 3_400, total: 3_410 };

const late = answers({ times });

/** The page comes late, and this is what was seen of the program before it came. */
const seenThen = (patch: Partial<HangSeen>): Example =>
  together(
    late,
    change('hang', (held) => ({
      ...held,
      request: { ...held.request, times },
      direct: { to: 'http://127.0.0.1:8000/', status: 200, ms: 3_312 },
      ...patch,
    })),
  );

export default defineCheck({
  claim: false,
  needs: ['app'],
  uses: ['hang', 'links'],
  judge({ app: { answers: asked }, ...inside }, { target: { site } }): Judgement<Cause>[] {
    const [first] = asked;
    if (!first || asked.some(({ outcome }) => outcome !== 'answer'))
      return [blocked(first?.url ?? site.shown, 'the page did not come two times', 'web')];
    // How long an error takes says when somebody gave up, not how long the page takes.
    const error = asked.find(({ status = 0 }) => status >= 500);
    if (error) return [blocked(first.url, `its answer is an error, ${error.status}`, 'app')];
    const took = asked.map(waited);
    if (Math.min(...took) < slow)
      return [ok(first.url, `the answer began after ${seconds(Math.min(...took))}`)];
    const { cause = 'slow', words = '', strength, toConfirm } = slowReason(inside) ?? {};
    return [
      {
        ...found<Cause>(
          cause,
          first.url,
          `the answer of ${first.url} began after ${took.map(seconds).join(' and ')}${words}`,
          strength,
        ),
        ...(toConfirm === undefined ? {} : { toConfirm }),
      },
    ];
  },
  causes: {
    'waits-for-database': {
      status: 'warn',
      strength: 'confirmed',
      example: seenThen({ threads: [{ user: 'app', port: 40_222, command: 'Query', seconds: 1 }] }),
    },
    computes: {
      status: 'warn',
      strength: 'confirmed',
      example: seenThen({ processes: [{ pid: 300, cpuPercent: 97, isRunning: true }] }),
    },
    waits: { status: 'warn', strength: 'confirmed', example: seenThen({}) },
    slow: { status: 'warn', strength: 'likely', example: late },
  },
  examples: {
    ok: [asIs, answers({ times: { connected: 2_500, secured: 3_900, firstByte: 4_000, total: 4_001 } })],
  },
});
