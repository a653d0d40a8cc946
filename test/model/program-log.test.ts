import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { LogEntry } from '../../src/model/seen/logs.ts';
import { masked } from '../../src/model/log-mask.ts';
import { isProgramUnit, unitOf, unitsIn, writesTo } from '../../src/model/program-files.ts';
import { entriesIn } from '../../src/model/program-log.ts';

const readAt = Date.parse('2026-11-26T09:00:00Z');

const read = (
  text: string,
  more: Partial<Parameters<typeof entriesIn>[0]> = {},
  isGone = false,
): LogEntry[] =>
  entriesIn(
    { source: 'app.log', text, isJournal: false, changedAt: readAt, ...more },
    { zone: '+0100', readAt, isGone },
  );

const last = (text: string): Partial<LogEntry> | undefined => {
  const entry = read(text, {}, true).at(-1);
  if (!entry) return undefined;
  const { source: _source, isEnd: _isEnd, at: _at, line: _line, ...rest } = entry;
  return rest;
};

const traceback = (error: string, ...files: readonly string[]): string =>
  [
    'Traceback (most recent call last):',
    ...files.map((file) => `  File "${file}", line 7, in home\n    code()`),
    error,
  ].join('\n');

describe('what the database said, as each driver writes it', () => {
  test.each([
    ['mysql2, the code alone', 'ER_ACCESS_DENIED_ERROR', 1045],
    [
      'mysql2',
      "Error: Table 'shop.visits' doesn't exist\n    at PromisePool.query (/srv/node_modules/mysql2/promise.js:356:22)\n    at home (/srv/app.js:9:20) {\n  code: 'ER_NO_SUCH_TABLE',\n  errno: 1146,\n  sqlState: '42S02'\n}",
      1146,
    ],
    [
      'mysql2, a number of MariaDB that has another name in MySQL',
      '/ ER_BULK_PARSER_INCOMPLETE_ESCAPE_SEQUENCE 4151',
      4151,
    ],
    [
      'PyMySQL',
      traceback(
        `pymysql.err.OperationalError: (1044, "Access denied for user 'app'@'%' to database 'x'")`,
        '/srv/app.py',
      ),
      1044,
    ],
    [
      'SQLAlchemy',
      traceback(
        `sqlalchemy.exc.ProgrammingError: (pymysql.err.ProgrammingError) (1146, "Table 'a.b' doesn't exist")`,
        '/srv/app.py',
      ),
      1146,
    ],
    [
      'MySQL Connector',
      traceback("mysql.connector.errors.ProgrammingError: 1054 (42S22): Unknown column 'x' in 'field list'"),
      1054,
    ],
    [
      'PDO, in',
      "PHP Fatal error:  Uncaught PDOException: SQLSTATE[HY000] [1049] Unknown database 'x' in /srv/a.php:3",
      1049,
    ],
    [
      'PDO, a statement',
      "PHP Fatal error:  Uncaught PDOException: SQLSTATE[42S02]: Base table or view not found: 1146 Table 'a.b' doesn't exist in /srv/a.php:3",
      1146,
    ],
    [
      'mysqli, a warning',
      "PHP Warning:  mysqli_connect(): (HY000/1045): Access denied for user 'a'@'b' (using password: YES) in /srv/a.php on line 2",
      1045,
    ],
    [
      'mysqli, which shows no number',
      "PHP Fatal error:  Uncaught mysqli_sql_exception: UPDATE command denied to user 'app'@'localhost' for table `shop`.`visits` in /srv/a.php:4",
      1142,
    ],
    ['Go', '2026/11/26 10:00:00 Error 1205 (HY000): Lock wait timeout exceeded', 1205],
  ])('%s', (_, text, errno) => {
    expect(last(text)).toMatchObject({ kind: 'database', errno });
  });

  test.each([
    [
      `(1045, "Access denied for user 'app'@'127.0.0.1' (using password: YES)")`,
      'app',
      '127.0.0.1',
      undefined,
    ],
    [`(1044, "Access denied for user 'app'@'%' to database 'x'")`, 'app', '%', 'x'],
    [
      `ERROR 1044 (42000): Benutzer 'app'@'localhost' hat keine Zugriffsberechtigung für Datenbank 'x'`,
      'app',
      'localhost',
      'x',
    ],
    ["Access denied for user 'a b'@'localhost' ER_ACCESS_DENIED_ERROR 1045", 'a b', 'localhost', undefined],
  ])('whom it turned away: %s', (text, user, host, schema) => {
    expect(last(text)).toMatchObject({ account: { user, host }, ...(schema ? { schema } : {}) });
    expect(last(text)?.schema).toBe(schema);
  });

  test('of whom another error speaks is not asked', () => {
    expect(last(`(1142, "SELECT command denied to user 'app'@'localhost' for table 'x'")`)).toEqual({
      kind: 'database',
      code: '1142',
      errno: 1142,
    });
  });

  test('that no password was sent', () => {
    expect(last(`(1045, "Access denied for user 'app'@'localhost' (using password: NO)")`)).toMatchObject({
      code: 'NO_PASSWORD',
    });
  });
});

