import { blocked, defineCheck, found, ok } from '../../model/check.ts';
import type { HttpExchange } from '../../model/seen/http.ts';
import { answers, asIs } from '../../model/example.ts';

/** Seconds. web.dev, "Time to First Byte": what is above 1.8 s is poor. */
const slow = 2;

/** Seconds between a request and the first byte of its answer, without what connecting took. */
const waited = ({ times: { connected = 0, secured, firstByte = 0 } }: HttpExchange): number =>
  (firstByte - (secured ?? connected)) / 1000;

const shown = (seconds: number): string => `${seconds.toFixed(1)} s`;

export default defineCheck({
  claim: false,
  needs: ['app'],
  uses: [],
  judge({ app: { answers: asked } }, { target: { site } }) {
    const [first] = asked;
    if (!first || asked.some(({ outcome }) => outcome !== 'answer'))
      return [blocked(first?.url ?? site.shown, 'the page did not come two times', 'web')];
    // How long an error takes says when somebody gave up, not how long the page takes.
    const error = asked.find(({ status = 0 }) => status >= 500);
    if (error) return [blocked(first.url, `its answer is an error, ${error.status}`, 'app')];
    const times = asked.map(waited);
    if (Math.min(...times) < slow)
      return [ok(first.url, `the answer began after ${shown(Math.min(...times))}`)];
    return [
      found('slow', first.url, `the answer of ${first.url} began after ${times.map(shown).join(' and ')}`),
    ];
  },
  causes: {
    slow: {
      status: 'warn',
      strength: 'likely',
      example: answers({ times: { connected: 20, secured: 60, firstByte: 3_400, total: 3_410 } }),
    },
  },
  examples: {
    ok: [asIs, answers({ times: { connected: 2_500, secured: 3_900, firstByte: 4_000, total: 4_001 } })],
  },
});
