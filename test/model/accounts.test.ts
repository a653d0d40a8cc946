import fc from 'fast-check';
import { expect, test } from 'vitest';
import { accountsIn } from '../../src/model/accounts.ts';

/** What MariaDB 10.11 of Debian answered, with an account that nobody would make. */
const answer = String.raw`account		localhost			N	
account	app	127.0.0.1	mysql_native_password		N	
account	lck	localhost	mysql_native_password		N	1
account	root	localhost	unix_socket		N	0
account	tls	%	mysql_native_password	ANY	Y	
account	we\tird\n	%	mysql_native_password		N	
schema	information_schema
schema	shop
right	app	127.0.0.1	shop
right	app	%	shop\\_%
held	app	7	6
held	root	1	0
lower_case_table_names	0
max_connections	151
require_secure_transport	OFF
skip_name_resolve	OFF
version	10.11.19-MariaDB-0+deb12u1
Max_used_connections	9
`;

/** A row of MySQL 8.0: NULL for an account without a plugin, and Y or N for locked (mysql.user, account_locked). */
const mysql = `account	mysql.sys	localhost	caching_sha2_password		N	Y
account	app	localhost	NULL	NULL	N	N
schema	shop
version	8.0.40-0ubuntu0.24.04.1
`;

const usual = { plugin: 'mysql_native_password', isLocked: false, isExpired: false, needsTls: false };

test('what MariaDB says to its administrator', () => {
  expect(accountsIn(answer)).toEqual({
    flavour: 'MariaDB',
    version: '10.11.19-MariaDB-0+deb12u1',
    accounts: [
      { user: '', host: 'localhost', isLocked: false, isExpired: false, needsTls: false },
      { user: 'app', host: '127.0.0.1', ...usual },
      { user: 'lck', host: 'localhost', ...usual, isLocked: true },
      { user: 'root', host: 'localhost', ...usual, plugin: 'unix_socket' },
      { user: 'tls', host: '%', ...usual, isExpired: true, needsTls: true },
      { user: 'we\tird\n', host: '%', ...usual },
    ],
    schemas: ['information_schema', 'shop'],
    rights: [
      { user: 'app', host: '127.0.0.1', schema: 'shop' },
      { user: 'app', host: '%', schema: String.raw`shop\_%` },
    ],
    isWhole: true,
    held: [
      { user: 'app', connections: 7, asleep: 6 },
      { user: 'root', connections: 1, asleep: 0 },
    ],
    maxConnections: 151,
    mostConnected: 9,
    looksUpNames: true,
    requiresTls: false,
    foldsNames: false,
  });
});

test('what MySQL says, by its manual', () => {
  expect(accountsIn(mysql)).toMatchObject({
    flavour: 'MySQL',
    version: '8.0.40-0ubuntu0.24.04.1',
    accounts: [
      { user: 'mysql.sys', isLocked: true },
      { user: 'app', host: 'localhost', isLocked: false, isExpired: false, needsTls: false },
    ],
  });
});

test('an answer that does not tell of accounts or schemas is none', () => {
  expect(accountsIn('')).toBeUndefined();
  expect(accountsIn(answer.replaceAll(/^account.*\n/gm, ''))).toBeUndefined();
  expect(accountsIn(answer.replaceAll(/^schema.*\n/gm, ''))).toBeUndefined();
});

test('more of them than are kept is said, so that nothing is called missing', () => {
  const many = Array.from({ length: 201 }, (_, n) => `account\tu${n}\t%\tp\t\tN\t\n`).join('');
  const seen = accountsIn(`${many}schema\tshop\n`);
  expect(seen?.accounts).toHaveLength(200);
  expect(seen?.isWhole).toBe(false);
});

test('whatever comes is bounded', () => {
  const word = fc.constantFrom(
    'account',
    'schema',
    'right',
    'held',
    '\t',
    '\n',
    'version',
    'x'.repeat(400),
    '12',
    '\\',
  );
  fc.assert(
    fc.property(fc.array(fc.oneof(word, fc.string()), { maxLength: 400 }), (words) => {
      const seen = accountsIn(words.join(''));
      for (const { user, host } of seen?.accounts ?? []) expect(user.length + host.length).toBeLessThan(512);
      expect(seen?.schemas.length ?? 0).toBeLessThan(201);
      expect(seen?.held.length ?? 0).toBeLessThan(65);
    }),
  );
});
