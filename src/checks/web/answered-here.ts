import { defineCheck, found, ok, unknown, type Example, type Judgement } from '../../model/check.ts';
import { asIs, change } from '../../model/example.ts';
import type { TraceSeen } from '../../model/seen/trace.ts';
import { isWrittenDown } from '../../model/trace.ts';

type Cause = 'elsewhere';

const traced = (patch: Partial<TraceSeen>): Example => change('trace', (held) => ({ ...held, ...patch }));

const log = { file: '/var/log/nginx/access.log', state: 'absent', isWhole: true } as const;

export default defineCheck({
  claim: false,
  needs: ['trace'],
  uses: [],
  judge({ trace }): Judgement<Cause>[] {
    const { request, mark, web } = trace;
    if (request.outcome !== 'answer')
      return [unknown(request.url, `the marked request to ${request.url} got no answer`)];
    const isHere = isWrittenDown(trace);
    if (isHere) return [ok(request.url, `the Nginx of this server wrote the marked request ${mark} down`)];
    const files = web.map(({ file }) => file).join(' and ');
    return [
      isHere === undefined
        ? unknown(
            request.url,
            files === ''
              ? 'Nginx keeps no log of requests'
              : `${files} does not show whether the marked request came here`,
            `Look by hand, as the administrator: sudo grep ${mark} /var/log/nginx/access.log`,
          )
        : found(
            'elsewhere',
            request.url,
            `the marked request got the answer ${request.status ?? ''}, and the Nginx of this server has not written it down in ${files}`,
          ),
    ];
  },
  causes: {
    elsewhere: {
      status: 'warn',
      strength: 'confirmed',
      example: traced({ web: [log] }),
    },
  },
  examples: {
    ok: [asIs],
    unknown: [
      traced({ web: [] }),
      traced({ web: [{ ...log, isWhole: false }] }),
      traced({ web: [{ ...log, state: 'unreadable' }] }),
    ],
  },
});
