import { defineCheck, found, ok, type Judgement } from '../../model/check.ts';
import type { ZoneSeen } from '../../model/seen/zone.ts';
import { asIs, zoneSeen } from '../../model/example.ts';
import { haveCommon, isAuthoritative, isYes, viewOf } from '../../model/zone.ts';

/**
 * A * record answers for names below the site's name only where the site's name itself is not in the zone
 * (RFC 4592 §3.3.1): then it answers for the site, too.
 */
const judgeZone = (name: string, { invented, answers }: ZoneSeen): Judgement<'answers'>[] => {
  const own = answers.find(isYes);
  if (!own || !invented.every(isAuthoritative)) return [];
  const isSynthesised =
    invented.length > 0 && invented.every((one) => isYes(one) && haveCommon(viewOf(one), viewOf(own)));
  return isSynthesised
    ? [found('answers', name, `the zone answers for names that nobody made as it does for ${name}`)]
    : [ok(name, `${name} itself stands in the zone`)];
};

export default defineCheck({
  claim: false,
  needs: ['zone'],
  uses: [],
  judge: ({ zone }, { target: { site } }) => judgeZone(site.ascii, zone),
  causes: {
    answers: {
      status: 'note',
      strength: 'likely',
      example: zoneSeen((held) => ({
        ...held,
        invented: held.invented.flatMap(({ name }) =>
          held.answers.map((one) => ({
            ...one,
            name,
            answers: one.answers.map((record) => ({ ...record, name })),
          })),
        ),
      })),
    },
  },
  examples: { ok: [asIs] },
});
