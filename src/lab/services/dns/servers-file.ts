import { manners, type NameServerPlan } from '../../plan.ts';
import type { Wrong } from './zone-file.ts';

const shown = (zone: string): string => (zone === '' ? '.' : zone);

/** Who holds which zone, and how it behaves: what no record says. */
export const serversText = (servers: readonly NameServerPlan[]): string =>
  [
    `# Name server, its address, its zone, and its manner: ${manners.join(', ')}.`,
    '# Only the manner may be changed. After a change: infra-tutor lab reload dns',
    ...servers.map(({ name, address, zone, manner }) =>
      [name.padEnd(16), address.padEnd(12), shown(zone).padEnd(12), manner].join(' '),
    ),
    '',
  ].join('\n');

const readServer = (server: NameServerPlan, line: string): NameServerPlan | string => {
  const [, , , typed = ''] = line.trim().split(/\s+/);
  const manner = manners.find((known) => known === typed);
  return manner ? { ...server, manner } : `"${typed}" is none of the manners ${manners.join(', ')}`;
};

/** These servers with the manners that the file gives them, or what is wrong first. */
export const readServers = (
  servers: readonly NameServerPlan[],
  text: string,
): readonly NameServerPlan[] | Wrong => {
  const lines = text.split(/\r?\n/);
  const read: NameServerPlan[] = [];
  for (const server of servers) {
    const at = lines.findIndex((line) => line.trim().split(/\s+/)[0] === server.name);
    if (at < 0) return { line: lines.length, wrong: `a line for ${server.name} is missing` };
    const found = readServer(server, lines[at] ?? '');
    if (typeof found === 'string') return { line: at + 1, wrong: found };
    read.push(found);
  }
  return read;
};
