import { blocked, defineCheck, found, ok, unknown, type Example, type Judgement } from '../../model/check.ts';
import { asIs, change, db, together, unseen } from '../../model/example.ts';
import { loginCause, type LoginCause } from '../../model/login-cause.ts';
import { loginDenied } from '../../model/login-denied.ts';
import { askedAt, product, wayIn } from '../../model/mysql.ts';
import type { DatabaseAccount } from '../../model/seen/accounts.ts';
import type { MysqlAttempt, MysqlLogin } from '../../model/seen/mysql.ts';
import type { Denied } from '../../model/why-denied.ts';

const accepted = (
  subject: string,
  user: string,
  { withPassword }: MysqlLogin,
  isAtFile: boolean,
): Judgement<LoginCause> => {
  // There the system says who comes, and an account may rest on that alone.
  if (!withPassword && isAtFile)
    return ok(subject, `the user ${user} was let in at the file, without a password`, 'likely');
  if (!withPassword)
    return found('without-password', subject, `the user ${user} was let in without a password`);
  if (user === 'root') return found('as-root', subject, `the user ${user} may log in, and may do everything`);
  return ok(subject, `the user ${user} may log in`);
};

/** MySQL manual, "Caching SHA-2 Pluggable Authentication": who has logged in once is known until the next restart. */
const onceByHand = (user: string, { greeting }: MysqlAttempt): string | undefined =>
  greeting?.plugin === 'caching_sha2_password'
    ? `Log in once by hand on the server (mysql -u ${user} -p). MySQL then remembers the account until its next restart, and answers a check`
    : undefined;

const notSent = (subject: string, user: string, attempt: MysqlAttempt): Judgement<LoginCause> => {
  const { code, plugin } = attempt.login ?? {};
  if (code !== 'UNKNOWN_PLUGIN')
    return unknown(
      subject,
      'the server asked for the password itself over a connection that is not safe enough for it',
      onceByHand(user, attempt),
    );
  return unknown(
    subject,
    `the login as ${user} was not tried: the server wants a kind of login${plugin ? ` (${plugin})` : ''} that this tool does not speak`,
  );
};

/** What the number says, or what the database's own list of accounts says besides. */
const turnedAway = (
  cause: LoginCause,
  subject: string,
  user: string,
  attempt: MysqlAttempt,
  denied: Denied | undefined,
): Judgement<LoginCause> => {
  const { errno, plugin, withPassword = false } = attempt.login ?? {};
  if (errno === undefined) return found(cause, subject, `${product(attempt)} asks ${user} for ${plugin}`);
  const refusal = `the login as ${user} was refused (error ${errno}, ${withPassword ? 'with' : 'without'} a password)`;
  return denied
    ? found(denied.cause, subject, `${refusal}: ${denied.because}`)
    : found(cause, subject, refusal);
};

const judgeLogin = (
  subject: string,
  user: string,
  attempt: MysqlAttempt,
  denied: Denied | undefined,
): Judgement<LoginCause> => {
  const { login, asStranger } = attempt;
  if (asStranger)
    return unknown(
      subject,
      `the login as ${user} was not tried: no password goes to a server that was not verified`,
      'Ask from the server itself: --ssh USER@HOST',
    );
  if (login?.outcome === 'ok') return accepted(subject, user, login, attempt.socket !== undefined);
  const cause = login && loginCause(attempt, login);
  if (cause) return turnedAway(cause, subject, user, attempt, denied);
  if (login?.outcome === 'not-sent') return notSent(subject, user, attempt);
  if (login?.outcome === 'cut-short')
    return unknown(subject, `the login as ${user} was not waited for: the check was ended first`);
  return unknown(subject, `the login did not come to an end (${login?.errno ?? login?.code ?? 'no code'})`);
};

const refused = (errno: number) => db('host', { login: { outcome: 'refused', errno, withPassword: true } });

const account: DatabaseAccount = {
  user: 'visitor',
  host: '127.0.0.1',
  plugin: 'mysql_native_password',
  isLocked: false,
  isExpired: false,
  needsTls: false,
};

/** The database has these accounts. */
const denied = (accounts: readonly DatabaseAccount[]): Example =>
  together(
    refused(1045),
    change('accounts', (held) => ({ ...held, accounts })),
  );

/** MySQL's own numbers, as its error reference gives them: no test has seen this server. */
const byMysql = (errno: number) =>
  db('host', {
    greeting: { flavour: 'MySQL', version: '8.4.3', plugin: 'caching_sha2_password', tls: true },
    login: { outcome: 'refused', errno, withPassword: true },
  });

