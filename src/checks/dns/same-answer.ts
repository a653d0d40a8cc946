import { defineCheck, found, ok, type Example, type Judgement } from '../../model/check.ts';
import type { DnsExchange, DnsRecord } from '../../model/seen/dns.ts';
import type { ZoneSeen } from '../../model/seen/zone.ts';
import { asIs, together, zoneSeen } from '../../model/example.ts';
import { isAuthoritative, isNo, isSplit, isYes, shownServer, viewOf } from '../../model/zone.ts';

type Cause = 'missing-on-some' | 'two-sources' | 'old-copy' | 'varying';

const listed = (exchanges: readonly DnsExchange[]): string => exchanges.map(shownServer).join(', ');

const soaOf = ({ versions, zone }: ZoneSeen, { server }: DnsExchange): DnsRecord | undefined =>
  versions
    .find((one) => one.server.address === server.address && isAuthoritative(one))
    ?.answers.find(({ type, name }) => type === 'SOA' && name === zone);

/** Why the answers differ, as far as the SOA records of the servers tell it. */
const whyDifferent = (
  zone: ZoneSeen,
  answers: readonly DnsExchange[],
): { readonly cause: Cause; readonly because: string } => {
  const soas = answers.map((one) => soaOf(zone, one)).filter((soa) => soa !== undefined);
  const primaries = [...new Set(soas.map(({ data }) => data.toLowerCase()))];
  const serials = [...new Set(soas.map(({ serial }) => serial))];
  if (primaries.length > 1)
    return { cause: 'two-sources', because: `their zones come from ${primaries.join(' and from ')}` };
  if (serials.length > 1)
    return { cause: 'old-copy', because: `their zones have the versions ${serials.join(' and ')}` };
  return { cause: 'varying', because: 'their zones have the same version' };
};

const judgeZone = (seen: ZoneSeen): Judgement<Cause>[] => {
  const { zone } = seen;
  const answers = seen.answers.filter(isAuthoritative);
  const [first] = answers;
  // That nobody serves the zone is what `dns/name-servers` says.
  if (!first) return [];
  if (isSplit(seen))
    return [
      found(
        'missing-on-some',
        zone,
        `${listed(answers.filter(isYes))} ${answers.filter(isYes).length === 1 ? 'knows' : 'know'} the name, and ${listed(answers.filter(isNo))} ${answers.filter(isNo).length === 1 ? 'says' : 'say'} that it has no address`,
      ),
    ];
  const views = answers.map((one) => `${shownServer(one)}: ${viewOf(one).join(', ')}`);
  if (new Set(answers.map((one) => viewOf(one).join())).size === 1)
    return [ok(zone, `the name servers of ${zone} that serve it give the same answer`)];
  const { cause, because } = whyDifferent(seen, answers);
  return [
    found(cause, zone, `the name servers give different answers (${views.join('; ')}), and ${because}`),
  ];
};

const second = { address: '127.0.0.14', port: 5300, name: 'ns2.foobar.com' };

/** A second name server that says this about the site and about the zone. */
const beside = (about: Partial<DnsExchange>, soa: Partial<DnsRecord> = {}): Example =>
  zoneSeen((held) => ({
    ...held,
    servers: [...held.servers, { name: second.name, addresses: [second.address], lookups: [] }],
    answers: [...held.answers, ...held.answers.map((one) => ({ ...one, server: second, ...about }))],
    versions: [
      ...held.versions,
      ...held.versions.map((one) => ({
        ...one,
        server: second,
        answers: one.answers.map((record) => ({ ...record, ...soa })),
      })),
    ],
  }));

const other = { answers: [{ name: 'www.foobar.com', type: 'A', ttl: 60, data: '127.0.0.9' }] };

export default defineCheck({
  claim: false,
  needs: ['zone'],
  uses: [],
  judge: ({ zone }) => judgeZone(zone),
  causes: {
    'missing-on-some': {
      status: 'broken',
      strength: 'confirmed',
      example: beside({ rcode: 'NXDOMAIN', answers: [] }),
    },
    'two-sources': {
      status: 'warn',
      strength: 'likely',
      example: beside(other, { data: 'ns.elsewhere.com', serial: 7 }),
    },
    'old-copy': { status: 'warn', strength: 'confirmed', example: beside(other, { serial: 0 }) },
    varying: { status: 'note', strength: 'likely', example: beside(other) },
  },
  examples: { ok: [asIs, together(beside({}))] },
});
