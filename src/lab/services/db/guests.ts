import type { LabEvent } from '../../plan.ts';
import type { LabSetting } from '../service.ts';

type Guests = Extract<LabEvent, { do: 'stay-connected' }>;

const comeInWithinMs = 2_000;

const comeIn = async (
  { plan, ports, passwords }: LabSetting,
  { user, statements }: Guests,
): Promise<void> => {
  const { createConnection } = await import('mysql2/promise');
  const connection = await createConnection({
    host: '127.0.0.1',
    port: ports.db,
    user,
    password: passwords.users[user] ?? '',
    database: plan.db.schema,
    connectTimeout: comeInWithinMs,
  });
  connection.on('error', () => undefined); // how their visit ends is up to the server
  for (const statement of statements) await connection.query(statement);
};

/** They stay until the server ends or sends them away. Whoever is turned away, by what else is wrong with this server, does not come. */
export const letGuestsIn = async (setting: LabSetting, guests: Guests): Promise<void> => {
  await Promise.allSettled(Array.from({ length: guests.connections }, () => comeIn(setting, guests)));
};
