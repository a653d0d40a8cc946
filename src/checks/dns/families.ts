import { defineCheck, found, ok, unknown } from '../../model/check.ts';
import { resolution } from '../../model/dns.ts';
import { asIs, eachResolverAnswer, together } from '../../model/example.ts';
import type { DnsExchange } from '../../model/seen/dns.ts';

const onlyIpv6 = eachResolverAnswer((one) => ({
  ...one,
  answers: one.type === 'A' ? [] : [{ name: one.name, type: 'AAAA', ttl: 60, data: '::1' }],
}));

const failing = eachResolverAnswer((one): DnsExchange => {
  const { rcode: _rcode, ...rest } = one;
  return one.type === 'A' ? { ...rest, outcome: 'silent' } : one;
});

export default defineCheck({
  claim: false,
  needs: ['dns'],
  uses: [],
  judge({ dns }, { target: { site } }) {
    const said = resolution(dns, site.ascii);
    // That there is no address at all is what `dns/resolves` says.
    if (said.outcome !== 'addresses') return [];
    const four = said.addresses.find(({ family }) => family === 4);
    if (four) return [ok(site.ascii, `${site.ascii} has an IPv4 address: ${four.address}`)];
    const asked = dns.resolver.find(({ name, type }) => name === site.ascii && type === 'A');
    if (asked?.outcome !== 'answer' || asked.rcode !== 'NOERROR')
      return [unknown(site.ascii, 'the question for an IPv4 address was not answered')];
    const six = said.addresses.map(({ address }) => address).join(', ');
    return [found('only-ipv6', site.ascii, `${site.ascii} has only an IPv6 address: ${six}`)];
  },
  causes: { 'only-ipv6': { status: 'warn', strength: 'confirmed', example: onlyIpv6 } },
  examples: { ok: [asIs], unknown: [together(onlyIpv6, failing)] },
});
