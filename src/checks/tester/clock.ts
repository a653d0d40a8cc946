import { defineCheck, found, ok, unknown } from '../../model/check.ts';
import { clockOffset } from '../../model/clock.ts';
import type { HttpExchange } from '../../model/seen/http.ts';
import { asIs, page } from '../../model/example.ts';
import { headerOf } from '../../model/http.ts';

/** `75 minutes`, or `3 days`. */
const shown = (ms: number): string => {
  const minutes = Math.round(Math.abs(ms) / 60_000);
  return minutes < 48 * 60 ? `${minutes} minutes` : `${Math.round(minutes / 60 / 24)} days`;
};

const saysTime = (answer: HttpExchange): boolean => headerOf(answer, 'date') !== undefined;

const dated = (date: string, ...more: HttpExchange['headers']) =>
  page({ headers: [['date', date], ...more] });

export default defineCheck({
  claim: false,
  needs: ['tester'],
  uses: ['http', 'app'],
  judge({ http, app }, { now }) {
    const subject = 'the clock of this computer';
    const seen = { ...(http ? { http } : {}), ...(app ? { app } : {}) };
    const offset = clockOffset(seen, now);
    if (offset !== undefined)
      return [
        found(
          'off',
          subject,
          `the server's clock is ${shown(offset)} ${offset > 0 ? 'ahead of' : 'behind'} the one of this computer`,
        ),
      ];
    const answers = [...(http?.visits ?? []).flatMap(({ steps }) => steps), ...(app?.answers ?? [])];
    return [
      answers.some(saysTime)
        ? ok(subject, 'the server has the same time as this computer', 'likely')
        : unknown(subject, 'no server said what time it is'),
    ];
  },
  causes: {
    off: { status: 'warn', strength: 'likely', example: dated('Fri, 20 Nov 2026 10:30:00 GMT') },
  },
  examples: {
    ok: [
      dated('Fri, 20 Nov 2026 12:00:03 GMT'),
      dated('Fri, 20 Nov 2026 03:00:00 GMT', ['age', '32400']),
      dated('some time ago'),
    ],
    unknown: [asIs],
  },
});
