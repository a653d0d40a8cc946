import { randomBytes } from 'node:crypto';
import { isRegistry, lastReferral } from '../model/dns.ts';
import type { DnsExchange } from '../model/seen/dns.ts';
import type { NameServerSeen, ZoneSeen } from '../model/seen/zone.ts';
import type { Contact, Probe } from '../model/probe.ts';
import type { Target } from '../model/target.ts';
import { aliasOf, isAuthoritative, isNo } from '../model/zone.ts';
import { askDns, isAskable, type DnsAsk } from '../net/dns.ts';
import { limits } from '../net/limits.ts';
import type { World } from './world.ts';

const about = 'zone';

const dataOf = (records: DnsExchange['answers'], type: string): string[] =>
  records.filter((record) => record.type === type).map(({ data }) => data);

/** The resolver says where a name server is that came without glue, IPv4 first. */
const lookedUp = async (
  { gate }: World,
  { resolver }: Target,
  name: string,
): Promise<Pick<NameServerSeen, 'addresses' | 'lookups'>> => {
  const lookups: DnsExchange[] = [];
  for (const type of ['A', 'AAAA'] as const) {
    if (!resolver || !isAskable(name)) break;
    const said = await askDns(gate, { probe: about, server: resolver, name, type, recursion: true });
    lookups.push(said);
    const addresses = dataOf(said.answers, type);
    if (addresses.length > 0) return { addresses, lookups };
    if (said.outcome !== 'answer') break;
  }
  return { addresses: [], lookups };
};

/** The name servers that the zone above names, with their addresses. */
const serversOf = (
  world: World,
  target: Target,
  { authority, additional }: DnsExchange,
): Promise<NameServerSeen[]> => {
  const names = dataOf(authority, 'NS').map((name) => name.toLowerCase());
  return Promise.all(
    [...new Set(names)].slice(0, limits.dns.zoneServers).map(async (name) => {
      const own = additional.filter((record) => record.name === name);
      const glue = [...dataOf(own, 'A'), ...dataOf(own, 'AAAA')];
      if (glue.length > 0) return { name, addresses: glue, lookups: [] };
      return { name, ...(await lookedUp(world, target, name)) };
    }),
  );
};

/** The first address of each server, and each address once. */
const endpointsOf = (servers: readonly NameServerSeen[], port: number): DnsExchange['server'][] => {
  const first = servers.flatMap(({ name, addresses: [address] }) =>
    address === undefined ? [] : [{ name, address, port }],
  );
  return first.filter(({ address }, at) => first.findIndex((one) => one.address === address) === at);
};

type Ask = Pick<DnsAsk, 'server' | 'name' | 'type'>;

const ask = ({ gate }: World, question: Ask): Promise<DnsExchange> =>
  askDns(gate, { probe: about, recursion: false, attempt: limits.dns.walkAttempt, ...question });

/** Names that nobody has made, beside the site's name and below it; beside a zone's own name lies another zone. */
const inventedNames = (name: string, zone: string): string[] => {
  const label = `infra-tutor-${randomBytes(6).toString('hex')}`;
  const above = name.split('.').slice(1).join('.');
  return name === zone ? [] : [`${label}.${above}`, `${label}.${name}`];
};

/** What one server that serves the zone says about more than the site's own name. */
const askMore = async (
  world: World,
  zone: string,
  answer: DnsExchange | undefined,
): Promise<Pick<ZoneSeen, 'invented' | 'doubled' | 'besideAlias'>> => {
  if (!answer) return { invented: [], besideAlias: [] };
  const { server, name } = answer;
  const askFor = (names: readonly string[], type: Ask['type'] = 'A'): Promise<DnsExchange[]> =>
    Promise.all(names.filter(isAskable).map((one) => ask(world, { server, name: one, type })));
  const [invented, [doubled], mail, text] = await Promise.all([
    askFor(inventedNames(name, zone)),
    askFor(isNo(answer) ? [`${name}.${zone}`] : []),
    askFor(aliasOf(answer) ? [name] : [], 'MX'),
    askFor(aliasOf(answer) ? [name] : [], 'TXT'),
  ]);
  return { invented, ...(doubled ? { doubled } : {}), besideAlias: [...mail, ...text] };
};

/** No root server offers to look further (RA, RFC 1035 §4.1.1): one that does is a resolver in its place. */
const isIntercepted = ({ roots }: Target, walk: readonly DnsExchange[]): boolean =>
  walk.some(
    ({ server, recursionAvailable }) =>
      recursionAvailable === true && roots.some(({ address }) => address === server.address),
  );

const both = (contact: Omit<Contact, 'protocol' | 'probe'>): Contact[] => [
  { probe: about, protocol: 'udp', ...contact },
  { probe: about, protocol: 'tcp', ...contact },
];

export default {
  vantage: 'outside',
  needs: ['dns'],
  plan({ resolver, roots, site, dnsPort }) {
    if (!resolver || roots.length === 0 || site.kind === 'address') return [];
    return [
      ...both({
        to: 'your resolver',
        address: resolver.address,
        port: resolver.port,
        why: 'where the name servers of the site are',
        beyondReach: true,
      }),
      ...both({
        to: `the name servers of ${site.ascii}`,
        port: dnsPort,
        why: 'does each of them serve the site, and do they say the same?',
      }),
    ];
  },
  async look(target, { dns }, world) {
    const { site, resolver, roots, dnsPort } = target;
    if (site.kind === 'address' || !resolver)
      return { unobserved: 'there is no name to look up', skipped: true };
    if (roots.length === 0)
      return {
        unobserved: 'the resolver that you named is on this computer, so no other name server is asked',
        skipped: true,
      };
    const found = dns && lastReferral(dns.walk);
    if (!found || isRegistry(found.zone))
      return { unobserved: `on the way from the root nobody named the name servers of ${site.ascii}` };
    if (isIntercepted(target, dns.walk))
      return { unobserved: 'something on the way answers in place of the name servers' };
    const { zone, referral } = found;
    const servers = await serversOf(world, target, referral);
    const endpoints = endpointsOf(servers, dnsPort);
    const askEach = (name: string, type: Ask['type']): Promise<DnsExchange[]> =>
      Promise.all(endpoints.map((server) => ask(world, { server, name, type })));
    const [answers, versions] = await Promise.all([askEach(site.ascii, 'A'), askEach(zone, 'SOA')]);
    const more = await askMore(world, zone, answers.find(isAuthoritative));
    return { zone, servers, answers, versions, ...more };
  },
} satisfies Probe<'zone', 'dns', World>;
