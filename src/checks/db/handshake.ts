import { shownEndpoint } from '../../model/address.ts';
import { absent, blocked, defineCheck, found, ok, unknown, type Judgement } from '../../model/check.ts';
import { runsState, type RunsState } from '../../model/db-runs.ts';
import type { MysqlAttempt } from '../../model/evidence.ts';
import { asIs, db, noGreeting } from '../../model/example.ts';
import { product, refusal, spoke, wayIn } from '../../model/mysql.ts';
import { isHttpAnswer, serviceSaying } from '../../model/service.ts';

type Cause =
  | 'refused'
  | 'unreachable'
  | 'silent'
  | 'closed'
  | 'not-mysql'
  | 'too-many-connections'
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

const whatSpeaks = (firstBytes?: string): string => {
  const service = isHttpAnswer(firstBytes) ? 'a web server' : serviceSaying(firstBytes);
  return service
    ? `${service} answers there, by its first words`
    : 'what answers there speaks another protocol';
};

/** A connection that did not come to a greeting, as an attempt to come in. */
const unanswered = (subject: string, attempt: MysqlAttempt): Judgement<Cause> => {
  const { state, code, said } = attempt;
  switch (state) {
    case 'refused':
      return found('refused', subject, `nothing accepts connections at ${subject}`);
    case 'unreachable':
      if (code !== 'EHOSTUNREACH')
        return unknown(subject, `this computer has no way to ${subject} (${code ?? 'no code'})`);
      return found('unreachable', subject, `no way leads to ${subject}: something on it says so (${code})`);
    case 'reset':
    case 'silent':
      return found('silent', subject, `${subject} sends no complete greeting`);
    case 'closed':
      return found('closed', subject, `${subject} closes the connection without a complete greeting`);
    case 'not-mysql':
      return found(
        'not-mysql',
        subject,
        `no database answers at ${subject}: ${whatSpeaks(attempt.firstBytes)}`,
      );
    case 'cut-short':
      return unknown(subject, `${subject} was not waited for: the check was ended first`);
    case 'not-dialled':
      return unknown(subject, `${subject} was not connected to: no site has its database at such an address`);
    case 'way-in-failed':
      return unknown(
        subject,
        said || code
          ? `ssh did not get there${said ? `: ${said}` : ''}${code ? ` (${code})` : ''}`
          : 'nothing came through ssh, which does not say whether it got there',
        'Make the same connection by hand first: ssh USER@HOST',
      );
    default:
      return unknown(
        subject,
        `the connection to ${subject} failed with ${code ?? state}, for which there is no rule yet`,
      );
  }
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

export default defineCheck({
  claim: true,
  needs: ['mysql'],
  uses: ['listeners', 'processes', 'database', 'links'],
  judge({ mysql, ...inside }, { target }) {
    const { site } = target;
    const attempt = wayIn(mysql) ?? mysql.attempts.find(spoke);
    if (!attempt) return [unknown(site.shown, 'the database cannot be seen from outside, and should not be')];
    const subject = `${shownEndpoint(attempt)}${attempt.via === 'ssh' ? ' (through ssh)' : ''}`;
    if (!spoke(attempt))
      return [explainedInside(unanswered(subject, attempt), runsState(attempt, inside, target))];
    const judged = answered(subject, attempt);
    return [judged.status === 'ok' ? (lateGreeting(subject, attempt) ?? judged) : judged];
  },
  causes: {
    refused: {
      status: 'broken',
      strength: 'confirmed',
      example: noGreeting('host', { state: 'refused', code: 'ECONNREFUSED' }),
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
      db('host', { login: { outcome: 'cut-short', withPassword: true } }),
    ],
  },
});
