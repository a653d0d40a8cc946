import type { Endpoint } from '../model/address.ts';
import { handedOnTo } from '../model/dns.ts';
import type { DnsExchange } from '../model/seen/dns.ts';
import type { Target } from '../model/target.ts';
import { askDns } from './dns.ts';
import type { Gate } from './gate.ts';
import { limits } from './limits.ts';

type Server = Endpoint & { readonly name?: string };

export const askResolver = (
  gate: Gate,
  server: Endpoint,
  name: string,
  type: 'A' | 'AAAA',
): Promise<DnsExchange> => askDns(gate, { probe: 'dns', server, name, type, recursion: true });

/** The address of a name server that came without glue (RFC 1034 §4.2.1), from the resolver. */
const addressOf = async (gate: Gate, target: Target, name: string): Promise<string | undefined> => {
  if (!target.resolver) return undefined;
  const exchange = await askResolver(gate, target.resolver, name, 'A');
  return exchange.answers.find((record) => record.type === 'A')?.data;
};

const referredTo = async (
  gate: Gate,
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
  const address = first ? await addressOf(gate, target, first) : undefined;
  return first && address ? [{ name: first, address, port: target.dnsPort }] : [];
};

/** Asks the servers of one zone in turn until one answers; everything said is kept. */
const askZone = async (gate: Gate, servers: readonly Server[], name: string): Promise<DnsExchange[]> => {
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
export const walk = async (target: Target, gate: Gate): Promise<DnsExchange[]> => {
  const said: DnsExchange[] = [];
  let servers: readonly Server[] = target.roots;
  let zone = '';
  while (said.length < limits.dns.walkSteps && servers.length > 0) {
    const here = await askZone(gate, servers, target.site.ascii);
    said.push(...here);
    const last = here.at(-1);
    const next = last && handedOnTo(last, zone);
    if (!last || next === undefined) break;
    zone = next;
    servers = await referredTo(gate, target, last);
  }
  return said;
};