describe('what was in the way to it', () => {
  test.each([
    ['connect ECONNREFUSED 127.0.0.1:3306', 'ECONNREFUSED', '127.0.0.1:3306'],
    ['Error: connect ECONNREFUSED ::1:3306\n    at x (/srv/a.js:1:1)', 'ECONNREFUSED', '::1:3306'],
    ['Error: connect ENOENT /run/mysqld/mysqld.sock', 'ENOENT', '/run/mysqld/mysqld.sock'],
    ['Error: getaddrinfo ENOTFOUND db', 'ENOTFOUND', 'db'],
    ['Error: connect ETIMEDOUT', 'ETIMEDOUT', undefined],
    [
      `pymysql.err.OperationalError: (2003, "Can't connect to MySQL server on 'db' ([Errno -2] Name or service not known)")`,
      'ENOTFOUND',
      'db',
    ],
    [
      `(2002, "Can't connect to local server through socket '/run/mysqld/mysqld.sock' (2)")`,
      'ENOENT',
      '/run/mysqld/mysqld.sock',
    ],
    [`(2002, "Can't connect to server on '127.0.0.1' (115)")`, 'ETIMEDOUT', '127.0.0.1'],
    [
      'PHP Fatal error:  Uncaught PDOException: SQLSTATE[HY000] [2002] Connection refused in /srv/a.php:3',
      'ECONNREFUSED',
      undefined,
    ],
    [
      'PHP Warning:  mysqli_connect(): (HY000/2002): No such file or directory in /srv/a.php on line 2',
      'ENOENT',
      undefined,
    ],
    [`(2006, 'MySQL server has gone away')`, 'CONNECTION_LOST', undefined],
  ])('%s', (text, code, about) => {
    expect(last(text)).toEqual({
      kind: 'way',
      code,
      ...(about === undefined ? {} : { about }),
      ...(/\b(200[0-9])\b/.test(text) ? { errno: Number(/\b(20\d\d)\b/.exec(text)?.[1]) } : {}),
    });
  });

  test('other services are none of its matter', () => {
    expect(last('Error: connect ECONNREFUSED 127.0.0.1:6379')?.kind).not.toBe('way');
  });
});

test('a way that mysqli tells without a number', () => {
  const text = 'PHP Fatal error:  Uncaught mysqli_sql_exception: Connection refused in /srv/a.php:3';
  expect(last(text)).toEqual({ kind: 'way', code: 'ECONNREFUSED', errno: 2002 });
});

describe('what the code did', () => {
  test.each([
    [
      traceback("KeyError: 'x'", '/usr/lib/python3/dist-packages/flask/app.py', '/srv/app.py'),
      'KeyError',
      '/srv/app.py:7',
    ],
    [traceback("KeyError: 'DB_HOST'", '/srv/app.py', '<frozen os>'), 'ENVIRONMENT', 'DB_HOST'],
    [traceback("ModuleNotFoundError: No module named 'flask'", '/srv/app.py'), 'MODULE_NOT_FOUND', 'flask'],
    [
      traceback("FileNotFoundError: [Errno 2] No such file or directory: '/srv/data.json'", '/srv/app.py'),
      'ENOENT',
      '/srv/data.json',
    ],
    [
      "Error: Cannot find module 'express'\nRequire stack:\n- /srv/app.js\n    at x (node:internal/modules:1:1) {\n  code: 'MODULE_NOT_FOUND',\n}",
      'MODULE_NOT_FOUND',
      'express',
    ],
    [
      'TypeError: x is not a function\n    at home (/srv/app.js:3:9)\n    at run (node:events:1:1)',
      'TypeError',
      '/srv/app.js:3',
    ],
    [
      'Error: listen EADDRINUSE: address already in use 127.0.0.1:3000\n    at x (node:net:1:1)',
      'EADDRINUSE',
      '127.0.0.1:3000',
    ],
    [
      "Error: listen EACCES: permission denied /run/shop.sock\n    at y (/srv/app.js:9:1)\n    at x (node:net:1:1) {\n  code: 'EACCES',\n}",
      'EACCES',
      '/srv/app.js:9',
    ],
    [
      "Error: listen EACCES: permission denied 0.0.0.0:80\n    at y (/srv/app.js:9:1)\n    at x (node:net:1:1) {\n  code: 'EACCES',\n}",
      'Error',
      '/srv/app.js:9',
    ],
    [
      'PHP Parse error:  syntax error, unexpected end of file in /srv/a.php on line 9',
      'ParseError',
      '/srv/a.php:9',
    ],
    [
      'PHP Fatal error:  Allowed memory size of 134217728 bytes exhausted (tried to allocate 20480 bytes) in /srv/a.php on line 5',
      'MEMORY',
      '/srv/a.php:5',
    ],
    ["Failed to find attribute 'app' in 'shop'.", 'AppImportError', 'shop:app'],
  ])('%s', (text, code, about) => {
    expect(last(text)).toMatchObject({ code, about });
  });

  test('ordinary lines are not understood', () => {
    const text =
      'listening on 3000\n127.0.0.1 - - [26/Nov/2026] "GET /error HTTP/1.1" 500\nno errors today\nmap 1045\n';
    expect(read(text)).toEqual([]);
  });
});

