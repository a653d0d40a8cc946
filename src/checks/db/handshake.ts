import {
  absent,
  blocked,
  defineCheck,
  found,
  ok,
  unknown,
  type Example,
  type Judgement,
} from '../../model/check.ts';
import { runsState, type RunsState } from '../../model/db-runs.ts';
import type { AccountsSeen } from '../../model/seen/accounts.ts';
import type { MysqlAttempt } from '../../model/seen/mysql.ts';
import { asIs, change, db, noGreeting, together } from '../../model/example.ts';
import { heldBy, type HeldCause, type HeldSeen } from '../../model/held.ts';
import { askedAt, product, refusal, spoke, wayIn } from '../../model/mysql.ts';
import { atFile, unanswered, type NoGreetingCause } from '../../model/no-greeting.ts';
import type { Target } from '../../model/target.ts';

type Cause =
  | NoGreetingCause
  | 'too-many-connections'
  | HeldCause
  | 'host-blocked'
  | 'host-not-allowed'
  | 'shutting-down'
  | 'slow-greeting';

/**
 * MySQL and MariaDB give these numbers the same meaning (ER_CON_COUNT_ERROR, ER_SERVER_SHUTDOWN, ER_HOST_IS_BLOCKED,
 * ER_HOST_NOT_PRIVILEGED).
 */
const shutOut: Readonly<Record<number, readonly [cause: Cause, says: string]>> = {
  1040: ['too-many-connections', 'has no connection left (error 1040)'],
  1053: ['shutting-down', 'is just shutting down (error 1053)'],
  1129: ['host-blocked', 'has locked this address out after too many broken connections (error 1129)'],
  1130: ['host-not-allowed', 'allows no account to log in from this address (error 1130)'],
};

/** What a database says to strangers about their own address; whoever is meant to come in may hear something else. */
const aboutStrangers: ReadonlySet<number> = new Set([1129, 1130]);

/** Milliseconds: a server that only has to write its first packet needs less than one. */
const slow = 1_500;

/** The server greeted when it had looked up the name of who came (MySQL manual, "DNS Lookups and the Host Cache"). */
const lateGreeting = (subject: string, attempt: MysqlAttempt): Judgement<Cause> | undefined =>
  attempt.via === 'ssh' || (attempt.greetedMs ?? 0) < slow
    ? undefined
    : found(
        'slow-greeting',
        subject,
        `${product(attempt)} at ${subject} greeted only after ${((attempt.greetedMs ?? 0) / 1000).toFixed(1)} s`,
      );

const answered = (subject: string, attempt: MysqlAttempt): Judgement<Cause> => {
  const errno = refusal(attempt);
  if (attempt.via === 'site' && errno !== undefined && aboutStrangers.has(errno))
    return ok(
      subject,
      `${product(attempt)} at ${subject} is running, and lets nobody in from here (error ${errno})`,
      'likely',
    );
  const known = errno === undefined ? undefined : shutOut[errno];
  if (known) return found(known[0], subject, `${product(attempt)} at ${subject} ${known[1]}`);
  if (attempt.state === 'error-packet')
    return unknown(
      subject,
      `the database at ${subject} refused with error ${errno}, for which there is no rule yet`,
    );
  const { login } = attempt;
  if (login?.outcome === 'ok')
    return ok(subject, `${product(attempt)} at ${subject} accepted the login of ${attempt.user}`);
  if (login?.outcome === 'refused')
    return ok(
      subject,
      `${product(attempt)} at ${subject} finished the handshake and refused the login (error ${login.errno})`,
    );
  if (login?.code === 'UNKNOWN_PLUGIN')
    return ok(
      subject,
      `${product(attempt)} at ${subject} wants a kind of login that this tool does not speak`,
      'likely',
    );
  if (login?.outcome === 'cut-short')
    return unknown(
      subject,
      `${product(attempt)} greeted, and its handshake was not waited for: the check was ended first`,
    );
  if (login?.outcome === 'not-sent')
    return ok(subject, `${product(attempt)} at ${subject} asked for the password itself, which was not sent`);
  return unknown(
    subject,
    `${product(attempt)} greeted, and the handshake did not end (${login?.code ?? 'no code'})`,
  );
};

/** The same database, asked as its administrator, shows whose connections they are. */
const withHolders = (judgement: Judgement<Cause>, seen: HeldSeen, target: Target): Judgement<Cause> => {
  if (judgement.cause !== 'too-many-connections') return judgement;
  const held = heldBy(seen, target);
  if (!held) return judgement;
  return found(
    held.cause ?? 'too-many-connections',
    judgement.subject,
    `${judgement.because}; ${held.because}`,
  );
};

/** What the server itself shows is told by `db/runs`, and by nobody else. */
const explainedInside = (judgement: Judgement<Cause>, state: RunsState | undefined): Judgement<Cause> => {
  const { subject, cause, because } = judgement;
  if (cause === undefined) return judgement;
  switch (state?.is) {
    case 'none':
      return absent(subject, state.because);
    case 'cause':
      return blocked(subject, because, 'db');
    case 'elsewhere':
      return unknown(subject, `${because}; ${state.because}`, state.toConfirm);
    default:
      return judgement;
  }
};

