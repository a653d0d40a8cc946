import { randomBytes } from 'node:crypto';
import { classify, type AddressClass } from '../model/address.ts';
import { addressesFor } from '../model/dns.ts';
import type { Control, TesterSeen } from '../model/seen/tester.ts';
import type { DnsSeen } from '../model/seen/dns.ts';
import type { Probe } from '../model/probe.ts';
import { isLocal, type Target } from '../model/target.ts';
import { askDns } from '../net/dns.ts';
import { limits } from '../net/limits.ts';
import { connectTcp, discard } from '../net/tcp.ts';
import { addressesInHostsFile, hasRoute, proxiesSet } from '../net/tester.ts';
import type { World } from './world.ts';

/** 240.0.0.0/4 is reserved (RFC 1112 §4): nobody can be there, so whoever answers is on our own way out. */
const reserved = { address: '240.0.0.1', port: 80 };

/** TEST-NET-1 (RFC 5737) and its kin (RFC 3849) stand for the Internet in a question to our own routing table. */
const anywhere = [
  { address: '192.0.2.1', port: 9 },
  { address: '2001:db8::1', port: 9 },
] as const;

const kindsOf = (target: Target, dns: DnsSeen | undefined): AddressClass[] =>
  addressesFor(target, dns, target.site.ascii, limits.tcp.addresses).map(classify);

/** Everything that is looked at is on this computer: what DNS said, from name servers that are not the Internet's. */
const staysHere = (target: Target, dns: DnsSeen | undefined): boolean =>
  isLocal(target) || (target.roots.length === 0 && kindsOf(target, dns).every((kind) => kind === 'loopback'));

/** The site is on a network of which the user said that it is the site's (--private): no way out is needed. */
const staysOnNetwork = (target: Target, dns: DnsSeen | undefined): boolean => {
  const kinds = kindsOf(target, dns);
  return target.reach.classes.includes('private') && kinds.length > 0 && !kinds.includes('public');
};

const skipped: Control = { state: 'skipped' };

const resolverAnswers = async ({ resolver }: Target, { gate }: World): Promise<TesterSeen['resolver']> => {
  if (!resolver) return skipped;
  const { outcome, code, rcode } = await askDns(gate, {
    probe: 'tester',
    server: resolver,
    name: '',
    type: 'NS',
    recursion: true,
  });
  return {
    // An answer that was cut is an answer, too.
    state: outcome === 'answer' || outcome === 'truncated' ? 'fine' : 'odd',
    outcome,
    address: resolver.address,
    ...(code ? { code } : {}),
    ...(rcode ? { rcode } : {}),
  };
};

const invalidNameStaysUnknown = async ({ resolver }: Target, { gate }: World): Promise<Control> => {
  if (!resolver) return skipped;
  const name = `infra-tutor-${randomBytes(6).toString('hex')}.invalid`;
  const { answers, outcome } = await askDns(gate, {
    probe: 'tester',
    server: resolver,
    name,
    type: 'A',
    recursion: true,
    attempts: 1,
  });
  if (outcome === 'cut-short') return skipped;
  const first = answers.find((record) => record.type === 'A');
  return first ? { state: 'odd', detail: first.data } : { state: 'fine' };
};

/** One family is enough: there are computers with IPv6 alone. */
const anyRoute = async ({ gate }: World): Promise<Control> => {
  const routes = await Promise.all(
    anywhere.map((endpoint) => hasRoute(gate, { probe: 'tester', ...endpoint })),
  );
  return routes.find(({ state }) => state === 'fine') ?? routes[0] ?? skipped;
};

const reservedIsSilent = async ({ gate }: World): Promise<Control> => {
  const connection = await connectTcp(gate, { probe: 'tester', ...reserved });
  if (connection.state === 'cut-short') return skipped;
  if (connection.state !== 'open') return { state: 'fine' };
  discard(connection.socket);
  return { state: 'odd', detail: reserved.address };
};

export default {
  vantage: 'outside',
  // What DNS says decides whether the Internet is crossed at all.
  needs: ['dns'],
  plan(target) {
    if (isLocal(target)) return [];
    const { resolver } = target;
    const about = { probe: 'tester', beyondReach: true } as const;
    const asked = { to: 'your resolver', why: 'controls: does it answer, and does it invent names?' };
    return [
      ...anywhere.map((endpoint) => ({
        ...about,
        ...endpoint,
        protocol: 'udp' as const,
        to: 'nobody: no packet is sent',
        why: 'control: has this computer a route to the Internet?',
      })),
      {
        ...about,
        ...reserved,
        protocol: 'tcp',
        to: 'an address at which nobody can be',
        why: 'control: does something on the way answer for everyone?',
      },
      ...(resolver
        ? (['udp', 'tcp'] as const).map((protocol) => ({ ...about, ...asked, protocol, ...resolver }))
        : []),
    ];
  },
  async look(target, { dns }, world) {
    const hostsFile = await addressesInHostsFile(target.site.ascii);
    const own = { hostsFile, proxies: proxiesSet(), clock: new Date().toISOString() };
    if (staysHere(target, dns))
      return { route: skipped, resolver: skipped, invalidName: skipped, reserved: skipped, ...own };
    const staysNear = staysOnNetwork(target, dns);
    const [route, resolver, invalidName, interceptor] = await Promise.all([
      staysNear ? skipped : anyRoute(world),
      resolverAnswers(target, world),
      invalidNameStaysUnknown(target, world),
      staysNear ? skipped : reservedIsSilent(world),
    ]);
    return { route, resolver, invalidName, reserved: interceptor, ...own };
  },
} satisfies Probe<'tester', 'dns', World>;
