import type { DnsExchange } from './evidence.ts';

/** Pure derivations from what the zone's own name servers said. */

/** The server serves the zone: it answers from its own data, with records or with a no (AA, RFC 1035 §4.1.1). */
export const isAuthoritative = ({ outcome, authoritative, rcode }: DnsExchange): boolean =>
  outcome === 'answer' && authoritative === true && (rcode === 'NOERROR' || rcode === 'NXDOMAIN');

/** Authoritative, and without any record for the name: neither an address nor an alias. */
export const isNo = (exchange: DnsExchange): boolean =>
  isAuthoritative(exchange) && exchange.answers.length === 0;

/** Where the name itself is an alias: the name behind it. */
export const aliasOf = ({ answers, name }: DnsExchange): string | undefined =>
  answers.find((record) => record.type === 'CNAME' && record.name === name)?.data.toLowerCase();
