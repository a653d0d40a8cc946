import type { MysqlAttempt, MysqlLogin } from './seen/mysql.ts';
import type { DeniedCause } from './why-denied.ts';

/** Why a login did not come to a session that is of use, or should not have. */
export type LoginCause =
  | 'access-denied'
  | DeniedCause
  | 'no-password'
  | 'socket-account'
  | 'other-system-user'
  | 'account-locked'
  | 'temporarily-locked'
  | 'blocked-after-errors'
  | 'password-expired'
  | 'user-limit'
  | 'tls-required'
  | 'plugin-not-loaded'
  | 'old-password'
  | 'offline-mode'
  | 'init-connect-failed'
  | 'schema-denied'
  | 'unknown-schema'
  | 'without-password'
  | 'as-root';

/** The same number in MySQL and MariaDB (ER_DBACCESS_DENIED_ERROR and its kin in both error references). */
const inBoth: Readonly<Record<number, LoginCause>> = {
  1044: 'schema-denied',
  1045: 'access-denied',
  1049: 'unknown-schema',
  1184: 'init-connect-failed',
  1203: 'user-limit',
  1226: 'user-limit',
  1275: 'old-password',
  1524: 'plugin-not-loaded',
  1698: 'socket-account',
  1820: 'password-expired',
  1862: 'password-expired',
};

/** Above 3000 each has numbers of its own: MariaDB's 4151 is MySQL's for something else. */
const inOne: Readonly<Record<string, Readonly<Record<number, LoginCause>>>> = {
  MariaDB: { 4150: 'blocked-after-errors', 4151: 'account-locked' },
  MySQL: {
    3032: 'offline-mode',
    3118: 'account-locked',
    3159: 'tls-required',
    3955: 'temporarily-locked',
  },
};

/** What the number of the refusal says, or the kind of login that was asked for. */
export const loginCause = (
  { greeting, socket }: MysqlAttempt,
  { errno, plugin, withPassword }: MysqlLogin,
): LoginCause | undefined => {
  if (errno === 1698 && socket !== undefined) return 'other-system-user';
  if (plugin === 'mysql_old_password') return 'old-password';
  if (errno === undefined) return undefined;
  if (errno === 1045 && !withPassword) return 'no-password';
  return inBoth[errno] ?? inOne[greeting?.flavour ?? '']?.[errno];
};
