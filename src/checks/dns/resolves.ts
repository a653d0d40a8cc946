import { defineCheck, found, ok, unknown, type Example, type Judgement } from '../../model/check.ts';
import {
  isAnswered,
  isExpired,
  isRegistry,
  isWithin,
  reasonsOf,
  resolution,
  signatureProblems,
  type Resolution,
} from '../../model/dns.ts';
import type { DnsExchange, DnsSeen } from '../../model/seen/dns.ts';
import type { ZoneSeen } from '../../model/seen/zone.ts';
import {
  asIs,
  eachResolverAnswer,
  nameServersSay,
  resolver,
  together,
  unchecked,
  zoneSeen,
} from '../../model/example.ts';
import { isAuthoritative, isSplit, isUnserved, isYes } from '../../model/zone.ts';
import type { Target } from '../../model/target.ts';

type Cause =
  | 'nxdomain-domain'
  | 'nxdomain-name'
  | 'nodata'
  | 'doubled-name'
  | 'remembered-no'
  | 'filtered'
  | 'signature-expired'
  | 'dnssec-bogus'
  | 'servfail'
  | 'refused'
  | 'silent'
  | 'port-closed'
  | 'tcp-blocked'
  | 'alias-loop'
  | 'alias-doubled'
  | 'alias-dangling';

type Negative = Extract<Resolution, { rcode: string }>;

/** The no comes with the SOA of a zone above the name. A filter that answers in place of DNS sends none, or its own. */
const speaksFor = (zone: string | undefined, name: string): boolean =>
  zone !== undefined && (zone === '.' || isWithin(name, zone));

