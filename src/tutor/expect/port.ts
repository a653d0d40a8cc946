import * as v from 'valibot';
import { fail, success, type Kind } from './kind.ts';

/** Whether a port of the server takes connections, as seen from here. */
export interface PortExpectation {
  readonly port: number;
  readonly is: 'open' | 'closed';
}

const number = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(65_535));

/** What the first try of a connection can come to, in words. */
const saw = {
  open: 'takes connections',
  refused: 'refuses connections',
  silent: 'gives no answer',
  'cut-short': 'was not waited for',
  unreachable: 'cannot be reached',
  reset: 'breaks the connection off',
  'not-dialled': 'was not tried: this address is not one that may be tried from here',
  failed: 'could not be tried',
} as const;

const states = Object.keys(saw) as (keyof typeof saw)[];

export const port: Kind<'port', PortExpectation> = {
  see: 'port',
  shape: v.strictObject({ port: number, is: v.picklist(['open', 'closed']) }),
  seenShape: v.strictObject({ state: v.picklist(states), code: v.exactOptional(v.string()) }),
  asks: ({ port: named }) => [{ see: 'port', port: named }],
  key: ({ port: named }) => `port ${named}`,
  says: ({ port: named, is }) =>
    is === 'open' ? `port ${named} takes connections` : `port ${named} takes no connections from outside`,
  judge({ port: named, is }, [{ seen }]) {
    const { state } = seen;
    const says = `port ${named} ${saw[state]}`;
    if (state === 'cut-short' || state === 'not-dialled' || state === 'failed')
      return { status: 'skipped', hint: `Port ${named} ${saw[state]}.` };
    if (is === 'closed')
      return state === 'open'
        ? fail(
            'open',
            says,
            'Whoever is on the Internet reaches this port. sudo ufw status shows what is let in; a rule that allows it is taken back as it was typed (sudo ufw delete allow PORT/tcp), or by its number (sudo ufw status numbered, then sudo ufw delete NUMBER). Keep the rule for your SSH port (22).',
          )
        : success(says);
    if (state === 'open') return success(says);
    return state === 'refused'
      ? fail(
          'refused',
          says,
          'The server answers, and nothing accepts connections at this port. sudo ss -ltnp shows who listens; a firewall that rejects looks the same from here. The lesson server/ports explains it.',
        )
      : fail(
          'unreachable',
          says,
          'No connection came about. When nothing comes back, most often a firewall drops what comes there: sudo ufw status on the server, and the firewall of the provider. Networks of schools and offices also block ports on the way out.',
        );
  },
};
