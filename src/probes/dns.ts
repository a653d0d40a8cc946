import type { Endpoint } from '../model/address.ts';
import { handedOnTo, isAnswered } from '../model/dns.ts';
import type { DnsExchange, DnsSeen } from '../model/evidence.ts';
import type { Contact, Probe } from '../model/probe.ts';
import type { Target } from '../model/target.ts';
import { askDns } from '../net/dns.ts';
import { limits } from '../net/limits.ts';
import type { World } from './world.ts';

type Server = Endpoint & { readonly name?: string };

const names = ({ site }: Target): string[] => [site.ascii, ...(site.twin ? [site.twin] : [])];

const askResolver = (
  { gate }: World,
  server: Endpoint,
  name: string,
  type: 'A' | 'AAAA',
): Promise<DnsExchange> => askDns(gate, { probe: 'dns', server, name, type, recursion: true });

const hasFailed = ({ rcode }: DnsExchange): boolean => rcode === 'SERVFAIL';

/**
 * SERVFAIL may be the resolver's verdict on signatures: then the same question without that check is answered. It may
 * also have failed for a moment, and then it answers when it is asked again.
 */
const askAgain = async (
  world: World,
  server: Endpoint,
  said: readonly DnsExchange[],
  site: string,
): Promise<Pick<DnsSeen, 'resolver' | 'unchecked'>> => {
  const failed = said.find((one) => one.name === site && hasFailed(one));
  if (!failed) return { resolver: said };
  const { name, type } = failed;
  const ask = { probe: 'dns', server, name, type, recursion: true, attempts: 1 } as const;
  const unchecked = await askDns(world.gate, { ...ask, checkingDisabled: true });
  if (!isAnswered(unchecked)) return { resolver: said, unchecked };
  const secondAnswer = async (one: DnsExchange): Promise<DnsExchange> => {
    if (!hasFailed(one)) return one;
    const second = await askDns(world.gate, { ...ask, name: one.name, type: one.type });
    // A failure that is remembered comes with fewer reasons than the first one.
    return isAnswered(second) ? second : one;
  };
  return { resolver: await Promise.all(said.map(secondAnswer)), unchecked };
};

/** The address of a name server that came without glue (RFC 1034 §4.2.1), from the resolver. */
const addressOf = async (world: World, target: Target, name: string): Promise<string | undefined> => {
  if (!target.resolver) return undefined;
  const exchange = await askResolver(world, target.resolver, name, 'A');
  return exchange.answers.find((record) => record.type === 'A')?.data;
};

const referredTo = async (
  world: World,
  target: Target,
  { authority, additional }: DnsExchange,
): Promise<Server[]> => {
  const servers = authority
    .filter((record) => record.type === 'NS')
    .map((record) => record.data.toLowerCase());
  const glued = servers.flatMap((name) => {
    const glue = additional.find((record) => record.type === 'A' && record.name === name);
    return glue ? [{ name, address: glue.data, port: target.dnsPort }] : [];
  });
  if (glued.length > 0) return glued;
  const [first] = servers;
  const address = first ? await addressOf(world, target, first) : undefined;
  return first && address ? [{ name: first, address, port: target.dnsPort }] : [];
};

/** Asks the servers of one zone in turn until one answers; everything said is kept. */
const askZone = async ({ gate }: World, servers: readonly Server[], name: string): Promise<DnsExchange[]> => {
  const said: DnsExchange[] = [];
  for (const server of servers.slice(0, 3)) {
    const exchange = await askDns(gate, {
      probe: 'dns',
      server,
      name,
      type: 'A',
      recursion: false,
      attempt: limits.dns.walkAttempt,
      attempts: 1,
    });
    said.push(exchange);
    if (exchange.outcome === 'answer' || exchange.outcome === 'cut-short') break;
  }
  return said;
};

/** From the root to the site's own name servers, as a resolver with an empty cache goes (RFC 1034 §5.3.3). */
const walk = async (target: Target, world: World): Promise<DnsExchange[]> => {
  const said: DnsExchange[] = [];
  let servers: readonly Server[] = target.roots;
  let zone = '';
  while (said.length < limits.dns.walkSteps && servers.length > 0) {
    const here = await askZone(world, servers, target.site.ascii);
    said.push(...here);
    const last = here.at(-1);
    const next = last && handedOnTo(last, zone);
    if (!last || next === undefined) break;
    zone = next;
    servers = await referredTo(world, target, last);
  }
  return said;
};

const both = (contact: Omit<Contact, 'protocol' | 'probe'>): Contact[] => [
  { probe: 'dns', protocol: 'udp', ...contact },
  { probe: 'dns', protocol: 'tcp', ...contact },
];

export default {
  vantage: 'outside',
  needs: [],
  plan(target) {
    const { resolver, roots, site, dnsPort } = target;
    if (!resolver || site.kind === 'address') return [];
    return [
      ...both({
        to: 'your resolver',
        address: resolver.address,
        port: resolver.port,
        why: `records of ${names(target).join(' and ')}`,
        beyondReach: true,
      }),
      ...roots.flatMap(({ name, address, port }) =>
        both({ to: name, address, port, why: 'the root, where every name begins', beyondReach: true }),
      ),
      ...both({
        to: `the name servers of ${site.ascii} and of the zones above it`,
        port: dnsPort,
        why: 'what they themselves say',
      }),
    ];
  },
  async look(target, _seen, world) {
    if (target.site.kind === 'address')
      return { unobserved: 'an IP address was typed, so there is no name to look up', skipped: true };
    const { resolver } = target;
    if (!resolver) return { unobserved: 'the address was given with --address', skipped: true };
    const questions = names(target).flatMap((name) => [
      askResolver(world, resolver, name, 'A'),
      askResolver(world, resolver, name, 'AAAA'),
    ]);
    const asked = Promise.all(questions).then((said) => askAgain(world, resolver, said, target.site.ascii));
    const [said, walked] = await Promise.all([asked, walk(target, world)]);
    return { ...said, walk: walked };
  },
} satisfies Probe<'dns', never, World>;
