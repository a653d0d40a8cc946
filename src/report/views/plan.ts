import { shownEndpoint } from '../../model/address.ts';
import { harmlessDeep, harmlessJson } from '../../model/harmless.ts';
import type { Contact } from '../../model/probe.ts';
import type { Screen } from '../../model/screen.ts';
import type { Target } from '../../model/target.ts';
import { wrapped } from '../parts/lines.ts';

const where = ({ protocol, to, address, port }: Contact): string => {
  if (protocol === 'ssh') return `ssh ${address ?? ''}, to port ${port} of ${to}`;
  return `${protocol} ${address === undefined ? `${to}, port ${port}` : `${shownEndpoint({ address, port })} (${to})`}`;
};

/** What a check would contact, a line each; nothing has been contacted. */
export const planText = (target: Target, unsafe: readonly Contact[], screen: Screen): string => {
  const contacts = harmlessDeep(unsafe);
  const lines = contacts.map((contact) =>
    wrapped(`${where(contact)}: ${contact.why}`, screen, `  ${contact.probe.padEnd(7)} `),
  );
  return [
    `A check of ${target.site.shown} would contact these, and nothing else:`,
    '',
    ...lines,
    '',
    'Nothing has been contacted.',
    '',
  ].join('\n');
};

export const planJson = (target: Target, contacts: readonly Contact[]): string =>
  `${harmlessJson({ schema: 1, host: target.site.ascii, contacts })}\n`;
