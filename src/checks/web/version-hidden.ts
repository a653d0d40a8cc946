import { blocked, defineCheck, found, ok, unknown } from '../../model/check.ts';
import { asIs, http } from '../../model/example.ts';
import { headerOf } from '../../model/http.ts';

const serverHeader = (value: string) =>
  http(({ visits }) => ({
    visits: visits.map((visit) => ({
      ...visit,
      steps: visit.steps.map((step) => ({ ...step, headers: [['server', value] as const] })),
    })),
  }));

export default defineCheck({
  claim: false,
  needs: ['http'],
  uses: [],
  judge({ http: { visits } }, { target: { site, standIns } }) {
    if (standIns.includes('web'))
      return [unknown(site.shown, 'the lab has a stand-in of ours in the place of Nginx')];
    const answers = visits.flatMap(({ steps }) => steps).filter(({ outcome }) => outcome === 'answer');
    if (answers.length === 0) return [blocked(site.shown, 'no web server answered', 'web')];
    const names = answers.flatMap((answer) => headerOf(answer, 'server') ?? []);
    const numbered = names.find((name) => /\/\d/.test(name));
    return numbered
      ? [found('version-shown', site.shown, `the web server tells everyone its version: ${numbered}`)]
      : [ok(site.shown, 'the web server tells nobody its version')];
  },
  causes: { 'version-shown': { status: 'note', strength: 'confirmed', example: asIs } },
  examples: { ok: [serverHeader('nginx')] },
});
