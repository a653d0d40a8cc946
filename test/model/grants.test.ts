import fc from 'fast-check';
import { expect, test } from 'vitest';
import { questions } from '../../src/model/database.ts';
import { grantsIn } from '../../src/model/grants.ts';
import { workedMs } from '../support/processor.ts';

const plain = { mayGrant: false, isRevoked: false } as const;

/** As MariaDB 10.11, MySQL 5.7 and MySQL 8.0 write them. */
test.each([
  [
    "GRANT USAGE ON *.* TO `visitor`@`127.0.0.1` IDENTIFIED BY PASSWORD '*6BB4837EB74329105EE4568DDA7DC67ED2CA2AD9'",
    { ...plain, privileges: ['USAGE'], level: 'global' },
  ],
  [
    "GRANT SELECT, INSERT ON `my``shop`.* TO 'app'@'localhost'",
    { ...plain, privileges: ['SELECT', 'INSERT'], level: 'schema', schema: 'my`shop' },
  ],
  [
    'GRANT SELECT (`a`, `b`), INSERT ON `shop`.`tips` TO `app`@`%`',
    { ...plain, privileges: ['SELECT', 'INSERT'], level: 'object', schema: 'shop' },
  ],
  [
    'GRANT EXECUTE ON PROCEDURE `shop`.`count` TO `app`@`%`',
    { ...plain, privileges: ['EXECUTE'], level: 'object', schema: 'shop' },
  ],
  [
    'GRANT ALL PRIVILEGES ON *.* TO `TO`@`localhost` IDENTIFIED VIA unix_socket WITH GRANT OPTION',
    { ...plain, privileges: ['ALL PRIVILEGES'], level: 'global', mayGrant: true },
  ],
  [
    'REVOKE INSERT ON `mysql`.* FROM `app`@`%`',
    { privileges: ['INSERT'], level: 'schema', schema: 'mysql', mayGrant: false, isRevoked: true },
  ],
])('%s', (line, grant) => {
  expect(grantsIn([line])).toEqual([grant]);
});

test.each([
  'GRANT `reader`@`%` TO `app`@`localhost`',
  "GRANT PROXY ON ''@'%' TO 'root'@'localhost' WITH GRANT OPTION",
  'SET DEFAULT ROLE `reader` FOR `app`@`localhost`',
  "GRANT USAGE ON *.* TO 'unfinished",
  '',
])('%s gives no right of its own, or is not whole', (line) => {
  expect(grantsIn([line]).filter(({ privileges }) => privileges.join() !== 'USAGE')).toEqual([]);
});

test('no hash is kept', () => {
  const line =
    "GRANT USAGE ON *.* TO `a`@`b` IDENTIFIED VIA ed25519 USING 'ZIgUREUg5PVgQ6LskhXmO+eZLS0nC8be6HPjYWR4YJY'";
  expect(JSON.stringify(grantsIn([line]))).not.toContain('ZIgUREUg');
});

test('any answer to any statement is read or left out', () => {
  const cell = fc.oneof(fc.string({ unit: 'binary', maxLength: 100 }), fc.integer(), fc.constant(null));
  fc.assert(
    fc.property(fc.array(fc.array(cell, { maxLength: 4 }), { maxLength: 5 }), (rows) => {
      for (const { facts } of questions) expect(JSON.stringify(facts(rows))).toBeTypeOf('string');
    }),
  );
});

test('a long line takes work in the measure of its length', () => {
  const start = workedMs();
  for (const unit of ['`', "'", '(', ', ', 'ON *.* ', '\\'])
    grantsIn(Array.from({ length: 300 }, () => `GRANT ${unit.repeat(10_000)}`));
  expect(workedMs() - start).toBeLessThan(5_000);
});
