import { exactness, fits, isLike, isThisServer } from './account-host.ts';
import { serversIn } from './db-runs.ts';
import type { AdmitsCause } from './code-causes.ts';
import type { AccountsSeen, DatabaseAccount } from './seen/accounts.ts';
import type { ListenersSeen } from './seen/listeners.ts';
import type { LogEntry } from './seen/logs.ts';
import type { Target } from './target.ts';

/** Why the database turned the program away, by its own list of accounts. */
export interface TurnedAway {
  readonly cause: AdmitsCause;
  /** What stands in that list. */
  readonly because: string;
}

export interface TurnedAwaySeen {
  readonly accounts?: AccountsSeen;
  readonly listeners?: ListenersSeen;
}

/** Those that take a password and nothing else, of MySQL and MariaDB; an account without a name for it has the server's own. */
const byPassword: ReadonlySet<string | undefined> = new Set([
  undefined,
  'mysql_native_password',
  'caching_sha2_password',
  'sha256_password',
  'ed25519',
  'parsec',
]);

const named = ({ user, host }: { readonly user: string; readonly host: string }): string =>
  `'${user.slice(0, 40)}'@'${host.slice(0, 60)}'`;

const mostNamed = 3;

const listed = (names: readonly string[]): string =>
  `${names.slice(0, mostNamed).join(', ')}${names.length > mostNamed ? ` and ${names.length - mostNamed} more` : ''}`;

/** Which of them the server takes, for somebody who may be any of them. */
const firstOf = (accounts: readonly DatabaseAccount[]): DatabaseAccount | undefined =>
  accounts.toSorted((a, b) => exactness(b.host) - exactness(a.host) || (a.user === '' ? 1 : -1))[0];

/** Of 1045: which of the things that the number stands for. */
const whyDenied = (
  account: NonNullable<LogEntry['account']>,
  { accounts, looksUpNames, requiresTls, isWhole }: AccountsSeen,
): TurnedAway | undefined => {
  const { user, host } = account;
  const own = accounts.filter((one) => one.user === user);
  if (user === '' || !isThisServer(host)) return undefined;
  if (own.length === 0)
    return isWhole
      ? {
          cause: 'account-missing',
          because: `the database has ${accounts.length} accounts, and none of them is for the user ${user.slice(0, 40)}`,
        }
      : undefined;
  const fit = (pattern: string) => fits(pattern, host, looksUpNames);
  if (own.some((one) => fit(one.host) === 'perhaps')) return undefined;
  const open = own.filter((one) => fit(one.host) === 'yes');
  if (open.length === 0)
    return isWhole
      ? {
          cause: 'other-host',
          because: `the program came from ${host}, and the database has for this user only ${listed(own.map(named))}`,
        }
      : undefined;
  // One for everybody, for just this host, goes before one of that name for many hosts.
  const first = firstOf([...open, ...accounts.filter((one) => one.user === '' && fit(one.host) !== 'no')]);
  if (!first || first.user === '' || first.isLocked) return undefined;
  if (first.needsTls)
    return { cause: 'account-needs-tls', because: `the account ${named(first)} may come over TLS only` };
  // MariaDB has 1045 for that, too, with the right password (10.11, measured); MySQL has 3159. The socket is safe enough.
  if (requiresTls === true && (host !== 'localhost' || looksUpNames !== false)) return undefined;
  return byPassword.has(first.plugin)
    ? {
        cause: 'wrong-password',
        because: `the database has the account ${named(first)}, which is not locked and needs no TLS, so the two passwords differ`,
      }
    : undefined;
};

const isSame = (one: string, other: string, folds: boolean | undefined): boolean =>
  folds === true ? one.toLowerCase() === other.toLowerCase() : one === other;

/** Schemas of the server itself, which no program means. */
const own: ReadonlySet<string> = new Set(['information_schema', 'mysql', 'performance_schema', 'sys']);

/** Of 1044, which names the account as it stands in the list: is there such a schema? */
const whyNoSchema = (
  account: NonNullable<LogEntry['account']>,
  schema: string,
  { accounts, schemas, rights, isWhole, foldsNames }: AccountsSeen,
): TurnedAway | undefined => {
  const isAccount = ({ user, host }: { readonly user: string; readonly host: string }): boolean =>
    user === account.user && host === account.host;
  if (!isWhole || !accounts.some(isAccount)) return undefined;
  if (!schemas.some((one) => isSame(one, schema, foldsNames))) {
    const there = schemas.filter((one) => !own.has(one));
    return {
      cause: 'schema-missing',
      because:
        there.length === 0
          ? 'the database has no schema but its own'
          : `the database has no schema of that name, but ${listed(there)}`,
    };
  }
  const ofSchema = rights.filter((right) => isLike(right.schema, schema));
  // What stands there and is not in force is another matter (FLUSH PRIVILEGES).
  if (ofSchema.some(isAccount)) return undefined;
  const others = [...new Set(ofSchema.map(named))];
  return {
    cause: 'no-right',
    because: `the schema is there, and ${named(account)} has no right on it${others.length === 0 ? '' : `, but ${listed(others)}`}`,
  };
};

/** Another database of this server may be the one that has answered. */
const areSeveral = ({ listeners }: TurnedAwaySeen, target: Target): boolean =>
  listeners !== undefined && serversIn({ listeners }, target).pids.size > 1;

/** What the list of accounts says of an error with which the program was turned away. */
export const turnedAway = (
  { account, schema, errno, code }: LogEntry,
  seen: TurnedAwaySeen,
  target: Target,
): TurnedAway | undefined => {
  const { accounts } = seen;
  if (!account || !accounts || code === 'NO_PASSWORD' || areSeveral(seen, target)) return undefined;
  if (errno === 1045) return whyDenied(account, accounts);
  return errno === 1044 && schema !== undefined ? whyNoSchema(account, schema, accounts) : undefined;
};
