import { createSocket } from 'node:dgram';
import { readFile } from 'node:fs/promises';
import type { Control } from '../model/seen/tester.ts';
import { isIPv6 } from 'node:net';
import { codeOf } from './error-code.ts';
import type { Gate, Request } from './gate.ts';

/**
 * Whether the operating system has a route to an address. A UDP socket is connected and closed: that asks the
 * routing table and sends nothing (udp(7)).
 */
export const hasRoute = (gate: Gate, request: Omit<Request, 'protocol'>): Promise<Control> => {
  gate.admits({ ...request, protocol: 'udp' });
  const socket = createSocket(isIPv6(request.address) ? 'udp6' : 'udp4');
  return new Promise<Control>((resolve) => {
    const odd = (error: Error): void => resolve({ state: 'odd', code: codeOf(error) });
    socket.on('error', odd);
    socket.connect(request.port, request.address, (...problem: unknown[]) => {
      const [error] = problem;
      if (error instanceof Error) odd(error);
      else resolve({ state: 'fine' });
    });
  }).finally(() => socket.close());
};

const hostsPath = (): string =>
  process.platform === 'win32'
    ? `${process.env['SystemRoot'] ?? 'C:\\Windows'}\\System32\\drivers\\etc\\hosts`
    : '/etc/hosts';

/** The addresses that the hosts file gives a name (hosts(5)): programs that do not ask DNS themselves go there. */
export const addressesInHostsFile = async (
  name: string,
): Promise<Control & { readonly addresses?: readonly string[] }> => {
  let text: string;
  try {
    text = await readFile(hostsPath(), 'utf8');
  } catch (error) {
    return { state: 'skipped', code: codeOf(error) };
  }
  const addresses = text
    .split('\n')
    .map((line) => line.replace(/#.*/, '').trim().split(/\s+/))
    .filter(([, ...names]) => names.some((held) => held.toLowerCase() === name))
    .map(([address = '']) => address);
  return addresses.length > 0 ? { state: 'odd', addresses } : { state: 'fine' };
};

const proxyVariables = ['http_proxy', 'https_proxy', 'all_proxy', 'HTTP_PROXY', 'HTTPS_PROXY', 'ALL_PROXY'];

/** Names of the proxy variables that are set; never their values, which can hold a password. */
export const proxiesSet = (env: Readonly<Record<string, string | undefined>> = process.env): string[] =>
  proxyVariables.filter((name) => env[name]);
