import { exactness, fits, type Origin } from './account-host.ts';
import type { AccountsSeen, DatabaseAccount } from './seen/accounts.ts';

/** The things that the number 1045 stands for, as far as the database's own list of accounts tells them apart. */
export type DeniedCause = 'account-missing' | 'other-host' | 'wrong-password' | 'account-needs-tls';

/** Why the database refused somebody who came with a password. */
export interface Denied {
  readonly cause: DeniedCause;
  /** What stands in that list. */
  readonly because: string;
}

/** Who came with a password and was refused. */
export interface Comer {
  readonly who: 'the program' | 'the login';
  readonly user: string;
  readonly from: Origin;
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

export const named = ({ user, host }: { readonly user: string; readonly host: string }): string =>
  `'${user.slice(0, 40)}'@'${host.slice(0, 60)}'`;

const mostNamed = 3;

export const listed = (names: readonly string[]): string =>
  `${names.slice(0, mostNamed).join(', ')}${names.length > mostNamed ? ` and ${names.length - mostNamed} more` : ''}`;

/** Which of them the server takes, for somebody who may be any of them; which one of several, is the server's own affair. */
const firstOf = (accounts: readonly DatabaseAccount[]): readonly DatabaseAccount[] => {
  const most = Math.max(...accounts.map(({ host }) => exactness(host)));
  const top = accounts.filter(({ host }) => exactness(host) === most);
  // One for everybody, for just this host, goes before one of that name for many hosts, and behind one for this host.
  const own = top.filter(({ user }) => user !== '');
  return own.length > 0 ? own : top;
};

/** The account is there, for this place: what of it refuses a password. */
const whyRefused = (
  { from }: Comer,
  first: readonly DatabaseAccount[],
  requiresTls: boolean | undefined,
): Denied | undefined => {
  const shown = `${first.length === 1 ? 'the account' : 'the accounts'} ${listed(first.map(named))}`;
  const [is, needs] = first.length === 1 ? ['is', 'needs'] : ['are', 'need'];
  if (first.some(({ user, isLocked }) => user === '' || isLocked)) return undefined;
  if (first.every(({ needsTls }) => needsTls))
    return { cause: 'account-needs-tls', because: `${shown} may come over TLS only` };
  // MariaDB has 1045 for that, too, with the right password (10.11, measured); MySQL has 3159.
  if (requiresTls === true && !from.isSocket) return undefined;
  return first.some(({ needsTls, plugin }) => needsTls || !byPassword.has(plugin))
    ? undefined
    : {
        cause: 'wrong-password',
        because: `the database has ${shown}, which ${is} not locked and ${needs} no TLS, so the password that came is another one`,
      };
};

/** Of 1045, for somebody who came with a password from the server itself: which of the things that it stands for. */
export const whyDenied = (
  comer: Comer,
  { accounts, requiresTls, isWhole }: AccountsSeen,
): Denied | undefined => {
  const { who, user, from } = comer;
  const own = accounts.filter((one) => one.user === user);
  if (user === '') return undefined;
  if (own.length === 0)
    return isWhole
      ? {
          cause: 'account-missing',
          because: `the database has ${accounts.length} accounts, and none of them is for the user ${user.slice(0, 40)}`,
        }
      : undefined;
  if (own.some((one) => fits(one.host, from) === 'perhaps')) return undefined;
  const open = own.filter((one) => fits(one.host, from) === 'yes');
  if (open.length === 0)
    return isWhole
      ? {
          cause: 'other-host',
          because: `${who} came from ${from.shown}, and the database has for this user only ${listed(own.map(named))}`,
        }
      : undefined;
  const forEverybody = accounts.filter((one) => one.user === '' && fits(one.host, from) !== 'no');
  return whyRefused(comer, firstOf([...open, ...forEverybody]), requiresTls);
};
