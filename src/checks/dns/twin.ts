import { defineCheck, found, ok, unknown, type Judgement } from '../../model/check.ts';
import { isRegistry, resolution, type ResolvedAddress } from '../../model/dns.ts';
import type { DnsSeen } from '../../model/seen/dns.ts';
import { asIs, eachResolverAnswer } from '../../model/example.ts';
import { haveCommon } from '../../model/zone.ts';

type Cause = 'missing' | 'elsewhere';

const listOf = (addresses: readonly ResolvedAddress[]): string[] => addresses.map(({ address }) => address);

const judgeTwin = (name: string, twin: string, dns: DnsSeen): Judgement<Cause>[] => {
  const [own, other] = [resolution(dns, name), resolution(dns, twin)];
  // What is wrong with the name itself is told elsewhere, and comes first.
  if (own.outcome !== 'addresses') return [];
  switch (other.outcome) {
    case 'addresses': {
      const [here, there] = [listOf(own.addresses), listOf(other.addresses)];
      if (haveCommon(here, there)) return [ok(twin, `${name} and ${twin} lead to the same address`)];
      return [
        found(
          'elsewhere',
          twin,
          `${name} leads to ${here.join(', ')}, and ${twin} leads to ${there.join(', ')}`,
        ),
      ];
    }
    case 'nxdomain':
    case 'nodata':
    case 'alias-loop':
    case 'alias-dangling':
      return [found('missing', twin, `${name} has an address, and ${twin} has none`)];
    default:
      return [unknown(twin, `the resolver gave no usable answer about ${twin}`)];
  }
};

const twinIs = (data: string | undefined) =>
  eachResolverAnswer((one) =>
    one.name === 'foobar.com'
      ? { ...one, answers: data ? one.answers.map((record) => ({ ...record, data })) : [] }
      : one,
  );

export default defineCheck({
  claim: false,
  needs: ['dns'],
  uses: [],
  judge: ({ dns }, { target: { site } }) =>
    site.twin === undefined || isRegistry(site.twin) ? [] : judgeTwin(site.ascii, site.twin, dns),
  causes: {
    missing: { status: 'warn', strength: 'confirmed', example: twinIs(undefined) },
    elsewhere: { status: 'note', strength: 'confirmed', example: twinIs('127.0.0.9') },
  },
  examples: {
    ok: [asIs],
    unknown: [
      eachResolverAnswer((one) =>
        one.name === 'foobar.com' ? { ...one, rcode: 'SERVFAIL', answers: [] } : one,
      ),
    ],
  },
});
