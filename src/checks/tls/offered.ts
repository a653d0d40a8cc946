import { blocked, defineCheck, found, ok } from '../../model/check.ts';
import { asIs, http, target, tcp, together } from '../../model/example.ts';
import { isSentToHttps } from '../../model/http.ts';

/** A site that answers over plain HTTP and sends nobody to https. */
const plainSite = together(
  tcp({ state: 'refused', code: 'ECONNREFUSED' }, 'https'),
  http(({ visits }) => ({
    visits: visits.map((visit) => ({
      ...visit,
      end: 'answer',
      steps: visit.steps.slice(0, 1).map((step) => ({ ...step, status: 200 })),
    })),
  })),
);

export default defineCheck({
  claim: false,
  needs: ['tcp', 'http'],
  uses: [],
  judge({ tcp: { attempts }, http: { visits } }, { target: { site, require } }) {
    if (attempts.some(({ purpose, state }) => purpose === 'https' && state === 'open'))
      return [ok(site.shown, 'the https port accepts connections')];
    if (visits.some(isSentToHttps))
      return [blocked(site.shown, 'the site sends its visitors to https, whose port is closed', 'server')];
    if (!visits.some(({ steps: [first] }) => first?.outcome === 'answer'))
      return [blocked(site.shown, 'no web server answered, over plain HTTP either', 'web')];
    if (require.includes('tls') || site.scheme === 'https')
      return [
        found('closed-but-wanted', site.shown, 'the https port is closed, although https was asked for'),
      ];
    return [
      found('plain-only', site.shown, 'the https port is closed; the site answers over plain HTTP only'),
    ];
  },
  causes: {
    'plain-only': { status: 'warn', strength: 'confirmed', example: plainSite },
    'closed-but-wanted': {
      status: 'broken',
      strength: 'confirmed',
      example: together(target({ require: ['tls'] }), plainSite),
    },
  },
  examples: { ok: [asIs], unknown: [tcp({ state: 'refused', code: 'ECONNREFUSED' }, 'https')] },
});
