import { createHash } from 'node:crypto';
import type { Duplex } from 'node:stream';
import { createConnection, type AuthPlugin, type Connection } from 'mysql2';
import type { Question, Rows } from '../model/database.ts';
import type { DatabaseFacts, MysqlLogin } from '../model/seen/mysql.ts';
import type { DbLogin } from '../model/target.ts';
import { timeUp, whenLate } from './deadline.ts';
import { codeOf } from './error-code.ts';
import { limits } from './limits.ts';

/** The server asked for the password itself, over a channel on which we do not give it. */
export class PasswordWithheld extends Error {
  override readonly name = 'PasswordWithheld';
  readonly code = 'PASSWORD_WITHHELD';
}

/** The server asked for a kind of login that neither mysql2 nor we speak. */
class Unspoken extends Error {
  override readonly name = 'Unspoken';
  readonly plugin: string;
  constructor(plugin: string) {
    super(plugin);
    this.plugin = plugin;
  }
}

/** Client plugins of MySQL and MariaDB that are known by name only; any other one is unspoken without its name. */
const unspoken = [
  'mysql_old_password',
  'client_ed25519',
  'parsec',
  'dialog',
  'auth_gssapi_client',
  'authentication_windows_client',
  'authentication_ldap_sasl_client',
  'authentication_kerberos_client',
  'authentication_webauthn_client',
] as const;

const sha256 = (...parts: Buffer[]): Buffer => createHash('sha256').update(Buffer.concat(parts)).digest();

/** XOR(SHA256(p), SHA256(SHA256(SHA256(p)), nonce)) (MySQL: Caching_sha2_password information). */
const scramble = (password: string, nonce: Buffer): Buffer => {
  const once = sha256(Buffer.from(password));
  const mask = sha256(sha256(once), nonce);
  return Buffer.from(once.map((byte, at) => byte ^ (mask[at] ?? 0)));
};

/** The challenge is answered; the request that would follow for the password itself (0x04) is not. */
const challengeOnly =
  (password: string): AuthPlugin =>
  () => {
    let answered = false;
    return (data: Buffer) => {
      if (answered) {
        if (data[0] === 3) return null;
        if (data[0] === 4) throw new PasswordWithheld('The server asked for the password itself.');
        throw new Error('The server goes on in a way that this plugin does not know.');
      }
      answered = true;
      return password === '' ? Buffer.alloc(0) : scramble(password, data.subarray(0, 20));
    };
  };

const withhold: AuthPlugin = () => () => {
  throw new PasswordWithheld('The server asked for the password itself.');
};

const refuse =
  (plugin: string): AuthPlugin =>
  () =>
  () => {
    throw new Unspoken(plugin);
  };

interface MysqlError extends Error {
  readonly errno?: number | undefined;
  readonly sqlState?: string;
}

/**
 * A server that answers with a number has finished the handshake: it said no. Only the number counts: mysql2 names
 * MariaDB's own numbers after MySQL's, and a negative errno is the operating system's.
 */
const failed = (error: MysqlError, withPassword: boolean): MysqlLogin => {
  if (error instanceof PasswordWithheld) return { outcome: 'not-sent', code: error.code, withPassword };
  if (error instanceof Unspoken)
    return { outcome: 'not-sent', code: 'UNKNOWN_PLUGIN', plugin: error.plugin, withPassword };
  const code = codeOf(error);
  // What mysql2 calls an error of a plugin is, without plugins that fail, one that it has not (ed25519, gssapi, parsec).
  if (code === 'AUTH_SWITCH_PLUGIN_ERROR')
    return { outcome: 'not-sent', code: 'UNKNOWN_PLUGIN', withPassword };
  if (typeof error.errno === 'number' && error.errno > 0)
    return {
      outcome: 'refused',
      errno: error.errno,
      ...(error.sqlState ? { sqlState: error.sqlState } : {}),
      withPassword,
    };
  return { outcome: 'failed', code, withPassword };
};

/** The statement that does nothing (MySQL: DO statement). A login that is accepted may still be of no use. */
const nothing = 'DO 0';

/** ER_MUST_CHANGE_PASSWORD and ER_NEW_ABORTING_CONNECTION (`init_connect` failed): said to the first statement. */
const notUsable: ReadonlySet<number> = new Set([1820, 1184]);

