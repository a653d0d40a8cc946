import { blocked, defineCheck, found, ok, type Judgement } from '../../model/check.ts';
import type { HttpExchange } from '../../model/seen/http.ts';
import { answers, asIs, together } from '../../model/example.ts';
import { headerOf } from '../../model/http.ts';

type Cause = 'sent-to-login' | 'asks-password' | 'forbidden' | 'wants-another-method' | 'gone';

const refusals: Readonly<Record<number, readonly [cause: Cause, says: string]>> = {
  401: ['asks-password', '401 Unauthorized'],
  403: ['forbidden', '403 Forbidden'],
  405: ['wants-another-method', '405 Method Not Allowed'],
  410: ['gone', '410 Gone'],
};

const redirects: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);

/** A part of a path by which frameworks call their page for logging in. */
const loginPage = /\/(?:wp-)?(?:log[-_]?in|sign[-_]?in|accounts\/login|auth)(?:[/.?]|$)/i;

const judgePage = (answer: HttpExchange): Judgement<Cause> => {
  const { url, status = 0 } = answer;
  const refusal = refusals[status];
  if (refusal) return found(refusal[0], url, `${url} answers ${refusal[1]}`);
  const location = headerOf(answer, 'location') ?? '';
  if (redirects.has(status) && loginPage.test(location))
    return found('sent-to-login', url, `${url} sends visitors to ${location}`);
  return ok(url, `${url} answers ${status}`);
};

const named = (status: number, headers: HttpExchange['headers'] = []) =>
  together(
    (healthy) => ({
      ...healthy,
      evidence: { ...healthy.evidence, app: { ...healthy.evidence.app, named: true } },
    }),
    answers({ status, headers, body: '' }),
  );

export default defineCheck({
  claim: false,
  needs: ['app'],
  uses: [],
  judge(
    {
      app: {
        answers: [first],
        named: isNamed,
      },
    },
    { target: { site } },
  ) {
    if (first?.outcome !== 'answer')
      return [blocked(first?.url ?? site.shown, 'the page did not come', 'web')];
    return [isNamed ? judgePage(first) : ok(first.url, 'no other page was named with --path')];
  },
  causes: {
    'sent-to-login': {
      status: 'note',
      strength: 'likely',
      example: named(302, [['location', '/login?next=/visits']]),
    },
    'asks-password': { status: 'warn', strength: 'confirmed', example: named(401) },
    forbidden: { status: 'broken', strength: 'confirmed', example: named(403) },
    'wants-another-method': { status: 'warn', strength: 'confirmed', example: named(405) },
    gone: { status: 'broken', strength: 'confirmed', example: named(410) },
  },
  examples: { ok: [asIs, named(200), named(302, [['location', '/blog/logins-explained']])] },
});
