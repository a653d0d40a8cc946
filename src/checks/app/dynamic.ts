import { blocked, defineCheck, found, ok } from '../../model/check.ts';
import { answers, asIs } from '../../model/example.ts';
import { looksLikeFile } from '../../model/http.ts';

export default defineCheck({
  claim: false,
  needs: ['app'],
  uses: [],
  judge({ app: { answers: asked } }, { target: { site } }) {
    const [first] = asked;
    if (first?.outcome !== 'answer')
      return [blocked(first?.url ?? site.shown, 'the page did not come', 'web')];
    if (first.status === 200 && asked.every(looksLikeFile))
      return [
        found('static-only', first.url, `${first.url} is a file that the web server reads from the disk`),
      ];
    return [ok(first.url, `${first.url} does not look like a file from the disk`, 'likely')];
  },
  causes: {
    'static-only': {
      status: 'note',
      strength: 'likely',
      example: answers({ headers: [['last-modified', 'Fri, 20 Nov 2026 10:00:00 GMT']] }),
    },
  },
  examples: { ok: [asIs] },
});
