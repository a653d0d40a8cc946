import fc from 'fast-check';
import { expect, test } from 'vitest';
import { lastEndIn } from '../../src/model/database-log.ts';

/** The words of MariaDB 10.11.19 of Debian 12, and of MySQL 8.0 where a test says so. */

const startsUp = `2026-11-26 17:00:52 0 [Note] Starting MariaDB 10.11.19-MariaDB-0+deb12u1 as process 20138
2026-11-26 17:00:53 0 [Note] Plugin 'FEEDBACK' is disabled.
`;

const aborts = '2026-11-26 17:00:53 0 [ERROR] Aborting\n';
const shutsDown = '2026-11-26 17:09:53 0 [Note] /usr/sbin/mariadbd: Shutdown complete\n';

const misspelt = "2026-11-26 17:00:53 0 [ERROR] mariadbd: unknown variable 'max_conections=80'\n";

const withoutFolder = `2026-11-26 17:00:49 0 [ERROR] mariadbd: Can't create/write to file '/srv/notmp/ibmMhV4w' (Errcode: 2 "No such file or directory")
2026-11-26 17:00:49 0 [ERROR] InnoDB: Unable to create temporary file; errno: 2
2026-11-26 17:00:49 0 [ERROR] Plugin 'InnoDB' registration as a STORAGE ENGINE failed.
2026-11-26 17:00:49 0 [ERROR] Unknown/unsupported storage engine: InnoDB
`;

const whyOf = (log: string): string | undefined => lastEndIn(log, 'journal')?.why;

test('what it died of is the first reason that is known, not the last words', () => {
  expect(whyOf(startsUp + misspelt + aborts)).toBe('unknown-option');
  expect(whyOf(startsUp + withoutFolder + aborts)).toBe('folder-missing');
  expect(
    whyOf(
      `2026-11-26 16:57:16 0 [Warning] Can't create test file '/srv/no/vm.lower-test' (Errcode: 2 "No such file or directory")
mariadbd: Can't change dir to '/srv/no/' (Errcode: 2 "No such file or directory")
${aborts}`,
    ),
  ).toBe('datadir-missing');
  expect(
    whyOf(
      `${startsUp}2026-11-26 17:00:50 0 [ERROR] InnoDB: The data file './ibdata1' is of a different size 768 pages than the 4096 pages specified by innodb_data_file_path
2026-11-26 17:00:50 0 [ERROR] InnoDB: Plugin initialization aborted with error Generic error
${aborts}`,
    ),
  ).toBe('data-file-size');
});

test('MySQL says that it is shut down after an aborted start, too', () => {
  const log = `2026-11-26T17:00:53.100000Z 0 [System] [MY-010116] [Server] /usr/sbin/mysqld (mysqld 8.0.40) starting as process 71
2026-11-26T17:00:53.200000Z 0 [ERROR] [MY-000067] [Server] unknown variable 'max_conections=80'.
2026-11-26T17:00:53.300000Z 0 [ERROR] [MY-010119] [Server] Aborting
2026-11-26T17:00:53.400000Z 0 [System] [MY-010910] [Server] /usr/sbin/mysqld: Shutdown complete (mysqld 8.0.40)  (Ubuntu).
`;
  expect(lastEndIn(log, '/var/log/mysql/error.log')).toEqual({
    why: 'unknown-option',
    line: "[ERROR] [MY-000067] [Server] unknown variable 'max_conections=…'.",
    source: '/var/log/mysql/error.log',
  });
});

test('only the last start counts', () => {
  expect(whyOf(startsUp + misspelt + aborts + startsUp + shutsDown)).toBeUndefined();
  expect(whyOf(startsUp + misspelt + aborts + startsUp)).toBeUndefined();
  expect(whyOf(startsUp + misspelt + aborts + startsUp + withoutFolder + aborts)).toBe('folder-missing');
  expect(whyOf(startsUp + shutsDown)).toBeUndefined();
  expect(whyOf('')).toBeUndefined();
});

test('what is not known is told in its own words, and no value of an option is kept', () => {
  const log = `${startsUp}2026-11-26 17:00:50 0 [ERROR] InnoDB: Unable to lock ./ibdata1 error: 11\n${aborts}`;
  expect(lastEndIn(log, 'journal')).toMatchObject({
    why: 'other',
    line: '[ERROR] InnoDB: Unable to lock ./ibdata1 error: 11',
  });
  const bind = `${startsUp}2026-11-26 17:00:50 0 [ERROR] Can't start server: Bind on TCP/IP port. Got error: 98: Address already in use\n${aborts}`;
  expect(whyOf(bind)).toBe('other');
  const secret = startsUp + misspelt.replace('max_conections=80', 'master_pass=hunter2') + aborts;
  expect(JSON.stringify(lastEndIn(secret, 'journal'))).not.toContain('hunter2');
});

test('whatever the log holds, the answer is short', () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 2_000 }), (text) => {
      const end = lastEndIn(`${startsUp}${text}\n${misspelt}${text}\n${aborts}`, 'journal');
      expect((end?.line ?? '').length).toBeLessThanOrEqual(300);
    }),
    { numRuns: 200 },
  );
});
