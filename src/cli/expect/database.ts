import type { MysqlAttempt, MysqlSeen } from '../../model/seen/mysql.ts';
import { isUnobserved, type Unobserved } from '../../model/probe.ts';
import type { Target } from '../../model/target.ts';
import mysql from '../../probes/mysql.ts';
import type { SeenDatabase } from '../../tutor/expect/kind.ts';
import type { Looker } from './aim.ts';

const asking = (target: Target, table: string | undefined): Target =>
  table === undefined ? target : { ...target, dbTable: table };

const stateOf = ({ state }: MysqlAttempt): SeenDatabase['state'] => {
  if (state === 'greeting') return 'answers';
  if (state === 'refused') return 'refused';
  return state === 'silent' ? 'silent' : 'other';
};

const seenIn = (attempt: MysqlAttempt): SeenDatabase => {
  const { greeting, login, facts, asStranger } = attempt;
  const own = asStranger ? undefined : login;
  return {
    state: stateOf(attempt),
    ...(greeting ? { flavour: greeting.flavour, version: greeting.version } : {}),
    ...(facts?.account === undefined ? {} : { account: facts.account }),
    ...(own?.errno === undefined ? {} : { errno: own.errno }),
    ...(own?.outcome === 'not-sent' ? { notSent: true } : {}),
    grants: (facts?.grants ?? [])
      .filter(({ isRevoked }) => !isRevoked)
      .map(({ level, privileges }) => ({ on: level, may: privileges })),
    ...(facts?.tableRows === undefined ? {} : { rows: facts.tableRows }),
    ...(facts?.tableRefused === undefined ? {} : { tableErrno: facts.tableRefused }),
  };
};

/** The way behind the web server is the one on which a password may go; the open door of the world only says who it is. */
const nearest = (attempts: readonly MysqlAttempt[]): MysqlAttempt | undefined =>
  attempts.find(({ via }) => via !== 'site') ?? attempts[0];

const fromInside = { unseen: 'The database is seen from the server: --inside there, or --ssh USER@HOST.' };

export const database: Looker<'database'> = {
  plan: ({ table }, { target }) => mysql.plan(asking(target, table)),
  async look({ table }, { aim: { target }, world }) {
    const seen: MysqlSeen | Unobserved = await mysql.look(asking(target, table), {}, world);
    if (isUnobserved(seen)) return fromInside;
    const attempt = nearest(seen.attempts);
    // A port that is closed to the world is as it should be, and says nothing of the database behind it.
    return attempt && (attempt.via !== 'site' || attempt.greeting) ? seenIn(attempt) : fromInside;
  },
};
