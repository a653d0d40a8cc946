import type { DnsExchange } from './dns.ts';

/** A name server of the site's own zone, as the zone above names it. */
export interface NameServerSeen {
  readonly name: string;
  /** From the zone above (glue), otherwise from the resolver. */
  readonly addresses: readonly string[];
  /** What the resolver said of its name, when the zone above gave no address. */
  readonly lookups: readonly DnsExchange[];
}

/** What the zone's own name servers say, each asked by itself and without recursion. */
export interface ZoneSeen {
  /** The zone in which the site's name lies. */
  readonly zone: string;
  /** At most four of them. */
  readonly servers: readonly NameServerSeen[];
  /** The site's A from each. */
  readonly answers: readonly DnsExchange[];
  /** The SOA of the zone from each. */
  readonly versions: readonly DnsExchange[];
  /** The A of names that nobody has made, beside the site's name and below it. */
  readonly invented: readonly DnsExchange[];
  /** The A of the site's name with the zone behind it once more: asked when the site's own has no address. */
  readonly doubled?: DnsExchange;
  /** Other types at the site's name: asked when it is an alias. */
  readonly besideAlias: readonly DnsExchange[];
}
