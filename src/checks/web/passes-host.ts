import { passesOf } from '../../model/arrow.ts';
import { defineCheck, found, ok, unknown, type Example, type Judgement } from '../../model/check.ts';
import { asIs } from '../../model/example.ts';
import type { NginxPass, NginxServer } from '../../model/seen/nginx.ts';
import { serversFor } from '../../model/nginx-names.ts';

type Cause = 'host-not-passed';

const judgeOne = ({ to, file, line, setsHost }: NginxPass): Judgement<Cause> => {
  const subject = `${file}, line ${line}`;
  return setsHost
    ? ok(subject, `a program at ${to} is told the name that the visitor asked for`)
    : found('host-not-passed', subject, `a program at ${to} is told the words behind proxy_pass as its name`);
};

const eachServer =
  (edit: (one: NginxServer) => NginxServer): Example =>
  (seen) => {
    const { nginx } = seen.evidence;
    return {
      ...seen,
      evidence: { ...seen.evidence, nginx: { ...nginx, servers: nginx.servers.map(edit) } },
    };
  };

const withoutHost = ({ setsHost: _, ...pass }: NginxPass): NginxPass => pass;

export default defineCheck({
  claim: false,
  needs: ['nginx'],
  uses: [],
  judge({ nginx }, { target: { site } }): Judgement<Cause>[] {
    const passes = passesOf(serversFor(nginx, site.ascii)).filter(({ kind }) => kind === 'proxy');
    return passes.length > 0
      ? passes.slice(0, 4).map(judgeOne)
      : [unknown(site.shown, 'no proxy_pass was found in the server blocks of the site')];
  },
  causes: {
    'host-not-passed': {
      status: 'note',
      strength: 'confirmed',
      example: eachServer((one) => ({
        ...one,
        locations: one.locations.map((place) => ({ ...place, passes: place.passes.map(withoutHost) })),
      })),
    },
  },
  examples: {
    ok: [asIs],
    unknown: [eachServer((one) => ({ ...one, locations: [] }))],
  },
});
