import { defineCheck, type Example, type Judgement } from '../../model/check.ts';
import { asIs, change, page, programWrote, together } from '../../model/example.ts';
import type { AdmitsCause } from '../../model/code-causes.ts';
import type { AccountsSeen } from '../../model/seen/accounts.ts';
import type { LogEntry } from '../../model/seen/logs.ts';
import { judgeLog } from '../../model/log-judge.ts';

/** The database gave this number to the program. */
const answered = (errno: number): Example => programWrote({ kind: 'database', code: String(errno), errno });

/** The same, with the account that it names, of which the database's own list is changed like this. */
const turnedAway = (
  entry: Pick<LogEntry, 'errno' | 'account'> & Partial<LogEntry>,
  list: Partial<AccountsSeen> = {},
): Example =>
  together(
    programWrote({ kind: 'database', code: String(entry.errno), ...entry }),
    change('accounts', (held) => ({ ...held, ...list })),
  );

const fromHere = { user: 'app', host: '127.0.0.1' };
const usual = { plugin: 'mysql_native_password', isLocked: false, isExpired: false, needsTls: false };

/** No connection was left for the program, and of the fifty of its account this many are idle. */
const fullOf = (asleep: number): Example =>
  turnedAway({ errno: 1040 }, { held: [{ user: 'app', connections: 50, asleep }] });

export default defineCheck({
  claim: false,
  needs: ['app', 'logs'],
  uses: ['nginx', 'listeners', 'processes', 'database', 'links', 'mysql', 'accounts'],
  judge: (seen, { target }): Judgement<AdmitsCause>[] => judgeLog('db/admits-program', seen, target),
  causes: {
    'access-denied': {
      status: 'broken',
      strength: 'confirmed',
      example: answered(1045),
    },
    'account-missing': {
      status: 'broken',
      strength: 'confirmed',
      example: turnedAway({ errno: 1045, account: { user: 'shop', host: '127.0.0.1' } }),
    },
    'other-host': {
      status: 'broken',
      strength: 'confirmed',
      example: turnedAway(
        { errno: 1045, account: fromHere },
        { accounts: [{ user: 'app', host: '10.0.0.5', ...usual }] },
      ),
    },
    'wrong-password': {
      status: 'broken',
      strength: 'confirmed',
      example: turnedAway({ errno: 1045, account: fromHere }),
    },
    'account-needs-tls': {
      status: 'broken',
      strength: 'likely',
      example: turnedAway(
        { errno: 1045, account: fromHere },
        { accounts: [{ ...fromHere, ...usual, needsTls: true }] },
      ),
    },
    'no-password': {
      status: 'broken',
      strength: 'confirmed',
      example: programWrote({ kind: 'database', code: 'NO_PASSWORD', errno: 1045 }),
    },
    'socket-account': {
      status: 'broken',
      strength: 'confirmed',
      example: answered(1698),
    },
    'schema-denied': {
      status: 'broken',
      strength: 'confirmed',
      example: answered(1044),
    },
    'schema-missing': {
      status: 'broken',
      strength: 'confirmed',
      example: turnedAway({ errno: 1044, account: fromHere, schema: 'foobaz' }),
    },
    'no-right': {
      status: 'broken',
      strength: 'confirmed',
      example: turnedAway({ errno: 1044, account: fromHere, schema: 'foobar' }, { rights: [] }),
    },
    'unknown-schema': {
      status: 'broken',
      strength: 'confirmed',
      example: answered(1049),
    },
    'host-not-allowed': {
      status: 'broken',
      strength: 'confirmed',
      example: answered(1130),
    },
    'host-blocked': {
      status: 'broken',
      strength: 'likely',
      restsOn:
        'MariaDB Error Code Reference, 1129 ER_HOST_IS_BLOCKED; Server System Variables, max_connect_errors',
      example: answered(1129),
    },
    'too-many-connections': {
      status: 'broken',
      strength: 'confirmed',
      example: answered(1040),
    },
    'held-by-program': { status: 'broken', strength: 'confirmed', example: fullOf(50) },
    'held-by-another': {
      status: 'broken',
      strength: 'confirmed',
      example: together(
        fullOf(50),
        change('links', (held) => ({
          ...held,
          links: held.links.map((one) => ({ ...one, name: 'python3', pid: 900 })),
        })),
      ),
    },
    'limit-too-small': { status: 'broken', strength: 'likely', example: fullOf(2) },
    'user-limit': {
      status: 'broken',
      strength: 'confirmed',
      example: answered(1226),
    },
    'account-locked': {
      status: 'broken',
      strength: 'confirmed',
      example: answered(4151),
    },
    'password-expired': {
      status: 'broken',
      strength: 'confirmed',
      example: answered(1820),
    },
    'plugin-not-loaded': {
      status: 'broken',
      strength: 'confirmed',
      example: answered(1524),
    },
    'tls-required': {
      status: 'broken',
      strength: 'likely',
      restsOn: 'MySQL 8.4 Reference Manual, 8.3.1 Configuring MySQL to Use Encrypted Connections',
      example: answered(3159),
    },
    'init-connect-failed': {
      status: 'broken',
      strength: 'likely',
      example: answered(1184),
    },
  },
  examples: { ok: [asIs], unknown: [page({ status: 500, body: '<h1>Internal error</h1>' })] },
});