describe('when', () => {
  const line = 'ER_NO_SUCH_TABLE 1146';

  test.each([
    ['2026-11-26T08:59:50.250Z', '2026-11-26T08:59:50.250Z'],
    ['[2026-11-26 09:59:50 +0100]', '2026-11-26T08:59:50.000Z'],
    ['2026-11-26 09:59:50,123', '2026-11-26T08:59:50.123Z'],
    ['[26-Nov-2026 08:59:50 UTC]', '2026-11-26T08:59:50.000Z'],
    ['[26-Nov-2026 09:59:50]', '2026-11-26T08:59:50.000Z'],
  ])('%s', (time, at) => {
    expect(read(`${time} ${line}\nlistening\n`).map((entry) => entry.at)).toEqual([at]);
  });

  test('an old line is left out, also when the file was changed just now', () => {
    expect(read(`2026-11-26T08:50:00Z ${line}\n2026-11-26T08:59:59Z all is well\n`)).toEqual([]);
  });

  test('a line without a time: the last one is as old as the file, another not older than the one before it', () => {
    const changedAt = readAt - 1000;
    const text = `2026-11-26T08:50:00Z started\n${line}\n${line}\n`;
    expect(read(text, { changedAt }).map(({ at }) => at)).toEqual(['2026-11-26T08:59:59.000Z']);
    expect(read(text, { changedAt: readAt - 3_600_000 })).toEqual([]);
  });

  test('the last words of a program that is gone count, however old they are', () => {
    const text = `${traceback("KeyError: 'x'", '/srv/app.py')}\n`;
    const changedAt = readAt - 86_400_000;
    expect(read(text, { changedAt })).toEqual([]);
    expect(read(text, { changedAt }, true)).toMatchObject([{ isEnd: true, at: '2026-11-25T09:00:00.000Z' }]);
    expect(read(`${text}listening on 3000\n`, { changedAt }, true)).toEqual([]);
  });

  test('the last words of Gunicorn are those before it gives up, also when it is disturbed in that', () => {
    const time = '[2026-11-26 08:59:50 +0000] [7]';
    const halted = "gunicorn.errors.HaltServer: <HaltServer 'Worker failed to boot.' 3>";
    const arbiter = '/usr/lib/python3/dist-packages/gunicorn/arbiter.py';
    const text = [
      `${time} [ERROR] Exception in worker process`,
      traceback("KeyError: 'x'", '/srv/app.py'),
      `${time} [INFO] Worker exiting (pid: 8)`,
      traceback(halted, arbiter),
      '',
      'During handling of the above exception, another exception occurred:',
      '',
      traceback(halted, arbiter),
      '',
    ].join('\n');
    expect(read(text, {}, true)).toMatchObject([{ code: 'KeyError', about: '/srv/app.py:7', isEnd: true }]);
  });

  test('what systemd keeps', () => {
    const text = [
      '2026-11-26T09:59:50+0100 shop node[12]: TypeError: x is not a function',
      '2026-11-26T09:59:50+0100 shop node[12]:     at home (/srv/app.js:3:9)',
      '2026-11-26T09:59:51+0100 shop systemd[1]: shop.service: Failed with result Error: none',
    ].join('\n');
    expect(read(text, { isJournal: true })).toMatchObject([
      { code: 'TypeError', about: '/srv/app.js:3', at: '2026-11-26T08:59:50.000Z' },
    ]);
  });

  test('for which page', () => {
    const text = `[2026-11-26 08:59:50 +0000] [7] [ERROR] Error handling request /about?token=x\n${traceback("KeyError: 'x'", '/srv/app.py')}\n`;
    expect(read(text)).toMatchObject([{ path: '/about' }]);
  });
});

