import { addressesFor } from '../model/dns.ts';
import type { DnsSeen, HttpExchange, TcpSeen, Visit } from '../model/evidence.ts';
import type { Probe } from '../model/probe.ts';
import type { Target } from '../model/target.ts';
import { limits } from '../net/limits.ts';
import type { World } from './world.ts';

type Scheme = Visit['from'];

const openAddress = (tcp: TcpSeen, scheme: Scheme): string | undefined =>
  tcp.attempts.find(({ purpose, state }) => purpose === scheme && state === 'open')?.address;

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

const visit = async (
  target: Target,
  dns: DnsSeen | undefined,
  from: Scheme,
  address: string,
  world: World,
): Promise<Visit> => {
  // Loaded after the connections were timed: it takes long enough to be seen in them.
  const { askHttp } = await import('../net/http.ts');
  const steps: HttpExchange[] = [];
  let url = frontPage(target, from);
  for (;;) {
    const [elsewhere] = url.hostname === target.site.twin ? addressesFor(target, dns, url.hostname, 1) : [];
    steps.push(
      await askHttp(world.gate, {
        probe: 'http',
        url,
        address: elsewhere ?? address,
        userAgent: world.userAgent,
      }),
    );
    const next = nextOf(target, steps);
    if ('end' in next) return { from, steps, ...next };
    url = next.url;
  }
};

const wasSecured = ({ steps }: Visit): boolean => steps.some(({ url }) => url.startsWith('https:'));

export default {
  vantage: 'outside',
  needs: ['dns', 'tcp'],
  plan: ({ site, ports }) =>
    (['http', 'https'] as const).map((scheme) => ({
      probe: 'http',
      protocol: 'tcp',
      to: `${site.shown}${site.twin ? ` and ${site.twin}` : ''}`,
      port: ports[scheme],
      why: `the front page over ${scheme}, and up to ${limits.http.redirects} redirects within the site`,
    })),
  async look(target, { dns, tcp }, world) {
    if (!tcp) return { unobserved: 'no address could be connected to', blockedBy: 'server' };
    const plain = openAddress(tcp, 'http');
    const secure = openAddress(tcp, 'https');
    if (!plain && !secure) return { unobserved: 'no web port accepts connections', blockedBy: 'server' };
    const visits: Visit[] = [];
    if (plain) visits.push(await visit(target, dns, 'http', plain, world));
    if (secure && !visits.some(wasSecured)) visits.push(await visit(target, dns, 'https', secure, world));
    return { visits };
  },
} satisfies Probe<'http', 'dns' | 'tcp', World>;
