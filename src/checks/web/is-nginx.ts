import { blocked, defineCheck, found, ok, unknown } from '../../model/check.ts';
import type { HttpExchange } from '../../model/seen/http.ts';
import { asIs, http } from '../../model/example.ts';
import { headerOf } from '../../model/http.ts';

const serverHeader = (value: string | undefined) =>
  http(({ visits }) => {
    const renamed = (step: HttpExchange): HttpExchange => ({
      ...step,
      headers: [
        ...step.headers.filter(([name]) => name !== 'server'),
        ...(value === undefined ? [] : [['server', value] as const]),
      ],
    });
    return { visits: visits.map((visit) => ({ ...visit, steps: visit.steps.map(renamed) })) };
  });

export default defineCheck({
  claim: false,
  needs: ['http'],
  uses: [],
  judge({ http: { visits } }, { target: { site, standIns } }) {
    const first = visits.flatMap(({ steps }) => steps).find(({ outcome }) => outcome === 'answer');
    if (!first) return [blocked(site.shown, 'no web server answered', 'web')];
    const name = headerOf(first, 'server');
    if (standIns.includes('web'))
      return [unknown(site.shown, 'the lab has a stand-in of ours in the place of Nginx')];
    if (name === undefined)
      return [
        unknown(
          site.shown,
          'the web server does not say its name',
          'Look on the server which program listens: sudo ss -ltnp',
        ),
      ];
    if (/^(?:nginx|openresty)\b/i.test(name))
      return [ok(site.shown, `the web server calls itself ${name}`, 'likely')];
    return [found('another-server', site.shown, `the web server calls itself ${name}, not nginx`)];
  },
  causes: {
    'another-server': { status: 'warn', strength: 'likely', example: serverHeader('Apache/2.4.52 (Ubuntu)') },
  },
  examples: { ok: [asIs, serverHeader('nginx')], unknown: [serverHeader(undefined)] },
});
