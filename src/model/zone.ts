import { isAnswered } from './dns.ts';
import type { DnsExchange } from './seen/dns.ts';
import type { ZoneSeen } from './seen/zone.ts';

/** Pure derivations from what the zone's own name servers said. */

/** The server serves the zone: it answers from its own data, with records or with a no (AA, RFC 1035 §4.1.1). */
export const isAuthoritative = (exchange: DnsExchange): boolean =>
  isAnswered(exchange) && exchange.authoritative === true;

/** Authoritative, and without any record for the name: neither an address nor an alias. */
export const isNo = (exchange: DnsExchange): boolean =>
  isAuthoritative(exchange) && exchange.answers.length === 0;

/** Where the name itself is an alias: the name behind it. */
export const aliasOf = ({ answers, name }: DnsExchange): string | undefined =>
  answers.find((record) => record.type === 'CNAME' && record.name === name)?.data.toLowerCase();

/** Authoritative, and with an address or an alias for the name. */
export const isYes = (exchange: DnsExchange): boolean =>
  isAuthoritative(exchange) && exchange.answers.length > 0;

const isDead = ({ outcome }: DnsExchange): boolean => outcome === 'silent' || outcome === 'port-closed';

/** A name server whose name has no address: the resolver said so for both families. */
export const hasNoAddress = ({ addresses, lookups }: ZoneSeen['servers'][number]): boolean =>
  addresses.length === 0 && lookups.length === 2 && lookups.every(isAnswered);

/**
 * Whether anybody serves the zone. `none-answers`: those that were asked are silent or have no DNS program. `none-serves`:
 * they can be reached and none has the zone. `unclear`: not all that matters was seen.
 */
export type Serving = 'some' | 'none-answers' | 'none-serves' | 'unclear';

export const servingOf = ({ answers, servers }: ZoneSeen): Serving => {
  if (answers.some(isAuthoritative)) return 'some';
  const areKnown = servers.every((server) => server.addresses.length > 0 || hasNoAddress(server));
  const areSettled = answers.every((one) => one.outcome === 'answer' || isDead(one));
  if (!areKnown || !areSettled) return 'unclear';
  return answers.every(isDead) ? 'none-answers' : 'none-serves';
};

/**
 * In which way a name server that answers does not serve the zone: it says no (RCODE 5), it has no data (RCODE 2, RFC 1035
 * §4.1.1), or what it says is not from the zone (RFC 1912 §2.8; RFC 9499, lame delegation). NOTAUTH is of RFC 8945 §5.2.
 */
export type Unserving = 'refuses' | 'fails' | 'lame';

const notFromZone: ReadonlySet<string | undefined> = new Set(['NOERROR', 'NXDOMAIN', 'NOTAUTH']);

export const unservingOf = (exchange: DnsExchange): Unserving | undefined => {
  const { outcome, rcode } = exchange;
  if (outcome !== 'answer' || isAuthoritative(exchange)) return undefined;
  if (rcode === 'REFUSED') return 'refuses';
  if (rcode === 'SERVFAIL') return 'fails';
  return notFromZone.has(rcode) ? 'lame' : undefined;
};

/** The one way in which all name servers that answer do not serve the zone; nothing when they differ. */
export const allUnserving = ({ answers }: ZoneSeen): Unserving | undefined => {
  const [first, ...others] = answers.filter(({ outcome }) => outcome === 'answer').map(unservingOf);
  return others.every((one) => one === first) ? first : undefined;
};

/** Nobody serves the zone, as far as was seen. */
export const isUnserved = (zone: ZoneSeen | undefined): boolean => {
  const serving = zone && servingOf(zone);
  return serving === 'none-answers' || serving === 'none-serves';
};

/** Some name servers of the zone have records for the site, and others say that there are none. */
export const isSplit = (zone: ZoneSeen | undefined): boolean =>
  zone !== undefined && zone.answers.some(isYes) && zone.answers.some(isNo);

/**
 * What an exchange says at the name itself: the name behind the alias, or the addresses in order. Two answers with
 * nothing in common lead to different places.
 */
export const viewOf = (exchange: DnsExchange): readonly string[] => {
  const alias = aliasOf(exchange);
  if (alias !== undefined) return [alias];
  const own = exchange.answers.filter(({ name, type }) => name === exchange.name && type === exchange.type);
  return [...new Set(own.map(({ data }) => data))].toSorted();
};

export const haveCommon = (a: readonly string[], b: readonly string[]): boolean =>
  a.some((one) => b.includes(one));

/** Seconds for which the records at the name itself may be kept. */
export const ttlOf = ({ answers, name }: DnsExchange): number | undefined => {
  const own = answers.filter((record) => record.name === name).map(({ ttl }) => ttl);
  return own.length > 0 ? Math.min(...own) : undefined;
};

/** `ns1.foobar.com (203.0.113.53)`. */
export const shownServer = ({ server: { name, address } }: Pick<DnsExchange, 'server'>): string =>
  name === undefined ? address : `${name} (${address})`;
