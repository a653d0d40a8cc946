import type { Endpoint } from '../model/address.ts';
import { handedOnTo, isAnswered } from '../model/dns.ts';
import type { DnsExchange } from '../model/seen/dns.ts';
import type { Target } from '../model/target.ts';
import { askDns, isAskable } from './dns.ts';
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
  if (!target.resolver || !isAskable(name)) return undefined;
  const exchange = await askResolver(gate, target.resolver, name, 'A');
  return exchange.answers.find((record) => record.type === 'A')?.data;
};

/** Of one zone so many are tried. */
const mostServers = 3;

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
  for (const name of servers.slice(0, mostServers)) {
    const address = await addressOf(gate, target, name);
    if (address !== undefined) return [{ name, address, port: target.dnsPort }];
  }
  return [];
};

/** Asks the servers of one zone in turn until one answers, as resolvers do; everything said is kept. */
const askZone = async (gate: Gate, servers: readonly Server[], name: string): Promise<DnsExchange[]> => {
  const said: DnsExchange[] = [];
  for (const server of servers.slice(0, mostServers)) {
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
    if (isAnswered(exchange) || exchange.outcome === 'cut-short') break;
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
