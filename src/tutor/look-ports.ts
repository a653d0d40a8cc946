import type { Dialled, Looks } from './looks.ts';
import type { Seen } from './types.ts';

/** How a connection went. */
export const connection = ({ address, port, state, code }: Dialled): string =>
  `TCP to ${address}, port ${port}: ${state === 'open' ? 'open' : `${state}${code ? ` (${code})` : ''}`}`;

/** A port on which a program listens, and one where none does. */
export const ports = async (looks: Looks): Promise<Seen> => {
  const [open, closed] = [await looks.connect(looks.ports.http), await looks.connect(looks.ports.closed)];
  return {
    lines: [connection(open), connection(closed)],
    ...(open.state === 'open' ? { answer: closed.state } : {}),
  };
};

/** The database's port at the address that visitors know. */
export const databasePort = async (looks: Looks): Promise<Seen> => {
  const [site, db] = [await looks.connect(looks.ports.http), await looks.connect(looks.ports.db)];
  return {
    lines: [`The web server. ${connection(site)}`, `MySQL. ${connection(db)}`],
    ...(site.state === 'open' ? { answer: db.state } : {}),
  };
};
