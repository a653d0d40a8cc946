import { describe, expect, test } from 'vitest';
import type { AccountsSeen } from '../../src/model/seen/accounts.ts';
import type { LogEntry } from '../../src/model/seen/logs.ts';
import { turnedAway } from '../../src/model/turned-away.ts';
import { account } from '../support/accounts.ts';
import { healthy } from '../support/healthy.ts';

const { target, evidence } = healthy;

const because = (
  entry: Partial<LogEntry>,
  list: Partial<AccountsSeen> = {},
  more: { readonly listeners?: typeof evidence.listeners } = { listeners: evidence.listeners },
) =>
  turnedAway(
    {
      source: '/var/log/site/error.log',
      kind: 'database',
      code: '1045',
      errno: 1045,
      account: { user: 'app', host: '127.0.0.1' },
      isEnd: false,
      line: 'Access denied',
      ...entry,
    },
    { accounts: { ...evidence.accounts, ...list }, ...more },
    target,
  );

describe('why the number 1045 was given', () => {
  test('the account is as it should be, so the passwords differ', () => {
    expect(because({})?.cause).toBe('wrong-password');
    expect(because({}, { accounts: [account('%', { plugin: 'caching_sha2_password' })] })?.cause).toBe(
      'wrong-password',
    );
  });

  test('the account of the exact host counts, and not another one', () => {
    const accounts = [account('%', { needsTls: true }), account('127.0.0.1')];
    expect(because({}, { accounts })?.cause).toBe('wrong-password');
    expect(because({}, { accounts: [account('%'), account('127.0.0.1', { needsTls: true })] })?.cause).toBe(
      'account-needs-tls',
    );
  });

  test('both hosts are named where the account is for another one', () => {
    expect(because({}, { accounts: [account('10.0.0.5')] })).toEqual({
      cause: 'other-host',
      because: "the program came from 127.0.0.1, and the database has for this user only 'app'@'10.0.0.5'",
    });
  });

  test.each<[string, Partial<LogEntry>, Partial<AccountsSeen>]>([
    [
      'the program came from elsewhere, maybe to another database',
      { account: { user: 'app', host: '10.0.0.9' } },
      {},
    ],
    ['the line does not name the account', { account: undefined as never }, {}],
    ['no password was sent', { code: 'NO_PASSWORD' }, {}],
    ['more accounts than were read', { account: { user: 'shop', host: '127.0.0.1' } }, { isWhole: false }],
    [
      'it came by the socket, or over the network',
      { account: { user: 'app', host: 'localhost' } },
      { accounts: [account('127.0.0.1')], looksUpNames: true },
    ],
    ['the account is locked', {}, { accounts: [account('127.0.0.1', { isLocked: true })] }],
    ['what the account wants is no password', {}, { accounts: [account('127.0.0.1', { plugin: 'pam' })] }],
    ['nobody may come without TLS', {}, { requiresTls: true }],
    [
      'an account for everybody goes before it',
      {},
      { accounts: [account('%'), account('127.0.0.1', { user: '' })] },
    ],
    ['another number', { errno: 1130, code: '1130' }, {}],
  ])('is not said when: %s', (_, entry, list) => {
    expect(because(entry, list)).toBeUndefined();
  });

  test('nor when there are two databases', () => {
    const first = evidence.listeners.listeners.find(({ port }) => port === 3306);
    if (!first) throw new Error('no database');
    const another = { ...first, port: 3307, processes: [{ name: 'mysqld', pid: 77 }] };
    const listeners = { ...evidence.listeners, listeners: [...evidence.listeners.listeners, another] };
    expect(because({}, {}, { listeners })).toBeUndefined();
  });
});

describe('why the number 1044 was given', () => {
  const of = (schema: string, list: Partial<AccountsSeen> = {}) =>
    because({ errno: 1044, code: '1044', schema }, list);

  test('there is no such schema, and which there are', () => {
    expect(of('foobaz')).toEqual({
      cause: 'schema-missing',
      because: 'the database has no schema of that name, but foobar',
    });
    expect(of('Foobar')?.cause).toBe('schema-missing');
  });

  test('upper and lower case are the same where the server says so', () => {
    expect(of('Foobar', { foldsNames: true, rights: [] })?.cause).toBe('no-right');
  });

  test('the account has no right on it, and who has', () => {
    expect(of('foobar', { rights: [{ user: 'app', host: 'localhost', schema: 'foob%' }] })).toEqual({
      cause: 'no-right',
      because: "the schema is there, and 'app'@'127.0.0.1' has no right on it, but 'app'@'localhost'",
    });
  });

  test('nothing is said when a right stands there, or when the account does not', () => {
    expect(of('foobar')).toBeUndefined();
    expect(of('foobaz', { accounts: [] })).toBeUndefined();
    expect(of('foobaz', { isWhole: false })).toBeUndefined();
  });
});
