import type { Hop } from '../model/hops.ts';
import type { Looks } from './looks.ts';
import type { LookSpec } from './types.ts';

/** Where a request is on its way, and what happens there. */
export interface Stop {
  readonly hop: Hop;
  readonly says: string;
}

const travelling: ReadonlySet<LookSpec['see']> = new Set([
  'journey',
  'records',
  'existence',
  'walk',
  'ports',
  'certificate',
  'headers',
  'second-visit',
  'page-files',
]);

/** Looks that go the way of a visitor and measure no time: their steps can be shown one after the other. */
export const travels = ({ see }: LookSpec): boolean => travelling.has(see);

/** How far a page reaches into the stack. */
const wayTo = (looks: Looks, path: string): readonly Hop[] => {
  if (path === looks.pages.data) return ['server', 'web', 'app', 'code', 'db'];
  return path === looks.pages.program ? ['server', 'web', 'app', 'code'] : ['server', 'web'];
};

/** The same looks; each step is shown before it is made, and what came of it where that is worth a look of its own. */
export const watched = (looks: Looks, show: (stop: Stop) => Promise<void>): Looks => ({
  ...looks,
  async resolve(name) {
    await show({ hop: 'dns', says: `Which address has ${name}?` });
    return looks.resolve(name);
  },
  async walk(name) {
    const said = await looks.walk(name);
    for (const { server } of said)
      await show({ hop: 'dns', says: `${server.name ?? server.address} is asked about ${name}.` });
    return said;
  },
  async connect(port) {
    await show({ hop: 'server', says: `A connection to port ${port}.` });
    return looks.connect(port);
  },
  async handshake(name) {
    await show({ hop: 'tls', says: `A handshake for ${name}.` });
    return looks.handshake(name);
  },
  async fetch(path) {
    for (const hop of wayTo(looks, path)) await show({ hop, says: `GET ${path}` });
    const page = await looks.fetch(path);
    await show({
      hop: 'user',
      says: page.status === undefined ? 'No answer.' : `The answer: ${page.status}.`,
    });
    return page;
  },
});