describe('what may be shown of a line', () => {
  test.each([
    ['mysql://me:hunter2@db/shop', 'mysql://…@db/shop'],
    ['login with password=hunter2 failed', 'login with password=… failed'],
    ['{"token": "hunter2", "a": 1}', '{"token": …, "a": 1}'],
    ['Authorization: Bearer hunter2hunter2', 'Authorization: …'],
    ["'password' => 'hunter 2'", "'password' => …"],
    ['password="my hunter2 words" failed', 'password=… failed'],
    ['AWS_SECRET_ACCESS_KEY=hunter2', 'AWS_SECRET_ACCESS_KEY=…'],
    ['SECRET_KEY = "hunter2"', 'SECRET_KEY = …'],
    ['mysql://me:hunt/er@2@db/shop', 'mysql://…@db/shop'],
    ["#0 db.php(3): PDO->__construct('mysql:host=db', 'me', 'hunter2')", '#0 db.php(3): PDO->__construct(…)'],
    ["Duplicate entry 'anna@example.org' for key 'email'", "Duplicate entry '…' for key 'email'"],
    ['GET /reset?code=hunter2 from 203.0.113.7', 'GET /reset from …'],
    ['from 2001:db8::7 to 127.0.0.1 at 12:00:01', 'from … to 127.0.0.1 at 12:00:01'],
    [
      "Access denied for user 'app'@'localhost' (using password: YES)",
      "Access denied for user 'app'@'localhost' (using password: YES)",
    ],
  ])('%s', (line, shown) => {
    expect(masked(line)).toBe(shown);
  });

  test('it is short', () => {
    expect(masked('x'.repeat(5000)).length).toBeLessThan(210);
  });
});

describe('where a program writes', () => {
  test('by its open files', () => {
    const out = `total 0
lrwx------ 1 app app 64 Nov 26 09:00 0 -> /dev/null
l-wx------ 1 app app 64 Nov 26 09:00 1 -> /srv/app/out.txt
l-wx------ 1 app app 64 Nov 26 09:00 2 -> socket:[77]
l-wx------ 1 app app 64 Nov 26 09:00 5 -> /var/log/app/error.log
l-wx------ 1 app app 64 Nov 26 09:00 6 -> /var/log/app/access.log
l-wx------ 1 app app 64 Nov 26 09:00 7 -> /var/log/app/old.log (deleted)
`;
    expect(writesTo(out)).toEqual({ files: ['/srv/app/out.txt', '/var/log/app/error.log'], journal: true });
  });

  test('by its service', () => {
    expect(unitOf('0::/system.slice/shop.service\n')).toBe('shop.service');
    expect(unitOf('0::/user.slice/user-0.slice/session-1.scope\n')).toBeUndefined();
    expect(unitsIn('shop.service loaded failed failed The shop\nx.timer loaded\n')).toEqual(['shop.service']);
    expect(isProgramUnit('{ path=/usr/bin/gunicorn ; argv[]=… }')).toBe(true);
    expect(isProgramUnit('{ path=/usr/bin/certbot ; argv[]=… }')).toBe(false);
  });
});

test('any text is read or left out', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (text) => {
      for (const isJournal of [true, false]) read(text, { isJournal }, true);
      masked(text);
      writesTo(text);
      unitOf(text);
    }),
  );
});

/** Milliseconds; a line that takes long is a line that somebody else can write. */
const patience = 2_000;

test.each([
  ['a', 65_536],
  ['1:', 32_768],
  ['at ', 20_000],
  ['x.', 32_768],
  ['a@', 32_768],
  ["'", 65_536],
  ['(1045, ', 9_000],
  ['Traceback (most recent call last):\n', 1_800],
  ['    at a (/b:1:1)\n', 3_600],
  ['password=', 7_000],
])('64 KiB of %j are read at once', (piece, times) => {
  const before = performance.now();
  read(piece.repeat(times), {}, true);
  expect(performance.now() - before).toBeLessThan(patience);
});
