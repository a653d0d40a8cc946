import { shownEndpoint } from '../../model/address.ts';
import { blocked, defineCheck, found, ok, unknown, type Judgement } from '../../model/check.ts';
import type { MysqlAttempt } from '../../model/evidence.ts';
import { asIs, db } from '../../model/example.ts';
import { wayIn } from '../../model/mysql.ts';

type Cause = 'access-denied' | 'schema-denied' | 'unknown-schema';

/** ER_ACCESS_DENIED_ERROR, ER_DBACCESS_DENIED_ERROR, ER_BAD_DB_ERROR: the same in MySQL and MariaDB. */
const causes: Readonly<Record<number, Cause>> = {
  1045: 'access-denied',
  1044: 'schema-denied',
  1049: 'unknown-schema',
};

const judgeLogin = (subject: string, user: string, { login, asStranger }: MysqlAttempt): Judgement<Cause> => {
  if (asStranger)
    return unknown(
      subject,
      `the login as ${user} was not tried: no password goes to a server that was not verified`,
      'Ask from the server itself: --ssh USER@HOST',
    );
  if (login?.outcome === 'ok') return ok(subject, `the user ${user} may log in`);
  const cause = login?.errno === undefined ? undefined : causes[login.errno];
  if (cause)
    return found(
      cause,
      subject,
      `the login as ${user} was refused (error ${login?.errno}, ${login?.withPassword ? 'with' : 'without'} a password)`,
    );
  if (login?.code === 'UNKNOWN_PLUGIN')
    return unknown(
      subject,
      `the login as ${user} was not tried: the server wants a kind of login that this tool does not speak`,
    );
  if (login?.outcome === 'cut-short')
    return unknown(subject, `the login as ${user} was not waited for: the check was ended first`);
  if (login?.outcome === 'not-sent')
    return unknown(
      subject,
      'the server asked for the password itself over a connection that is not safe enough for it',
    );
  return unknown(subject, `the login did not come to an end (${login?.errno ?? login?.code ?? 'no code'})`);
};

const refused = (errno: number) => db('host', { login: { outcome: 'refused', errno, withPassword: true } });

export default defineCheck({
  claim: false,
  needs: ['mysql'],
  uses: [],
  judge({ mysql }, { target: { dbLogin } }) {
    const attempt = wayIn(mysql);
    if (!dbLogin || !attempt) return [];
    const subject = shownEndpoint(attempt);
    if (attempt.state !== 'greeting') return [blocked(subject, 'the database did not greet', 'db')];
    return [judgeLogin(subject, dbLogin.user, attempt)];
  },
  causes: {
    'access-denied': { status: 'broken', strength: 'confirmed', example: refused(1045) },
    'schema-denied': { status: 'broken', strength: 'confirmed', example: refused(1044) },
    'unknown-schema': { status: 'broken', strength: 'confirmed', example: refused(1049) },
  },
  examples: {
    ok: [asIs],
    unknown: [
      db('host', { login: { outcome: 'not-sent', code: 'PASSWORD_WITHHELD', withPassword: true } }),
      db('host', { login: { outcome: 'not-sent', code: 'UNKNOWN_PLUGIN', withPassword: true } }),
      db('host', { login: { outcome: 'cut-short', withPassword: true } }),
      db('host', { asStranger: true, login: { outcome: 'refused', errno: 1045, withPassword: false } }),
      db('host', { asStranger: true }),
    ],
  },
});