const missingName = (name: string, { zone }: Negative): Judgement<Cause> => {
  if (zone === undefined)
    return found('nxdomain-name', name, `DNS says that ${name} does not exist`, 'likely');
  if (!speaksFor(zone, name))
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

/** It answers, and not as one that serves the zone. */
const handsOn = (exchange: DnsExchange): boolean => isAnswered(exchange) && !isAuthoritative(exchange);

/** What only the zone's own name servers can tell about a no of the resolver. */
const explainedNo = (
  name: string,
  { remembered, zone: owner }: Negative,
  zone: ZoneSeen | undefined,
): Judgement<Cause> | undefined => {
  if (!zone) return undefined;
  if (isSplit(zone))
    return unknown(
      name,
      `the resolver knows no address of ${name}, and the name servers of the zone disagree`,
    );
  const { doubled, invented, answers } = zone;
  if (doubled && isYes(doubled) && !invented.some(isYes))
    return found('doubled-name', name, `${name} has no address, but there is a name ${doubled.name}`);
  if (!answers.some(isYes)) return undefined;
  // A resolver may take the referral of a lame server for an answer without records.
  if (owner === undefined && answers.some(handsOn))
    return unknown(
      name,
      `the resolver knows no address of ${name}, and not all name servers of the zone serve it`,
    );
  if (!speaksFor(owner, name))
    return found(
      'filtered',
      name,
      `the resolver says that there is no ${name}, without the name of a zone that says so; the name servers of the zone give an address`,
    );
  const still = remembered === undefined ? '' : `, for at most ${remembered} s more`;
  return found(
    'remembered-no',
    name,
    `the resolver still says that ${name} has no address${still}; the name servers of the zone give one`,
  );
};

/** `www.foobar.com → web.foobar.com`; there can be thousands. */
const shownChain = (name: string, chain: readonly string[]): string =>
  [name, ...chain.slice(0, 8), ...(chain.length > 8 ? [`(${chain.length - 8} more)`] : [])].join(' → ');

/** The zone that stands twice at the end of an alias, from the longest on: `shop.com` in `web.shop.com.shop.com`. */
const doubledZone = (name: string, chain: readonly string[]): string | undefined => {
  const end = chain.at(-1) ?? '';
  const labels = name.split('.');
  return labels
    .map((_, at) => labels.slice(at).join('.'))
    .find((zone) => !isRegistry(zone) && isWithin(end, `${zone}.${zone}`));
};

const dangling = (name: string, { chain }: Negative): Judgement<Cause> => {
  const shown = shownChain(name, chain);
  const twice = doubledZone(name, chain);
  if (twice !== undefined)
    return found('alias-doubled', name, `the alias leads to a name that ends with ${twice} twice: ${shown}`);
  return found('alias-dangling', name, `the alias leads to a name without an address: ${shown}`);
};

/** The resolver failed, and nobody serves the zone: that is one fault, and the name servers' own. */
const unserved = (name: string, what: string): Judgement<never> =>
  unknown(name, `${what}; none of the zone's name servers that were asked serves it`);

const inBrackets = (words: readonly string[]): string => (words.length > 0 ? ` (${words.join(', ')})` : '');

const inCircle = (name: string, chain: readonly string[]): Judgement<Cause> =>
  found('alias-loop', name, `the aliases go in a circle: ${shownChain(name, chain)}`);

const failed = (
  name: string,
  { exchange }: Negative,
  dns: DnsSeen,
  zone: ZoneSeen | undefined,
): Judgement<Cause> => {
  const { unchecked: again } = dns;
  if (again && isAnswered(again)) {
    const problems = signatureProblems(exchange);
    if (isExpired(exchange))
      return found(
        'signature-expired',
        name,
        `the resolver answers SERVFAIL for ${name}${inBrackets(problems)}, and the same question without a check of signatures is answered`,
      );
    return found(
      'dnssec-bogus',
      name,
      `the resolver answers SERVFAIL for ${name}${inBrackets(problems)}, and the same question without a check of signatures is answered`,
      problems.length > 0 ? 'confirmed' : 'likely',
    );
  }
  // Some resolvers pass a circle on, and others fail on it: the zone's own servers show it either way.
  const atSource = resolution({ ...dns, resolver: zone?.answers ?? [] }, name);
  if (atSource.outcome === 'alias-loop') return inCircle(name, atSource.chain);
  const said = `the resolver answers SERVFAIL for ${name}${inBrackets(reasonsOf(exchange))}`;
  if (isUnserved(zone)) return unserved(name, said);
  return found('servfail', name, `${said}: it found no usable answer`);
};

const negative = (
  name: string,
  said: Negative,
  dns: DnsSeen,
  zone: ZoneSeen | undefined,
): Judgement<Cause> => {
  switch (said.outcome) {
    case 'nxdomain':
      return explainedNo(name, said, zone) ?? missingName(name, said);
    case 'nodata':
      return (
        explainedNo(name, said, zone) ??
        found('nodata', name, `${name} exists in DNS, but has no address record (A or AAAA)`)
      );
    case 'servfail':
      return failed(name, said, dns, zone);
    case 'refused': {
      const refusal = `the resolver refuses to answer for ${name} (REFUSED)${inBrackets(reasonsOf(said.exchange))}`;
      return isUnserved(zone) ? unserved(name, refusal) : found('refused', name, refusal);
    }
    case 'alias-loop':
      return inCircle(name, said.chain);
    case 'alias-dangling':
      return dangling(name, said);
    case 'odd-rcode':
      return unknown(name, `the resolver answered ${said.rcode}, for which there is no rule yet`);
  }
};

const unanswered = (
  name: string,
  { outcome, server, code }: DnsExchange,
  zone: ZoneSeen | undefined,
): Judgement<Cause> => {
  if (outcome === 'cut-short')
    return unknown(
      name,
      `the answer of the resolver ${server.address} was not waited for: the check was ended first`,
    );
  // Something did come over TCP, and no wall lets that through: it is the resolver that speaks no DNS there.
  if (outcome === 'truncated' && code === 'malformed')
    return unknown(
      name,
      `the resolver ${server.address} answers, but the answer is too long for UDP, and what came over TCP is no DNS message`,
    );
  if (outcome === 'truncated')
    return found(
      'tcp-blocked',
      name,
      `the resolver ${server.address} answers, but the answer is too long for UDP, and over TCP it did not come (${code ?? outcome})`,
    );
  if (outcome === 'silent') {
    const said = `the resolver ${server.address} did not answer about ${name}`;
    return isUnserved(zone) ? unserved(name, said) : found('silent', name, said);
  }
  if (outcome === 'port-closed')
    return found('port-closed', name, `nothing answers DNS at ${server.address}:${server.port}`);
  return unknown(
    name,
    `the resolver ${server.address} could not be asked: ${outcome}${code ? ` (${code})` : ''}`,
  );
};

const judgeName = (name: string, dns: DnsSeen, zone: ZoneSeen | undefined): Judgement<Cause> => {
  const said = resolution(dns, name);
  if (said.outcome === 'not-asked') return unknown(name, 'no resolver was asked');
  if (said.outcome === 'no-answer') return unanswered(name, said.exchange, zone);
  if (said.outcome !== 'addresses') return negative(name, said, dns, zone);
  const list = said.addresses
    .slice(0, 4)
    .map(({ address, ttl }) => `${address} (TTL ${ttl} s)`)
    .join(', ');
  return ok(name, `${shownChain(name, said.chain)} is ${list}`);
};

const no = (rcode: string, owner: string) =>
  resolver({ rcode, answers: [], authority: [{ name: owner, type: 'SOA', ttl: 60, data: `ns1.${owner}` }] });

/** The same no from the resolver and from the zone's own name servers. */
const says = (rcode: string, owner: string) =>
  together(no(rcode, owner), nameServersSay({ rcode, answers: [] }));

/** One of the zone's name servers knows the site's address under a name with the zone behind it once more. */
const hasDoubled: Example = (seen) => {
  const [answer] = seen.evidence.zone.answers;
  return zoneSeen((held) => ({
    ...held,
    ...(answer ? { doubled: { ...answer, name: `${answer.name}.${held.zone}` } } : {}),
  }))(seen);
};

const fails = { rcode: 'SERVFAIL', answers: [], authority: [] };

/** The resolver rejects the signatures with this code (RFC 8914), and answers when it is told not to look at them. */
const signedBadly = (code: number) =>
  together(
    unchecked({ checkingDisabled: true }),
    resolver({ ...fails, extendedErrors: [{ code, text: '' }] }),
  );

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
  uses: ['zone'],
  judge: ({ dns, zone: asked }, { target }) => [judgeName(subjectOf(target), dns, asked)],
  causes: {
    'nxdomain-domain': { status: 'broken', strength: 'confirmed', example: says('NXDOMAIN', 'com') },
    'nxdomain-name': { status: 'broken', strength: 'confirmed', example: says('NXDOMAIN', 'foobar.com') },
    nodata: { status: 'broken', strength: 'confirmed', example: says('NOERROR', 'foobar.com') },
    'doubled-name': {
      status: 'broken',
      strength: 'confirmed',
      example: together(hasDoubled, says('NXDOMAIN', 'foobar.com')),
    },
    'remembered-no': { status: 'broken', strength: 'likely', example: no('NXDOMAIN', 'foobar.com') },
    filtered: {
      status: 'broken',
      strength: 'likely',
      example: resolver({ rcode: 'NXDOMAIN', answers: [], authority: [] }),
    },
    'signature-expired': { status: 'broken', strength: 'confirmed', example: signedBadly(7) },
    'dnssec-bogus': {
      status: 'broken',
      strength: 'confirmed',
      example: signedBadly(9),
    },
    servfail: { status: 'broken', strength: 'likely', example: resolver(fails) },
    refused: { status: 'broken', strength: 'confirmed', example: resolver({ ...fails, rcode: 'REFUSED' }) },
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
    'tcp-blocked': {
      status: 'broken',
      strength: 'likely',
      example: resolver({ outcome: 'truncated', code: 'ECONNREFUSED', answers: [], authority: [] }),
    },
    'alias-loop': {
      status: 'broken',
      strength: 'confirmed',
      example: aliased('web.foobar.com', 'www.foobar.com'),
    },
    'alias-doubled': {
      status: 'broken',
      strength: 'confirmed',
      example: aliased('web.foobar.com.foobar.com'),
    },
    'alias-dangling': { status: 'broken', strength: 'confirmed', example: aliased('old.elsewhere.com') },
  },
  examples: {
    ok: [asIs],
    unknown: [
      resolver({ outcome: 'truncated', code: 'malformed', answers: [], authority: [] }),
      resolver({ outcome: 'malformed', answers: [], authority: [] }),
      resolver({ outcome: 'cut-short', answers: [], authority: [] }),
      together(nameServersSay({ outcome: 'silent', answers: [] }), resolver(fails)),
      together(
        nameServersSay({ outcome: 'silent', answers: [] }),
        resolver({ outcome: 'silent', answers: [], authority: [] }),
      ),
    ],
  },
});
