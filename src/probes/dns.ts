import type { Endpoint } from '../model/address.ts';
import { isAnswered } from '../model/dns.ts';
import type { DnsExchange, DnsSeen } from '../model/seen/dns.ts';
import type { Contact, Probe } from '../model/probe.ts';
import type { Target } from '../model/target.ts';
import { askDns } from '../net/dns.ts';
import { askResolver, walk } from '../net/dns-walk.ts';
import type { World } from './world.ts';

const names = ({ site }: Target): string[] => [site.ascii, ...(site.twin ? [site.twin] : [])];

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
      askResolver(world.gate, resolver, name, 'A'),
      askResolver(world.gate, resolver, name, 'AAAA'),
    ]);
    const asked = Promise.all(questions).then((said) => askAgain(world, resolver, said, target.site.ascii));
    const [said, walked] = await Promise.all([asked, walk(target, world.gate)]);
    return { ...said, walk: walked };
  },
} satisfies Probe<'dns', never, World>;
