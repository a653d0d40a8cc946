import { asTold, isLike, isThisServer } from './account-host.ts';
import type { AdmitsCause } from './code-causes.ts';
import { serversIn } from './db-servers.ts';
import type { AccountsSeen } from './seen/accounts.ts';
import type { ListenersSeen } from './seen/listeners.ts';
import type { LogEntry } from './seen/logs.ts';
import type { Target } from './target.ts';
import { listed, named, whyDenied } from './why-denied.ts';

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
  const { user, host } = account;
  if (errno === 1045)
    return isThisServer(host)
      ? whyDenied({ who: 'the program', user, from: asTold(host, accounts.looksUpNames) }, accounts)
      : undefined;
  return errno === 1044 && schema !== undefined ? whyNoSchema(account, schema, accounts) : undefined;
};
