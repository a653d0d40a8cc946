import type { DnsExchange, DnsSeen } from './seen/dns.ts';
import type { Target } from './target.ts';

/** Whether a name lies in a zone, or is its own name. */
export const isWithin = (name: string, zone: string): boolean =>
  zone === '' || name === zone || name.endsWith(`.${zone}`);

/** Second-level names below which countries register domains (`co.uk`, `com.ng`): zones of a registry, too. */
const registrySecondLevel =
  /^(?:ac|biz|co|com|edu|gen|go|gob|gov|gv|info|me|mil|ne|net|nom|or|org|plc|sch)\.[a-z]{2}$/;

/** Records came, or a clear no. */
export const isAnswered = ({ outcome, rcode }: DnsExchange): boolean =>
  outcome === 'answer' && (rcode === 'NOERROR' || rcode === 'NXDOMAIN');

/** The zone is a registry's: the domains of its customers begin below it. */
export const isRegistry = (zone: string): boolean => !zone.includes('.') || registrySecondLevel.test(zone);

/**
 * The zone that a name server hands the question on to, further down than `above` (RFC 1034 §4.2.1). One that points
 * sideways or up hands on nothing: it does not serve what it was asked for.
 */
export const handedOnTo = (exchange: DnsExchange, above: string): string | undefined => {
  const { rcode, answers, authoritative, authority, name } = exchange;
  if (rcode !== 'NOERROR' || answers.length > 0 || authoritative !== false) return undefined;
  const owner = authority.find((record) => record.type === 'NS')?.name;
  const isFurtherDown = owner !== undefined && owner.length > above.length && isWithin(owner, above);
  return isFurtherDown && isWithin(name, owner) ? owner : undefined;
};

/** The last hand-over of a walk: the zone in which the name lies, and who said so. */
export const lastReferral = (
  walk: readonly DnsExchange[],
): { readonly zone: string; readonly referral: DnsExchange } | undefined =>
  walk.reduce<ReturnType<typeof lastReferral>>((last, referral) => {
    const zone = handedOnTo(referral, last?.zone ?? '');
    return zone === undefined ? last : { zone, referral };
  }, undefined);

/** Extended DNS errors that speak of signatures (IANA's registry; RFC 8914 §4). */
const signatureErrors: Readonly<Record<number, string>> = {
  1: 'unsupported DNSKEY algorithm',
  2: 'unsupported DS digest type',
  5: 'DNSSEC indeterminate',
  6: 'DNSSEC bogus',
  7: 'signature expired',
  8: 'signature not yet valid',
  9: 'DNSKEY missing',
  10: 'RRSIGs missing',
  11: 'no zone key bit set',
  12: 'NSEC missing',
  27: 'unsupported NSEC3 iterations value',
};

/** The others that a resolver may give with SERVFAIL or REFUSED. */
const otherErrors: Readonly<Record<number, string>> = {
  0: 'other error',
  13: 'cached error',
  14: 'not ready',
  15: 'blocked',
  16: 'censored',
  17: 'filtered',
  18: 'prohibited',
  20: 'not authoritative',
  22: 'no reachable authority',
  23: 'network error',
  24: 'invalid data',
};

const namesOf = ({ extendedErrors = [] }: DnsExchange, known: Readonly<Record<number, string>>): string[] =>
  extendedErrors.map(({ code }) => known[code]).filter((name) => name !== undefined);

/** What a server says of signatures, in the words of the registry. */
export const signatureProblems = (exchange: DnsExchange): readonly string[] =>
  namesOf(exchange, signatureErrors);

/** The signatures were good once, and their time is over. */
export const isExpired = ({ extendedErrors = [] }: DnsExchange): boolean =>
  extendedErrors.some(({ code }) => code === 7);

/** Why a server answers as it does, in the words of the registry. */
export const reasonsOf = (exchange: DnsExchange): readonly string[] =>
  namesOf(exchange, { ...otherErrors, ...signatureErrors });

/** What the resolver's answers for one name come to. */
export type Resolution =
  | {
      readonly outcome: 'addresses';
      readonly chain: readonly string[];
      readonly addresses: readonly ResolvedAddress[];
    }
  | {
      readonly outcome:
        'nxdomain' | 'nodata' | 'servfail' | 'refused' | 'alias-loop' | 'alias-dangling' | 'odd-rcode';
      readonly chain: readonly string[];
      /** Owner of the SOA record that came with a negative answer: the zone that says no (RFC 2308 §2). */
      readonly zone?: string;
      /** Seconds for which the no may be remembered (RFC 2308 §5). */
      readonly remembered?: number;
      readonly rcode: string;
      /** The answer that decided. */
      readonly exchange: DnsExchange;
    }
  | { readonly outcome: 'no-answer'; readonly exchange: DnsExchange }
  | { readonly outcome: 'not-asked' };

