import { shownEndpoint } from '../../model/address.ts';
import { harmlessDeep, harmlessJson } from '../../model/harmless.ts';
import type { Contact } from '../../model/probe.ts';
import type { Screen } from '../../model/screen.ts';
import type { Target } from '../../model/target.ts';
import { wrapped } from '../parts/lines.ts';

const where = ({ protocol, command, to, address, port }: Contact, protocols: string): string => {
  if (protocol === 'shell') return `${command ?? ''} (on ${to})`;
  if (protocol === 'unix') return `${address ?? ''} (${to})`;
  if (command !== undefined) return `${command} (port ${port} of ${to})`;
  return `${protocols} ${address === undefined ? `${to}, port ${port}` : `${shownEndpoint({ address, port })} (${to})`}`;
};

/** DNS is asked over UDP, and over TCP when an answer is too long: one line for both. */
const line = (contact: Contact, all: readonly Contact[], screen: Screen): string[] => {
  const { protocol: _, ...rest } = contact;
  const same = all.filter(({ protocol: __, ...other }) => JSON.stringify(other) === JSON.stringify(rest));
  if (same[0] !== contact) return [];
  const protocols = same.map(({ protocol }) => protocol).join('/');
  return [wrapped(`${where(contact, protocols)}: ${contact.why}`, screen, `  ${contact.probe.padEnd(9)} `)];
};

/** What a check would contact; nothing has been contacted. */
export const planText = (target: Target, unsafe: readonly Contact[], screen: Screen): string => {
  const contacts = harmlessDeep(unsafe);
  return [
    `A check of ${target.site.shown} would contact these, and nothing else:`,
    '',
    ...contacts.flatMap((contact) => line(contact, contacts, screen)),
    '',
    'Nothing has been contacted.',
    '',
  ].join('\n');
};

export const planJson = (target: Target, contacts: readonly Contact[]): string =>
  `${harmlessJson({ schema: 1, host: target.site.ascii, contacts })}\n`;