/** A login that came to an end, and what the database said of itself after it. */
export interface LoggedIn {
  readonly login: MysqlLogin;
  readonly facts?: DatabaseFacts;
}

/** What became of a statement: only a number that the server gave is an answer; `gone` ends the conversation. */
type Answer =
  | { readonly is: 'rows'; readonly rows: Rows }
  | { readonly is: 'refused'; readonly errno: number; readonly error: MysqlError }
  | { readonly is: 'gone' };

const say = (connection: Connection, sql: string, done: (answer: Answer) => void): void => {
  connection.query({ sql }, (error: MysqlError | null, rows: unknown) => {
    if (!error) return done({ is: 'rows', rows: Array.isArray(rows) ? (rows as Rows) : [] });
    const { errno = 0 } = error;
    return done(errno > 0 ? { is: 'refused', errno, error } : { is: 'gone' });
  });
};

/**
 * Asks one thing after the other.
 * @param keep called with all that is known after each answer
 */
const interview = (
  connection: Connection,
  keep: (facts: DatabaseFacts) => void,
  done: (isGone: boolean) => void,
  [question, ...rest]: readonly Question[],
  known: DatabaseFacts = {},
): void => {
  if (!question) return done(false);
  say(connection, question.sql, (answer) => {
    if (answer.is === 'gone') return done(true);
    const more =
      answer.is === 'rows'
        ? question.facts(answer.rows)
        : (question.refused?.(answer.errno) ?? {
            refused: [...new Set([...(known.refused ?? []), answer.errno])],
          });
    const facts = { ...known, ...more };
    keep(facts);
    return interview(connection, keep, done, rest, facts);
  });
};

/**
 * Finishes the handshake on an open stream with mysql2, fenced in: no local files, no compression, no key retrieval,
 * no password in clear, no code made from the server's names.
 * @param asked what the database is asked once it has accepted the login
 */
export const finishHandshake = (
  stream: Duplex,
  login: DbLogin,
  signal: AbortSignal,
  asked: readonly Question[],
): Promise<LoggedIn> => {
  const password = login.password ?? '';
  const withPassword = password !== '';
  const connection: Connection = createConnection({
    stream,
    user: login.user,
    password,
    ...(login.schema ? { database: login.schema } : {}),
    connectTimeout: limits.mysql.exchange,
    flags: ['-LOCAL_FILES'],
    multipleStatements: false,
    disableEval: true,
    rowsAsArray: true,
    enableKeepAlive: false,
    authPlugins: {
      caching_sha2_password: challengeOnly(password),
      sha256_password: withhold,
      mysql_clear_password: withhold,
      ...Object.fromEntries(unspoken.map((plugin) => [plugin, refuse(plugin)])),
      // Without a name it is the oldest one (Protocol::OldAuthSwitchRequest).
      '': refuse('mysql_old_password'),
    },
  } as never);
  return new Promise<LoggedIn>((resolve) => {
    /** What stands already when the time is up, or the server goes away. */
    let heard: LoggedIn | undefined;
    const end = (outcome: LoggedIn): void => {
      connection.destroy();
      resolve(outcome);
    };
    whenLate(signal, () =>
      end(
        heard ?? {
          login:
            timeUp(signal) === 'cut-short'
              ? { outcome: 'cut-short', withPassword }
              : { outcome: 'failed', code: 'ETIMEDOUT', withPassword },
        },
      ),
    );
    connection.on('error', (error: MysqlError) => end(heard ?? { login: failed(error, withPassword) }));
    // A visitor says goodbye (COM_QUIT), so that the server does not count an aborted connection.
    const leave = (outcome: LoggedIn): void => connection.end(() => end(outcome));
    const accepted: LoggedIn = { login: { outcome: 'ok', withPassword } };
    const enter = (): void => {
      heard = accepted;
      if (asked.length === 0) return leave(accepted);
      interview(
        connection,
        (facts) => (heard = { ...accepted, facts }),
        (isGone) => (isGone ? end : leave)(heard ?? accepted),
        asked,
      );
    };
    connection.once('connect', () => {
      if (!withPassword) return enter();
      return say(connection, nothing, (answer) => {
        if (answer.is === 'refused' && notUsable.has(answer.errno))
          return leave({ login: failed(answer.error, withPassword) });
        return answer.is === 'gone' ? end(accepted) : enter();
      });
    });
  });
};
