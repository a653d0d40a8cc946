import { found, ok, unknown, type Judgement } from './check.ts';
import {
  isAnswered,
  isExpired,
  isRegistry,
  isWithin,
  reasonsOf,
  resolution,
  signatureProblems,
  type Resolution,
} from './dns.ts';
import type { DnsExchange, DnsSeen } from './seen/dns.ts';
import type { ZoneSeen } from './seen/zone.ts';
import { isAuthoritative, isSplit, isUnserved, isYes } from './zone.ts';

export type ResolvesCause =
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

const missingName = (name: string, { zone }: Negative): Judgement<ResolvesCause> => {
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
): Judgement<ResolvesCause> | undefined => {
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

const dangling = (name: string, { chain }: Negative): Judgement<ResolvesCause> => {
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

const inCircle = (name: string, chain: readonly string[]): Judgement<ResolvesCause> =>
  found('alias-loop', name, `the aliases go in a circle: ${shownChain(name, chain)}`);

const failed = (
  name: string,
  { exchange }: Negative,
  dns: DnsSeen,
  zone: ZoneSeen | undefined,
): Judgement<ResolvesCause> => {
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
): Judgement<ResolvesCause> => {
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
): Judgement<ResolvesCause> => {
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

/** Whether this name has an address, by what the resolver and the zone's own name servers say. */
export const judgeName = (
  name: string,
  dns: DnsSeen,
  zone: ZoneSeen | undefined,
): Judgement<ResolvesCause> => {
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
