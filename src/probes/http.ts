import { addressesFor } from '../model/dns.ts';
import type { DnsSeen } from '../model/seen/dns.ts';
import type { HttpExchange, Visit } from '../model/seen/http.ts';
import type { TcpSeen } from '../model/seen/tcp.ts';
import type { Probe, Unobserved } from '../model/probe.ts';
import type { Target } from '../model/target.ts';
import { limits } from '../net/limits.ts';
import type { World } from './world.ts';

type Scheme = Visit['from'];

const schemes = ['http', 'https'] as const satisfies readonly Scheme[];

const openAddresses = (tcp: TcpSeen, scheme: Scheme): string[] =>
  tcp.attempts
    .filter(({ purpose, state }) => purpose === scheme && state === 'open')
    .map(({ address }) => address);

const hostOf = (name: string): string => (name.includes(':') ? `[${name}]` : name);

const frontPage = ({ site, ports }: Target, scheme: Scheme): URL =>
  new URL(`${scheme}://${hostOf(site.ascii)}:${ports[scheme]}/`);

const portOf = (url: URL): number => Number(url.port) || (url.protocol === 'https:' ? 443 : 80);

/** Same site: the name or its twin, on the ports that were planned. Everything else is shown and not followed. */
const isSameSite = ({ site, ports }: Target, url: URL): boolean => {
  const host = url.hostname.replace(/^\[|\]$/g, '');
  const planned = url.protocol === 'https:' ? ports.https : ports.http;
  return (
    (host === site.ascii || host === site.twin) && portOf(url) === planned && !url.username && !url.password
  );
};

const redirects: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);

const locationOf = ({ status, headers }: HttpExchange): string | undefined =>
  status !== undefined && redirects.has(status)
    ? headers.find(([name]) => name === 'location')?.[1]
    : undefined;

type Next = { readonly url: URL } | { readonly end: Visit['end']; readonly next?: string };

/** Where an answer sends the visitor (RFC 9110 §15.4), or why the visit ends here. */
const nextOf = (target: Target, steps: readonly HttpExchange[]): Next => {
  const last = steps.at(-1);
  if (!last || last.outcome !== 'answer') return { end: last?.outcome === 'tls' ? 'untrusted' : 'failed' };
  const location = locationOf(last);
  if (location === undefined) return { end: 'answer' };
  if (!URL.canParse(location, last.url)) return { end: 'bad-location', next: location };
  const url = new URL(location, last.url);
  url.hash = '';
  if (url.protocol !== 'http:' && url.protocol !== 'https:') return { end: 'bad-location', next: location };
  if (!isSameSite(target, url)) return { end: 'other-site', next: url.href };
  if (steps.some((step) => step.url === url.href)) return { end: 'loop', next: url.href };
  if (steps.length > limits.http.redirects) return { end: 'too-many', next: url.href };
  return { url };
};

interface Look {
  readonly target: Target;
  readonly dns: DnsSeen | undefined;
  readonly world: World;
}

/** One of the addresses of a name: the next one only when this one does not accept the connection, as browsers do. */
const ask = async (
  { world }: Look,
  url: URL,
  addresses: readonly string[],
): Promise<HttpExchange | undefined> => {
  // Loaded after the connections were timed: it takes long enough to be seen in them.
  const { askHttp } = await import('../net/http.ts');
  let first: HttpExchange | undefined;
  for (const address of addresses) {
    const step = await askHttp(world.gate, { probe: 'http', url, address, userAgent: world.userAgent });
    if (step.outcome !== 'connect') return step;
    first ??= step;
  }
  return first;
};

interface Start {
  readonly from: Scheme;
  readonly address: string;
  /** Whether redirects are followed; otherwise it is one request. */
  readonly follows: boolean;
}

const visit = async (look: Look, { from, address, follows }: Start): Promise<Visit> => {
  const { target, dns } = look;
  const steps: HttpExchange[] = [];
  let url = frontPage(target, from);
  for (;;) {
    // The twin has addresses of its own; where DNS gives none, none is borrowed.
    const isTwin = url.hostname === target.site.twin;
    const addresses = isTwin ? addressesFor(target, dns, url.hostname, limits.tcp.addresses) : [address];
    const step = await ask(look, url, addresses);
    if (!step) return { from, steps, end: 'failed', next: url.href };
    steps.push(step);
    const next = nextOf(target, steps);
    if ('end' in next) return { from, steps, ...next };
    if (!follows) return { from, steps, end: 'answer', next: next.url.href };
    url = next.url;
  }
};

const wasSecured = ({ steps }: Visit): boolean => steps.some(({ url }) => url.startsWith('https:'));

/** What a visitor sees whose browser chose this address. Redirects are followed at the first one that is open only. */
const visitsAt = async (look: Look, tcp: TcpSeen, address: string): Promise<Visit[]> => {
  const visits: Visit[] = [];
  for (const from of schemes) {
    const open = openAddresses(tcp, from);
    if (open.includes(address) && !visits.some(wasSecured))
      visits.push(await visit(look, { from, address, follows: open[0] === address }));
  }
  return visits;
};

const whyNone = ({ attempts }: TcpSeen, dns: DnsSeen | undefined): Unobserved => {
  if (attempts.some(({ state }) => state !== 'not-dialled'))
    return { unobserved: 'no web port accepts connections', blockedBy: 'server' };
  const addresses = [...new Set(attempts.map(({ address }) => address))].join(', ');
  return {
    unobserved: `no page was asked for, because ${addresses} is not connected to`,
    blockedBy: dns ? 'dns' : 'server',
  };
};

export default {
  vantage: 'outside',
  needs: ['dns', 'tcp'],
  plan: ({ site, ports }) =>
    schemes.map((scheme) => ({
      probe: 'http',
      protocol: 'tcp',
      to: `each address of ${site.shown}${site.twin ? ` and ${site.twin}` : ''}`,
      port: ports[scheme],
      why: `the front page over ${scheme}, and up to ${limits.http.redirects} redirects within the site`,
    })),
  async look(target, { dns, tcp }, world) {
    if (!tcp) return { unobserved: 'no address could be connected to', blockedBy: 'server' };
    const addresses = new Set(schemes.flatMap((scheme) => openAddresses(tcp, scheme)));
    if (addresses.size === 0) return whyNone(tcp, dns);
    const look: Look = { target, dns, world };
    const visits = await Promise.all([...addresses].map((address) => visitsAt(look, tcp, address)));
    return { visits: visits.flat() };
  },
} satisfies Probe<'http', 'dns' | 'tcp', World>;
