import { defineCheck, found, ok, unknown, type Judgement } from '../../model/check.ts';
import { isRegistry, resolution, type Resolution } from '../../model/dns.ts';
import type { DnsExchange } from '../../model/evidence.ts';
import { asIs, eachResolverAnswer, resolver } from '../../model/example.ts';
import type { Target } from '../../model/target.ts';

type Cause =
  | 'nxdomain-domain'
  | 'nxdomain-name'
  | 'nodata'
  | 'servfail'
  | 'refused'
  | 'silent'
  | 'port-closed'
  | 'alias-loop'
  | 'alias-dangling';

type Negative = Extract<Resolution, { rcode: string }>;

const missingName = (name: string, { zone }: Negative): Judgement<Cause> => {
  if (zone === undefined)
    return found('nxdomain-name', name, `DNS says that ${name} does not exist`, 'likely');
  // A filter that answers in place of DNS signs with a zone of its own.
  if (zone !== '' && zone !== '.' && name !== zone && !name.endsWith(`.${zone}`))
    return found(
      'nxdomain-name',
      name,
      `DNS says that ${name} does not exist (in the name of ${zone})`,
      'likely',
    );
  if (isRegistry(zone))
    return found('nxdomain-domain', name, `the name servers of "${zone || '.'}" know no domain for ${name}`);
  return found('nxdomain-name', name, `the zone ${zone} exists and has no name ${name}`);
};

const negative = (name: string, said: Negative): Judgement<Cause> => {
  const chain = [name, ...said.chain].join(' → ');
  switch (said.outcome) {
    case 'nxdomain':
      return missingName(name, said);
    case 'nodata':
      return found('nodata', name, `${name} exists in DNS, but has no address record (A or AAAA)`);
    case 'servfail':
      return found('servfail', name, `the resolver answers SERVFAIL for ${name}: it found no usable answer`);
    case 'refused':
      return found('refused', name, `the resolver refuses to answer for ${name} (REFUSED)`);
    case 'alias-loop':
      return found('alias-loop', name, `the aliases go in a circle: ${chain}`);
    case 'alias-dangling':
      return found('alias-dangling', name, `the alias leads to a name without an address: ${chain}`);
    case 'odd-rcode':
      return unknown(name, `the resolver answered ${said.rcode}, for which there is no rule yet`);
  }
};

const unanswered = (name: string, { outcome, server, code }: DnsExchange): Judgement<Cause> => {
  if (outcome === 'cut-short')
    return unknown(
      name,
      `the answer of the resolver ${server.address} was not waited for: the check was ended first`,
    );
  if (outcome === 'truncated')
    return unknown(
      name,
      `the resolver ${server.address} answers, but the answer is too long for UDP, and over TCP it did not come (${code ?? outcome})`,
    );
  if (outcome === 'silent')
    return found('silent', name, `the resolver ${server.address} did not answer about ${name}`);
  if (outcome === 'port-closed')
    return found('port-closed', name, `nothing answers DNS at ${server.address}:${server.port}`);
  return unknown(
    name,
    `the resolver ${server.address} could not be asked: ${outcome}${code ? ` (${code})` : ''}`,
  );
};

const judgeName = (name: string, said: Resolution): Judgement<Cause> => {
  if (said.outcome === 'not-asked') return unknown(name, 'no resolver was asked');
  if (said.outcome === 'no-answer') return unanswered(name, said.exchange);
  if (said.outcome !== 'addresses') return negative(name, said);
  const list = said.addresses
    .slice(0, 4)
    .map(({ address, ttl }) => `${address} (TTL ${ttl} s)`)
    .join(', ');
  return ok(name, `${[name, ...said.chain].join(' → ')} is ${list}`);
};

const says = (rcode: string, zone: string) =>
  resolver({ rcode, answers: [], authority: [{ name: zone, type: 'SOA', ttl: 60, data: `ns1.${zone}` }] });

const aliased = (to: string, back?: string) =>
  eachResolverAnswer((one) => ({
    ...one,
    rcode: back ? 'NOERROR' : 'NXDOMAIN',
    answers: [
      { name: one.name, type: 'CNAME', ttl: 60, data: to },
      ...(back ? [{ name: to, type: 'CNAME', ttl: 60, data: one.name }] : []),
    ],
  }));

const subjectOf = ({ site }: Target): string => site.ascii;

export default defineCheck({
  claim: true,
  needs: ['dns'],
  uses: [],
  judge: ({ dns }, { target }) => [judgeName(subjectOf(target), resolution(dns, subjectOf(target)))],
  causes: {
    'nxdomain-domain': { status: 'broken', strength: 'confirmed', example: says('NXDOMAIN', 'com') },
    'nxdomain-name': { status: 'broken', strength: 'confirmed', example: says('NXDOMAIN', 'foobar.com') },
    nodata: { status: 'broken', strength: 'confirmed', example: says('NOERROR', 'foobar.com') },
    servfail: {
      status: 'broken',
      strength: 'likely',
      example: resolver({ rcode: 'SERVFAIL', answers: [], authority: [] }),
    },
    refused: {
      status: 'broken',
      strength: 'confirmed',
      example: resolver({ rcode: 'REFUSED', answers: [], authority: [] }),
    },
    silent: {
      status: 'broken',
      strength: 'likely',
      example: resolver({ outcome: 'silent', answers: [], authority: [] }),
    },
    'port-closed': {
      status: 'broken',
      strength: 'confirmed',
      example: resolver({ outcome: 'port-closed', code: 'ECONNREFUSED', answers: [], authority: [] }),
    },
    'alias-loop': {
      status: 'broken',
      strength: 'confirmed',
      example: aliased('web.foobar.com', 'www.foobar.com'),
    },
    'alias-dangling': { status: 'broken', strength: 'confirmed', example: aliased('old.elsewhere.com') },
  },
  examples: {
    ok: [asIs],
    unknown: [
      resolver({ outcome: 'malformed', answers: [], authority: [] }),
      resolver({ outcome: 'truncated', code: 'ECONNREFUSED', answers: [], authority: [] }),
      resolver({ outcome: 'cut-short', answers: [], authority: [] }),
    ],
  },
});
