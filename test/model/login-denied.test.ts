import { describe, expect, test } from 'vitest';
import { loginDenied } from '../../src/model/login-denied.ts';
import { wayIn } from '../../src/model/mysql.ts';
import type { AccountsSeen, DatabaseAccount } from '../../src/model/seen/accounts.ts';
import type { Listener } from '../../src/model/seen/listeners.ts';
import type { MysqlAttempt } from '../../src/model/seen/mysql.ts';
import { account } from '../support/accounts.ts';
import { healthy } from '../support/healthy.ts';

const { target, evidence } = healthy;

const socket = '/run/mysqld/mysqld.sock';
const login = { outcome: 'refused', errno: 1045, withPassword: true } as const;

/** What is said of a login to the healthy database that was refused, with one thing in it otherwise. */
const denied = (
  patch: Partial<MysqlAttempt> = {},
  list: Partial<AccountsSeen> = {},
  listeners: readonly Listener[] = evidence.listeners.listeners,
  accounts: AccountsSeen = evidence.accounts,
) => {
  const attempt = wayIn(evidence.mysql);
  if (!attempt) throw new Error('nobody asked the database');
  return loginDenied(
    { ...attempt, user: 'app', login, ...patch },
    { accounts: { ...accounts, ...list }, listeners: { ...evidence.listeners, listeners } },
    target,
  );
};

const having = (...accounts: readonly DatabaseAccount[]): Partial<AccountsSeen> => ({ accounts });

const ownedBy = (name: string, pid: number): readonly Listener[] =>
  evidence.listeners.listeners.map((one) =>
    one.port === 3306 ? { ...one, processes: [{ name, pid }] } : one,
  );

describe('a login at the port', () => {
  test('comes from the address alone where names are not looked up, through ssh too', () => {
    expect(denied({ via: 'ssh' }, having(account('127.0.0.1')))?.cause).toBe('wrong-password');
    expect(denied({}, having(account('127.0.0.1')))?.cause).toBe('wrong-password');
    expect(denied({}, having(account('localhost')))).toEqual({
      cause: 'other-host',
      because: "the login came from 127.0.0.1, and the database has for this user only 'app'@'localhost'",
    });
  });

  test('comes from both where they are', () => {
    const looksUpNames = true;
    for (const host of ['127.0.0.1', 'localhost'])
      expect(denied({}, { ...having(account(host)), looksUpNames })?.cause).toBe('wrong-password');
    expect(denied({}, { ...having(account('10.0.0.5')), looksUpNames })?.because).toMatch(
      /^the login came from 127\.0\.0\.1 \(localhost\), and /,
    );
  });

  test('which of two accounts was taken is said of none that differ', () => {
    const [one, other] = [account('127.0.0.1'), account('localhost')];
    expect(denied({}, { ...having(one, other), looksUpNames: true })?.because).toBe(
      "the database has the accounts 'app'@'127.0.0.1', 'app'@'localhost', which are not locked and need no TLS, so the password that came is another one",
    );
    const list = having(one, { ...other, needsTls: true });
    expect(denied({}, { ...list, looksUpNames: true })).toBeUndefined();
  });
});

describe('a login at the socket', () => {
  const at = { socket };

  test('comes from localhost, and from no address', () => {
    expect(denied(at, having(account('localhost')))?.cause).toBe('wrong-password');
    expect(denied(at, { ...having(account('127.0.0.1')), looksUpNames: true })?.cause).toBe('other-host');
  });

  test('is safe where nobody may come without TLS', () => {
    const list = { ...having(account('%')), requiresTls: true };
    expect(denied(at, list)?.cause).toBe('wrong-password');
    expect(denied({}, list)).toBeUndefined();
  });

  test('is at the same file by its older name', () => {
    expect(denied({ socket: '/var/run/mysqld/mysqld.sock' })?.cause).toBe('wrong-password');
    expect(denied({ socket: '/srv/other.sock' })).toBeUndefined();
  });
});

describe('nothing is said', () => {
  test.each<[string, Partial<MysqlAttempt>, Partial<AccountsSeen>]>([
    ['of another number', { login: { ...login, errno: 1698 } }, {}],
    ['when no password was sent', { login: { ...login, withPassword: false } }, {}],
    ['of a login at the address of the site', { via: 'site' }, {}],
    ['of a stranger', { asStranger: true }, {}],
    ['of a database elsewhere', { address: '10.0.0.9' }, {}],
    ['of an address that the server may call otherwise', { address: '127.0.1.1' }, {}],
    ['of a user that may stand behind what was read', { user: 'shop' }, { isWhole: false }],
  ])('%s', (_, patch, list) => {
    expect(denied(patch, list)).toBeUndefined();
  });

  test('when it depends on whether names are looked up, which was not seen', () => {
    const { looksUpNames: _, ...unlooked } = evidence.accounts;
    const { listeners } = evidence.listeners;
    expect(denied({}, having(account('localhost')), listeners, unlooked)).toBeUndefined();
    expect(denied({}, having(account('127.0.0.1')), listeners, unlooked)?.cause).toBe('wrong-password');
  });

  test('when something else has the port, or somebody who was not seen', () => {
    expect(denied({}, {}, ownedBy('docker-proxy', 77))).toBeUndefined();
    const unowned = evidence.listeners.listeners.map((one) => ({ ...one, processes: [] }));
    expect(denied({}, {}, unowned)).toBeUndefined();
  });

  test('when there are two databases', () => {
    expect(denied({}, {}, ownedBy('mysqld', 77))).toBeUndefined();
  });
});
