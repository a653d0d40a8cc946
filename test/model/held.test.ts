import { expect, test } from 'vitest';
import { heldBy, type HeldSeen } from '../../src/model/held.ts';
import type { AccountsSeen } from '../../src/model/seen/accounts.ts';
import { healthy } from '../support/healthy.ts';

const { target, evidence } = healthy;

const link = (pid: number, name: string) => ({
  protocol: 'tcp' as const,
  to: '127.0.0.1',
  port: 3306,
  pid,
  name,
});

const said = (held: AccountsSeen['held'], more: Partial<HeldSeen> = {}) =>
  heldBy(
    {
      accounts: { ...evidence.accounts, held, maxConnections: 10 },
      links: evidence.links,
      nginx: evidence.nginx,
      listeners: evidence.listeners,
      ...more,
    },
    target,
  );

const idle = [{ user: 'app', connections: 10, asleep: 9 }];

test('the program behind Nginx, when most of the connections are its own and idle', () => {
  expect(said(idle)).toEqual({
    cause: 'held-by-program',
    because:
      '10 connections are allowed; the user app holds 10, of which 9 are idle; they lead to the program behind Nginx',
  });
});

test('another program, also when each of its processes has one', () => {
  const links = {
    ...evidence.links,
    links: [link(300, 'node'), link(7, 'php'), link(8, 'php'), link(9, 'cron')],
  };
  expect(said(idle, { links })).toEqual({
    cause: 'held-by-another',
    because:
      '10 connections are allowed; the user app holds 10, of which 9 are idle; they lead to php (process 7), which is not the program behind Nginx',
  });
});

test('who holds them is said, and not whose they are, where processes may not be seen', () => {
  const { pid: _pid, ...nobody } = link(1, '');
  const unclear = said(idle, { links: { ...evidence.links, links: [nobody] } });
  expect(unclear).toEqual({
    because: '10 connections are allowed; the user app holds 10, of which 9 are idle',
  });
  const { links: _links, ...unseen } = {
    links: evidence.links,
    accounts: { ...evidence.accounts, held: idle, maxConnections: 10 },
  };
  expect(heldBy(unseen, target)?.cause).toBeUndefined();
});

test('too small a limit, when they are at work or shared', () => {
  expect(said([{ user: 'app', connections: 10, asleep: 2 }])?.cause).toBe('limit-too-small');
  expect(
    said([
      { user: 'app', connections: 5, asleep: 5 },
      { user: 'reports', connections: 5, asleep: 5 },
    ])?.cause,
  ).toBe('limit-too-small');
});

test('nothing, when there is room again, or when the accounts were not seen', () => {
  expect(said([{ user: 'app', connections: 4, asleep: 4 }])).toBeUndefined();
  expect(said([])).toBeUndefined();
  expect(heldBy({}, target)).toBeUndefined();
});