export interface ResolvedAddress {
  readonly address: string;
  readonly family: 4 | 6;
  /** Seconds. */
  readonly ttl: number;
}

const exchangesFor = (seen: DnsSeen, name: string): DnsExchange[] =>
  seen.resolver.filter((one) => one.name === name);

interface Walked {
  readonly chain: readonly string[];
  readonly end: string;
  readonly loops: boolean;
}

/** The alias of each name; an answer can hold thousands. */
const aliasesIn = (answers: DnsExchange['answers']): Map<string, string> =>
  new Map(
    answers
      .filter(({ type }) => type === 'CNAME')
      .map(({ name, data }) => [name, data.toLowerCase()] as const)
      .toReversed(),
  );

/** Follows CNAME records inside one answer (RFC 1034 §3.6.2). */
const walked = ({ answers, name }: DnsExchange): Walked => {
  const aliases = aliasesIn(answers);
  const chain: string[] = [];
  const met = new Set([name]);
  let end = name;
  for (;;) {
    const next = aliases.get(end);
    if (next === undefined) return { chain, end, loops: false };
    chain.push(next);
    if (met.has(next)) return { chain, end, loops: true };
    met.add(next);
    end = next;
  }
};

const known = new WeakMap<DnsExchange, Walked>();

/** Once for each answer: every check asks. */
const followAliases = (exchange: DnsExchange): Walked => {
  const found = known.get(exchange) ?? walked(exchange);
  known.set(exchange, found);
  return found;
};

const addressesIn = (exchange: DnsExchange): ResolvedAddress[] => {
  const { end } = followAliases(exchange);
  return exchange.answers
    .filter((record) => record.type === exchange.type && record.name === end)
    .map(({ data, ttl }) => ({ address: data, ttl, family: exchange.type === 'A' ? 4 : 6 }));
};

const negative = (exchange: DnsExchange): Resolution => {
  const { chain, loops } = followAliases(exchange);
  const soa = exchange.authority.find((record) => record.type === 'SOA');
  const rest = {
    chain,
    rcode: exchange.rcode ?? '',
    exchange,
    ...(soa ? { zone: soa.name, remembered: soa.ttl } : {}),
  };
  if (loops) return { outcome: 'alias-loop', ...rest };
  if (exchange.rcode === 'NXDOMAIN')
    return { outcome: chain.length > 0 ? 'alias-dangling' : 'nxdomain', ...rest };
  if (exchange.rcode === 'NOERROR')
    return { outcome: chain.length > 0 ? 'alias-dangling' : 'nodata', ...rest };
  if (exchange.rcode === 'SERVFAIL') return { outcome: 'servfail', ...rest };
  if (exchange.rcode === 'REFUSED') return { outcome: 'refused', ...rest };
  return { outcome: 'odd-rcode', ...rest };
};

/** About the name itself, whatever type was asked for: one such answer decides. */
const isAboutName = (exchange: DnsExchange): boolean =>
  exchange.outcome === 'answer' && (exchange.rcode === 'NXDOMAIN' || followAliases(exchange).loops);

const isFailure = ({ outcome, rcode }: DnsExchange): boolean => outcome === 'answer' && rcode !== 'NOERROR';

/**
 * What the resolver said about `name`, A and AAAA together. That there is no address is known only when both were
 * answered; otherwise the question that failed decides, and then the one that was not answered.
 */
export const resolution = (seen: DnsSeen, name: string): Resolution => {
  const exchanges = exchangesFor(seen, name);
  const addresses = exchanges.flatMap(addressesIn);
  const withAlias = exchanges
    .map((exchange) => followAliases(exchange))
    .find(({ chain }) => chain.length > 0);
  if (addresses.length > 0) return { outcome: 'addresses', chain: withAlias?.chain ?? [], addresses };
  const decisive = exchanges.find(isAboutName) ?? exchanges.find(isFailure);
  if (decisive) return negative(decisive);
  const unanswered = exchanges.find(({ outcome }) => outcome !== 'answer');
  if (unanswered) return { outcome: 'no-answer', exchange: unanswered };
  const [empty] = exchanges;
  return empty ? negative(empty) : { outcome: 'not-asked' };
};

/**
 * The addresses to look at for `name`, IPv4 first, at most `most`: the typed one, the one given with --address,
 * or what DNS said.
 */
export const addressesFor = (
  target: Target,
  dns: DnsSeen | undefined,
  name: string,
  most: number,
): readonly string[] => {
  if (target.address) return [target.address];
  if (target.site.kind === 'address') return [target.site.ascii];
  if (!dns) return [];
  const resolved = resolution(dns, name);
  if (resolved.outcome !== 'addresses') return [];
  return [...new Set(resolved.addresses.map(({ address }) => address))].slice(0, most);
};
