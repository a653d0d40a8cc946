import { defineCheck, found, ok, type Judgement } from '../../model/check.ts';
import type { DnsSeen } from '../../model/seen/dns.ts';
import type { ZoneSeen } from '../../model/seen/zone.ts';
import { asIs, eachResolverAnswer, together, zoneSeen } from '../../model/example.ts';
import { isYes, ttlOf } from '../../model/zone.ts';

type Cause = 'zero' | 'very-long';

const day = 86_400;

/** The zone's own servers say the whole TTL; a resolver says what is left of it. */
const wholeTtl = (name: string, { resolver }: DnsSeen, zone: ZoneSeen | undefined) => {
  const own = zone?.answers.find(isYes);
  const held = resolver.find((one) => one.name === name && one.answers.length > 0);
  return {
    isWhole: own !== undefined,
    ttl: own ? ttlOf(own) : held && ttlOf(held),
  };
};

const judgeTtl = (name: string, dns: DnsSeen, zone: ZoneSeen | undefined): Judgement<Cause>[] => {
  const { isWhole, ttl } = wholeTtl(name, dns, zone);
  if (ttl === undefined) return [];
  if (ttl === 0)
    return [
      found(
        'zero',
        name,
        `resolvers may not keep the record of ${name} at all (TTL 0)`,
        isWhole ? 'confirmed' : 'likely',
      ),
    ];
  if (ttl > day)
    return [
      found(
        'very-long',
        name,
        `resolvers may keep the record of ${name} for ${Math.floor(ttl / 3600)} hours (TTL ${ttl})`,
      ),
    ];
  return [ok(name, `resolvers may keep the record of ${name} for ${ttl} s`)];
};

const withTtl = (ttl: number) => {
  const kept = <T extends { readonly answers: readonly { readonly ttl: number }[] }>(one: T): T => ({
    ...one,
    answers: one.answers.map((record) => ({ ...record, ttl })),
  });
  return together(
    eachResolverAnswer(kept),
    zoneSeen((held) => ({ ...held, answers: held.answers.map(kept) })),
  );
};

export default defineCheck({
  claim: false,
  needs: ['dns'],
  uses: ['zone'],
  judge: ({ dns, zone }, { target: { site } }) => judgeTtl(site.ascii, dns, zone),
  causes: {
    zero: { status: 'note', strength: 'confirmed', example: withTtl(0) },
    'very-long': { status: 'note', strength: 'confirmed', example: withTtl(604_800) },
  },
  examples: { ok: [asIs, withTtl(300), withTtl(day)] },
});
