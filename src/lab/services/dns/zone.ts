import type { NameServerPlan, ZoneRecord } from '../../plan.ts';

export type Rcode = 'NOERROR' | 'FORMERR' | 'SERVFAIL' | 'NXDOMAIN' | 'NOTIMP' | 'REFUSED';

export interface SoaRecord {
  readonly name: string;
  readonly type: 'SOA';
  readonly ttl: number;
  readonly data: {
    readonly mname: string;
    readonly rname: string;
    readonly serial: number;
    readonly refresh: number;
    readonly retry: number;
    readonly expire: number;
    readonly minimum: number;
  };
}

export type DnsRecord = SoaRecord | (ZoneRecord & { readonly ttl: number });

export interface Question {
  readonly name: string;
  readonly type: string;
}

/** What a name server says about one question. */
export interface Saying {
  readonly rcode: Rcode;
  readonly authoritative: boolean;
  readonly answers: readonly DnsRecord[];
  readonly authority: readonly DnsRecord[];
  readonly additional: readonly DnsRecord[];
}

/** Seconds. */
export const defaultTtl = 300;

export const saying = (rcode: Rcode, parts: Partial<Saying> = {}): Saying => ({
  rcode,
  authoritative: false,
  answers: [],
  authority: [],
  additional: [],
  ...parts,
});

/** Names are compared in lower case and without the last dot; the root is the empty text (RFC 4343). */
export const canonical = (name: string): string => name.toLowerCase().replace(/\.$/, '');

const isWithin = (name: string, zone: string): boolean =>
  zone === '' || name === zone || name.endsWith(`.${zone}`);

/** The name and every name above it, up to and without the zone's own. */
const namesBelow = (name: string, zone: string): readonly string[] => {
  const names = [];
  for (let at = name; at !== zone && at !== ''; at = at.split('.').slice(1).join('.')) names.push(at);
  return names;
};

const soaOf = ({ zone, name }: NameServerPlan): SoaRecord => ({
  name: zone,
  type: 'SOA',
  ttl: defaultTtl,
  data: {
    mname: name,
    rname: zone === '' ? 'hostmaster.lab' : `hostmaster.${zone}`,
    serial: 1,
    refresh: 3600,
    retry: 600,
    expire: 86_400,
    minimum: 60,
  },
});

const recordsOf = (server: NameServerPlan): readonly DnsRecord[] => [
  soaOf(server),
  ...server.records.map((record) => ({ ...record, ttl: record.ttl ?? defaultTtl })),
];

const find = (records: readonly DnsRecord[], name: string, type: string): readonly DnsRecord[] =>
  records.filter((record) => canonical(record.name) === name && (type === 'ANY' || record.type === type));

/** The name that an NS, a CNAME or an SOA points to. */
export const pointsTo = (record: DnsRecord): string =>
  record.type === 'SOA' ? record.data.mname : record.data;

const addressesOf = (records: readonly DnsRecord[], servers: readonly DnsRecord[]): readonly DnsRecord[] =>
  servers
    .map(pointsTo)
    .flatMap((target) => ['A', 'AAAA'].flatMap((type) => find(records, canonical(target), type)));

/** The name servers of a zone further down, when the name lies in one that was handed on (RFC 1034 §4.2.1). */
const referral = (records: readonly DnsRecord[], name: string, zone: string): Saying | undefined => {
  // The highest cut counts: nothing below it is ours any more.
  const cuts = namesBelow(name, zone).map((at) => find(records, at, 'NS'));
  const servers = cuts.findLast((cut) => cut.length > 0);
  if (!servers) return undefined;
  return saying('NOERROR', { authority: servers, additional: addressesOf(records, servers) });
};

const exists = (records: readonly DnsRecord[], name: string): boolean =>
  records.some((record) => isWithin(canonical(record.name), name));

/** The `*` that speaks for a name which is not there: the one right below its closest name that is (RFC 4592 §3.3.1). */
const wildcardFor = (records: readonly DnsRecord[], name: string, zone: string): string | undefined => {
  if (exists(records, name)) return undefined;
  const nearest = [...namesBelow(name, zone), zone].find((at) => exists(records, at));
  return nearest === '' ? '*' : `*.${nearest}`;
};

/** The records as they are for this name: those of a wildcard that speaks for it become its own. */
const asSeenFor = (records: readonly DnsRecord[], name: string, zone: string): readonly DnsRecord[] => {
  const star = wildcardFor(records, name, zone);
  const own = records.filter((record) => canonical(record.name) === star);
  return [...records, ...own.map((record) => ({ ...record, name }))];
};

/** The records asked for; a CNAME is followed for as long as it stays in the zone (RFC 1034 §4.3.2). */
const chase = (records: readonly DnsRecord[], { name, type }: Question, zone: string) => {
  const answers: DnsRecord[] = [];
  const seen = new Set<string>();
  let at = name;
  while (!seen.has(at)) {
    seen.add(at);
    const here = asSeenFor(records, at, zone);
    const direct = find(here, at, type);
    const [alias] = direct.length > 0 ? [] : find(here, at, 'CNAME');
    answers.push(...direct, ...(alias ? [alias] : []));
    if (!alias) break;
    at = canonical(pointsTo(alias));
  }
  return { answers, last: at };
};

/** What this server says about a question, from its zone alone. */
export const answerFrom = (server: NameServerPlan, question: Question): Saying => {
  const { zone } = server;
  const asked = { name: canonical(question.name), type: question.type };
  if (!isWithin(asked.name, zone)) return saying('REFUSED');
  const records = recordsOf(server);
  const handedOn = referral(records, asked.name, zone);
  if (handedOn) return handedOn;
  const { answers, last } = chase(records, asked, zone);
  const isComplete = answers.some((record) => record.type !== 'CNAME' || asked.type === 'CNAME');
  const isOurs = isWithin(last, zone) && !referral(records, last, zone);
  const rcode = isOurs && !exists(asSeenFor(records, last, zone), last) ? 'NXDOMAIN' : 'NOERROR';
  return saying(rcode, {
    authoritative: true,
    answers,
    authority: isComplete || !isOurs ? [] : [soaOf(server)],
  });
};

/** What some servers say about a zone that they do not hold: ask the root (RFC 1912 §2.8, "lame"). */
export const upwards = (all: readonly NameServerPlan[]): Saying =>
  saying('NOERROR', { authority: all.slice(0, 1).flatMap((root) => find(recordsOf(root), '', 'NS')) });

/** Of several zones, the one that lies closest around the name. */
export const closest = (servers: readonly NameServerPlan[], name: string): NameServerPlan | undefined =>
  servers
    .filter(({ zone }) => isWithin(canonical(name), zone))
    .toSorted((a, b) => b.zone.length - a.zone.length)[0];
