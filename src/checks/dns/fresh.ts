import { withinReach } from '../../model/address.ts';
import { defineCheck, found, ok, unknown, type Judgement } from '../../model/check.ts';
import { resolution } from '../../model/dns.ts';
import type { DnsSeen } from '../../model/seen/dns.ts';
import type { ZoneSeen } from '../../model/seen/zone.ts';
import { asIs, eachResolverAnswer } from '../../model/example.ts';
import type { Target } from '../../model/target.ts';
import { haveCommon, isYes, ttlOf, viewOf } from '../../model/zone.ts';

type Cause = 'stale' | 'other-view';

const compared = (name: string, dns: DnsSeen, zone: ZoneSeen): Judgement<Cause>[] => {
  const held = dns.resolver.find((one) => one.name === name && one.type === 'A');
  const now = zone.answers.filter(isYes);
  const [first] = now;
  const view = held ? viewOf(held) : [];
  if (!held || !first || view.length === 0) return [];
  const shown = view.join(', ');
  if (now.some((one) => haveCommon(view, viewOf(one))))
    return [ok(name, `the resolver gives what the zone says now: ${shown}`)];
  if (new Set(now.map((one) => viewOf(one).join())).size > 1)
    return [
      unknown(
        name,
        'the name servers of the zone give different answers, so there is nothing to compare with',
      ),
    ];
  const [left, whole] = [ttlOf(held), ttlOf(first)];
  const instead = viewOf(first).join(', ');
  if (left === whole)
    return [
      found(
        'other-view',
        name,
        `the resolver says ${shown}, and the name servers of the zone tell us ${instead}`,
      ),
    ];
  return [
    found('stale', name, `the resolver says ${shown} for ${left} s more, and the zone says ${instead} now`),
  ];
};

/** An address that no visitor can use is the fault of the record or of a filter: `dns/usable-address` says so. */
const areUsable = (dns: DnsSeen, { site, reach }: Target): boolean => {
  const said = resolution(dns, site.ascii);
  return said.outcome === 'addresses' && said.addresses.every(({ address }) => withinReach(reach, address));
};

const resolverSays = (ttl: number) =>
  eachResolverAnswer((one) => ({
    ...one,
    answers: one.answers.map((record) => ({ ...record, ttl, data: '127.0.0.9' })),
  }));

export default defineCheck({
  claim: false,
  needs: ['dns', 'zone'],
  uses: [],
  judge: ({ dns, zone }, { target }) =>
    areUsable(dns, target) ? compared(target.site.ascii, dns, zone) : [],
  causes: {
    stale: { status: 'warn', strength: 'likely', example: resolverSays(41) },
    'other-view': { status: 'note', strength: 'likely', example: resolverSays(60) },
  },
  examples: {
    ok: [asIs],
    unknown: [
      ({ evidence, ...rest }) => {
        const { answers, ...zone } = evidence.zone;
        const changed = answers.flatMap((one) => [
          { ...one, answers: one.answers.map((record) => ({ ...record, data: '127.0.0.7' })) },
          { ...one, answers: one.answers.map((record) => ({ ...record, data: '127.0.0.8' })) },
        ]);
        return { ...rest, evidence: { ...evidence, zone: { ...zone, answers: changed } } };
      },
    ],
  },
});