const notAsked = (code: string, plugin?: string) =>
  db('host', {
    login: { outcome: 'not-sent', code, ...(plugin ? { plugin } : {}), withPassword: true },
  });

export default defineCheck({
  claim: false,
  needs: ['mysql'],
  uses: ['accounts', 'listeners'],
  judge({ mysql, ...seen }, { target }) {
    const { dbLogin } = target;
    const attempt = wayIn(mysql);
    if (!dbLogin || !attempt) return [];
    const subject = askedAt(attempt);
    if (attempt.state !== 'greeting') return [blocked(subject, 'the database did not greet', 'db')];
    return [judgeLogin(subject, dbLogin.user, attempt, loginDenied(attempt, seen, target))];
  },
  causes: {
    'access-denied': {
      status: 'broken',
      strength: 'confirmed',
      example: together(refused(1045), unseen('accounts')),
    },
    'account-missing': {
      status: 'broken',
      strength: 'confirmed',
      example: denied([{ ...account, user: 'app' }]),
    },
    'other-host': {
      status: 'broken',
      strength: 'confirmed',
      example: denied([{ ...account, host: '10.0.0.5' }]),
    },
    'wrong-password': { status: 'broken', strength: 'confirmed', example: denied([account]) },
    'account-needs-tls': {
      status: 'broken',
      strength: 'likely',
      example: denied([{ ...account, needsTls: true }]),
    },
    'no-password': {
      status: 'broken',
      strength: 'confirmed',
      example: db('host', { login: { outcome: 'refused', errno: 1045, withPassword: false } }),
    },
    'socket-account': { status: 'broken', strength: 'likely', example: refused(1698) },
    'other-system-user': {
      status: 'broken',
      strength: 'confirmed',
      example: db('host', {
        socket: '/run/mysqld/mysqld.sock',
        login: { outcome: 'refused', errno: 1698, withPassword: false },
      }),
    },
    'account-locked': { status: 'broken', strength: 'confirmed', example: refused(4151) },
    'temporarily-locked': {
      status: 'broken',
      strength: 'likely',
      example: byMysql(3955),
      restsOn: 'MySQL 8.4 Reference Manual, 8.2.15 Password Management; Error Message Reference, error 3955',
    },
    'blocked-after-errors': { status: 'broken', strength: 'confirmed', example: refused(4150) },
    'password-expired': { status: 'broken', strength: 'confirmed', example: refused(1820) },
    'user-limit': { status: 'broken', strength: 'confirmed', example: refused(1226) },
    'tls-required': {
      status: 'broken',
      strength: 'likely',
      example: byMysql(3159),
      restsOn: 'MySQL 8.4 Reference Manual, 8.3.1 Configuring MySQL to Use Encrypted Connections',
    },
    'plugin-not-loaded': { status: 'broken', strength: 'confirmed', example: refused(1524) },
    'old-password': { status: 'broken', strength: 'confirmed', example: refused(1275) },
    'offline-mode': {
      status: 'broken',
      strength: 'likely',
      example: byMysql(3032),
      restsOn: 'MySQL 8.4 Reference Manual, 7.1.8 Server System Variables, offline_mode',
    },
    'init-connect-failed': { status: 'broken', strength: 'likely', example: refused(1184) },
    'schema-denied': { status: 'broken', strength: 'confirmed', example: refused(1044) },
    'unknown-schema': { status: 'broken', strength: 'confirmed', example: refused(1049) },
    'without-password': {
      status: 'warn',
      strength: 'confirmed',
      example: db('host', { login: { outcome: 'ok', withPassword: false } }),
    },
    'as-root': {
      status: 'note',
      strength: 'confirmed',
      example: (healthy) => ({
        ...healthy,
        target: { ...healthy.target, dbLogin: { user: 'root', password: 'secret' } },
      }),
    },
  },
  examples: {
    ok: [asIs],
    unknown: [
      notAsked('PASSWORD_WITHHELD'),
      notAsked('UNKNOWN_PLUGIN'),
      notAsked('UNKNOWN_PLUGIN', 'client_ed25519'),
      byMysql(4151),
      db('host', { login: { outcome: 'cut-short', withPassword: true } }),
      db('host', { asStranger: true, login: { outcome: 'refused', errno: 1045, withPassword: false } }),
      db('host', { asStranger: true }),
    ],
  },
});
