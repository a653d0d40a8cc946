import { defineCheck, found, ok, type Judgement } from '../../model/check.ts';
import { resolution } from '../../model/dns.ts';
import type { DnsExchange, DnsSeen } from '../../model/seen/dns.ts';
import type { ZoneSeen } from '../../model/seen/zone.ts';
import { asIs, eachResolverAnswer, nameServersSay, together, zoneSeen } from '../../model/example.ts';
import { aliasOf } from '../../model/zone.ts';

type Cause = 'at-apex' | 'beside-data' | 'long-chain';

/** Each resolver has an end of its own: Unbound's is 11 (`max-query-restarts`, unbound.conf(5)). */
const longest = 8;

/** The zone's own name, where the SOA and NS records are, as the resolver or the zone's servers see it. */
const atApex = ({ resolver }: DnsSeen, zone: ZoneSeen): Judgement<Cause>[] => {
  const about = [...zone.answers, ...resolver].filter(({ name }) => name === zone.zone);
  const to = about.map(aliasOf).find((one) => one !== undefined);
  return to === undefined
    ? []
    : [found('at-apex', zone.zone, `${zone.zone} is the zone itself, and an alias for ${to}`)];
};

const ownTypes = ({ answers, name }: DnsExchange): string[] =>
  answers.filter((record) => record.name === name && record.type !== 'CNAME').map(({ type }) => type);

const besideData = (name: string, { answers, besideAlias }: ZoneSeen): Judgement<Cause>[] => {
  const answer = answers.find((one) => aliasOf(one) !== undefined);
  const to = answer && aliasOf(answer);
  const said = besideAlias.filter(({ server }) => server.address === answer?.server.address);
  const types = [...new Set([...(answer ? [answer] : []), ...said].flatMap(ownTypes))];
  return to === undefined || types.length === 0
    ? []
    : [
        found(
          'beside-data',
          name,
          `${name} is an alias for ${to}, and has records of its own: ${types.join(', ')}`,
        ),
      ];
};

const longChain = (name: string, chain: readonly string[]): Judgement<Cause>[] =>
  chain.length > longest
    ? [found('long-chain', name, `${name} leads to its address over ${chain.length} aliases`)]
    : [];

const chainFor = (dns: DnsSeen, name: string): readonly string[] => {
  const said = resolution(dns, name);
  return said.outcome === 'addresses' ? said.chain : [];
};

const www = 'www.foobar.com';
const cname = (name: string, data: string) => ({ name, type: 'CNAME', ttl: 60, data });

export default defineCheck({
  claim: false,
  needs: ['dns'],
  uses: ['zone'],
  judge({ dns, zone }, { target: { site } }) {
    const chain = chainFor(dns, site.ascii);
    const apex = zone ? atApex(dns, zone) : [];
    const wrong = [
      ...apex,
      // A zone's own name has its SOA and NS records beside an alias in any case.
      ...(zone && apex.length === 0 ? besideData(site.ascii, zone) : []),
      ...longChain(site.ascii, chain),
    ];
    if (wrong.length > 0) return wrong;
    return [ok(site.ascii, chain.length === 0 ? `${site.ascii} is no alias` : 'the alias is in order')];
  },
  causes: {
    'at-apex': {
      status: 'warn',
      strength: 'confirmed',
      example: eachResolverAnswer((one) =>
        one.name === 'foobar.com' ? { ...one, answers: [cname('foobar.com', www), ...one.answers] } : one,
      ),
    },
    'beside-data': {
      status: 'warn',
      strength: 'confirmed',
      example: together(
        nameServersSay({ answers: [cname(www, 'foobar.com')] }),
        zoneSeen((held) => ({
          ...held,
          besideAlias: held.answers.map((one) => ({
            ...one,
            type: 'TXT',
            answers: [{ name: www, type: 'TXT', ttl: 60, data: '' }],
          })),
        })),
      ),
    },
    'long-chain': {
      status: 'warn',
      strength: 'confirmed',
      example: eachResolverAnswer((one) => ({
        ...one,
        answers: [
          ...Array.from({ length: 9 }, (_, at) =>
            cname(at === 0 ? one.name : `a${at}.${one.name}`, `a${at + 1}.${one.name}`),
          ),
          ...one.answers.map((record) => ({ ...record, name: `a9.${one.name}` })),
        ],
      })),
    },
  },
  examples: { ok: [asIs] },
});
