import { getServers } from 'node:dns';
import type { Endpoint } from '../model/address.ts';
import type { RootServer } from '../model/target.ts';

/** Three of the thirteen root servers (IANA root hints); one that does not answer is passed over. */
export const rootServers: readonly RootServer[] = [
  { name: 'a.root-servers.net', address: '198.41.0.4', port: 53 },
  { name: 'k.root-servers.net', address: '193.0.14.129', port: 53 },
  { name: 'm.root-servers.net', address: '202.12.27.33', port: 53 },
];

/** `IP`, `IP:PORT` or `[IPv6]:PORT`, as node:dns writes its servers. */
const endpoint = (text: string): Endpoint => {
  const found = /^(?:\[([^\]]+)\]|([0-9.]+)):(\d+)$/.exec(text);
  return found
    ? { address: found[1] ?? found[2] ?? '', port: Number(found[3]) }
    : { address: text, port: 53 };
};

/** The first resolver that this computer is set to ask (resolv.conf(5)). */
export const systemResolver = (): Endpoint | undefined => {
  const [first] = getServers();
  return first === undefined ? undefined : endpoint(first);
};
