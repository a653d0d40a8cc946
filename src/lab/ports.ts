import { randomInt } from 'node:crypto';
import { createServer } from 'node:net';
import { networkInterfaces } from 'node:os';
import { codeOf, LabError } from './errors.ts';

/** Below the ranges from which systems take the ports of outgoing connections, so none of those is in the way. */
const lowest = 20_000;
const highest = 32_000;

const listens = (address: string, port: number): Promise<string | undefined> =>
  new Promise((resolve) => {
    const server = createServer();
    server.once('error', (error) => resolve(codeOf(error) ?? 'unknown'));
    server.listen(port, address, () => server.close(() => resolve(undefined)));
  });

/** Whether this computer has the address: macOS has 127.0.0.1 of all 127.0.0.0/8 only. */
export const hasAddress = async (address: string): Promise<boolean> =>
  (await listens(address, 0)) === undefined;

const isFree = async (port: number, addresses: readonly string[]): Promise<boolean> => {
  const problems = await Promise.all(addresses.map((address) => listens(address, port)));
  return problems.every((problem) => problem === undefined);
};

/** Any port of the range; whether it is free shows when it is used. */
export const anyPort = (): number => randomInt(lowest, highest);

/**
 * A TCP port that is free on all these addresses now.
 * @throws {LabError} when there seems to be none
 */
export const freePort = async (
  addresses: readonly string[],
  taken: ReadonlySet<number> = new Set(),
): Promise<number> => {
  for (let tries = 0; tries < 100; tries += 1) {
    const port = anyPort();
    if (!taken.has(port) && (await isFree(port, addresses))) return port;
  }
  throw new LabError(`No port from ${lowest} to ${highest} is free.`, 'See what is listening: ss -ltn');
};

const listsNoLoopback = (): boolean => {
  try {
    const addresses = Object.values(networkInterfaces()).flatMap((list) => list ?? []);
    return !addresses.some(({ internal }) => internal);
  } catch {
    return false; // a sandbox that does not show its interfaces
  }
};

/**
 * An interface that is down lets servers listen and visitors not in (a new network namespace is like that).
 * @throws {LabError} when there is no loopback interface, or it is down
 */
export const requireLoopback = (): void => {
  if (listsNoLoopback())
    throw new LabError(
      'The loopback interface is down, so nothing on this computer reaches the lab.',
      'Bring it up: sudo ip link set lo up',
    );
};

/** Several different free ports, one per list of addresses. */
export const freePorts = async (wanted: readonly (readonly string[])[]): Promise<readonly number[]> => {
  const taken = new Set<number>();
  const ports: number[] = [];
  for (const addresses of wanted) {
    const port = await freePort(addresses, taken);
    taken.add(port);
    ports.push(port);
  }
  return ports;
};