/** No connection is left, and the user app holds those that are open. */
const fullOf = (holds: Pick<AccountsSeen['held'][number], 'connections' | 'asleep'>): Example =>
  together(
    db('host', { login: { outcome: 'refused', errno: 1040, withPassword: true } }),
    change('accounts', (held) => ({ ...held, held: [{ user: 'app', ...holds }] })),
  );

const socket = '/run/mysqld/mysqld.sock';

export default defineCheck({
  claim: true,
  needs: ['mysql'],
  uses: ['listeners', 'processes', 'database', 'links', 'accounts', 'nginx'],
  judge({ mysql, ...inside }, { target }) {
    const { site } = target;
    const attempt = wayIn(mysql) ?? mysql.attempts.find(spoke);
    if (!attempt) return [unknown(site.shown, 'the database cannot be seen from outside, and should not be')];
    const subject = `${askedAt(attempt)}${attempt.via === 'ssh' ? ' (through ssh)' : ''}`;
    const file = attempt.socket === undefined ? undefined : atFile(attempt.socket, attempt, inside.listeners);
    if (file) return [file];
    if (!spoke(attempt))
      return [explainedInside(unanswered(subject, attempt), runsState(attempt, inside, target))];
    const judged = withHolders(answered(subject, attempt), attempt.via === 'site' ? {} : inside, target);
    return [judged.status === 'ok' ? (lateGreeting(subject, attempt) ?? judged) : judged];
  },
  causes: {
    refused: {
      status: 'broken',
      strength: 'confirmed',
      example: noGreeting('host', { state: 'refused', code: 'ECONNREFUSED' }),
    },
    'nobody-at-socket': {
      status: 'broken',
      strength: 'confirmed',
      example: noGreeting('host', { socket, state: 'failed', code: 'ENOENT' }),
    },
    'socket-denied': {
      status: 'broken',
      strength: 'likely',
      restsOn: 'unix(7), Errors, EACCES',
      example: noGreeting('host', { socket, state: 'failed', code: 'EACCES' }),
    },
    unreachable: {
      status: 'broken',
      strength: 'likely',
      example: noGreeting('host', { state: 'unreachable', code: 'EHOSTUNREACH' }),
    },
    silent: { status: 'broken', strength: 'likely', example: noGreeting('host', { state: 'silent' }) },
    closed: { status: 'broken', strength: 'likely', example: noGreeting('host', { state: 'closed' }) },
    'not-mysql': {
      status: 'broken',
      strength: 'confirmed',
      example: noGreeting('host', { state: 'not-mysql', firstBytes: 'SSH-2.0-OpenSSH_9.2p1' }),
    },
    'too-many-connections': {
      status: 'broken',
      strength: 'confirmed',
      example: db('host', { login: { outcome: 'refused', errno: 1040, withPassword: true } }),
    },
    'held-by-program': {
      status: 'broken',
      strength: 'confirmed',
      example: fullOf({ connections: 50, asleep: 49 }),
    },
    'held-by-another': {
      status: 'broken',
      strength: 'confirmed',
      example: together(
        fullOf({ connections: 50, asleep: 50 }),
        change('links', (held) => ({
          ...held,
          links: held.links.map((one) => ({ ...one, name: 'python3', pid: 900 })),
        })),
      ),
    },
    'limit-too-small': {
      status: 'broken',
      strength: 'likely',
      example: fullOf({ connections: 50, asleep: 2 }),
    },
    'host-blocked': {
      status: 'broken',
      strength: 'confirmed',
      example: noGreeting('host', { state: 'error-packet', errno: 1129 }),
    },
    'host-not-allowed': {
      status: 'broken',
      strength: 'confirmed',
      example: noGreeting('host', { state: 'error-packet', errno: 1130 }),
    },
    'shutting-down': {
      status: 'broken',
      strength: 'likely',
      example: noGreeting('host', { state: 'error-packet', errno: 1053 }),
      restsOn: 'MySQL 8.4 Error Message Reference, ER_SERVER_SHUTDOWN',
    },
    'slow-greeting': {
      status: 'warn',
      strength: 'likely',
      example: db('host', { greetedMs: 2_050 }),
    },
  },
  examples: {
    ok: [
      asIs,
      db('host', { login: { outcome: 'refused', errno: 1045, withPassword: false } }),
      db('host', { login: { outcome: 'not-sent', code: 'PASSWORD_WITHHELD', withPassword: true } }),
      db('host', { login: { outcome: 'not-sent', code: 'UNKNOWN_PLUGIN', withPassword: true } }),
    ],
    unknown: [
      noGreeting('host', { state: 'way-in-failed', said: 'Permission denied (publickey).' }),
      noGreeting('host', { state: 'way-in-failed' }),
      noGreeting('host', { state: 'unreachable', code: 'ENETUNREACH' }),
      noGreeting('host', { state: 'cut-short' }),
      noGreeting('host', { state: 'not-dialled' }),
      noGreeting('host', { socket, state: 'failed', code: 'NOT_OPENED' }),
      db('host', { login: { outcome: 'cut-short', withPassword: true } }),
    ],
  },
});
