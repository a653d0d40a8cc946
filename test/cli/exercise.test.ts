import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { expectInSchema } from '../support/cards.ts';
import { takeStep } from '../support/lab-steps.ts';
import { describeReal } from '../support/real.ts';
import { mysqlPeer } from '../support/servers/mysql-peer.ts';
import { staged } from '../support/stage.ts';
import { cli, freshHome, startLab, type Ended, type RunningCliLab } from '../support/run-cli.ts';

/** The commands as somebody types them, on a lab that runs, and on the same servers as if they were one's own. */

const recorder = fileURLToPath(new URL('../support/record-contacts.js', import.meta.url));

interface Marked {
  readonly schema: number;
  readonly exercise: string;
  readonly passed: boolean;
  readonly requirements: readonly { readonly id: string; readonly status: string; readonly hint?: string }[];
}

const statusesIn = ({ stdout }: Ended): readonly string[] =>
  (JSON.parse(stdout) as Marked).requirements.map(({ status }) => status);

describeReal('exercise, typed', () => {
  let lab: RunningCliLab;
  let ports: { readonly http: number; readonly db: number };

  beforeAll(async () => {
    lab = await startLab(freshHome());
    ({ ports } = JSON.parse((await type('lab', 'status', '--format', 'json')).stdout) as {
      ports: typeof ports;
    });
  });
  const folder = mkdtempSync(join(tmpdir(), 'it-class-'));
  afterAll(async () => {
    await lab?.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  const type = (...words: readonly string[]): Promise<Ended> => cli(words, { env: lab.env });

  /** Begins it on the lab, and gives the folder in which the files are. */
  const start = async (id: string): Promise<string> => {
    const { code, stdout } = await type('exercise', 'start', id, '--format', 'json');
    expect(code).toBe(0);
    return (JSON.parse(stdout) as { directory: string }).directory;
  };

  test('is begun on the lab, not passed, solved in its files, and passed', async () => {
    const directory = await start('web/redirect');
    const before = await type('exercise', 'check', 'web/redirect', '--lab', '--format', 'json');
    expect([before.code, statusesIn(before)]).toEqual([1, ['fail']]);
    await takeStep(
      { directory },
      {
        edit: {
          file: 'web/site.conf',
          from: 'root html;',
          to: 'root html; location /redirect_me { return 301 /about; }',
        },
      },
    );
    expect((await type('lab', 'reload', 'web')).code).toBe(0);
    const after = await type('exercise', 'check', 'web/redirect', '--lab');
    expect([after.code, after.stdout]).toEqual([0, expect.stringContaining('Passed on the lab.') as string]);
  });

  test('on a server of one’s own it counts', async () => {
    const own = ['127.0.0.1', '--private', '--http-port', String(ports.http)];
    await start('web/not-found');
    const missed = await type('exercise', 'check', 'web/not-found', ...own);
    expect([missed.code, missed.stdout]).toEqual([1, expect.stringContaining('has built in') as string]);
    await type('lab', 'fix', 'web');
    const passed = await type('exercise', 'check', 'web/not-found', ...own);
    expect([passed.code, passed.stdout]).toEqual([0, expect.stringMatching(/\nPassed\.\n$/) as string]);
    expect((await type('exercise', 'list')).stdout).toContain('done     web/not-found');
  });

  test('logs in to a database as the user that the task is about', async () => {
    const directory = await start('db/user-and-grant');
    const steps = [
      "CREATE USER 'holberton_user'@'127.0.0.1' IDENTIFIED BY 'its own'",
      "GRANT REPLICATION CLIENT ON *.* TO 'holberton_user'@'127.0.0.1'",
    ];
    for (const sql of steps) await takeStep({ directory }, { sql });
    const words = ['exercise', 'check', 'db/user-and-grant', '127.0.0.1', '--inside', '--format', 'json'];
    const asUser = ['--db-user', 'holberton_user', '--db-port', String(ports.db)];
    const right = await cli([...words, ...asUser], {
      env: { ...lab.env, INFRA_TUTOR_DB_PASSWORD: 'its own' },
    });
    expect([right.code, statusesIn(right)]).toEqual([0, ['success', 'success']]);
    const wrong = await cli([...words, ...asUser], {
      env: { ...lab.env, INFRA_TUTOR_DB_PASSWORD: 'another' },
    });
    expect([wrong.code, statusesIn(wrong)]).toEqual([1, ['fail', 'skipped']]);
    const nobody = await type(...words, '--db-port', String(ports.db));
    expect([nobody.code, statusesIn(nobody)]).toEqual([3, ['skipped', 'skipped']]);
  });

  // MySQL itself is not among Debian's packages: what greets here only speaks like it.
  for (const [version, status] of [
    ['5.7.42-log', 'success'],
    ['8.0.40-0ubuntu0.24.04.1', 'fail'],
  ] as const)
    test(
      `MySQL ${version} by what it says first: ${status}`,
      staged(async (stage) => {
        const { port } = await mysqlPeer(stage, 'mysql_native_password', [], version);
        const words = ['exercise', 'check', 'db/version', '127.0.0.1', '--inside', '--format', 'json'];
        expect(statusesIn(await type(...words, '--db-port', String(port)))).toEqual([status]);
      }),
    );

  test('compares with what it looked at when it was begun', async () => {
    const { stdout } = await type('exercise', 'start', 'app/graceful-reload');
    expect(stdout).toContain('Looked at: gunicorn is process');
    const [, directory = ''] = /below (\/\S+)/.exec(stdout) ?? [];
    const same = await type('exercise', 'check', 'app/graceful-reload', '--lab', '--format', 'json');
    expect([same.code, statusesIn(same)]).toEqual([1, ['success', 'fail']]);
    await takeStep({ directory }, { run: 'kill -HUP $(cat app/gunicorn.pid); sleep 2' });
    const reloaded = await type('exercise', 'check', 'app/graceful-reload', '--lab', '--format', 'json');
    expect([reloaded.code, statusesIn(reloaded)]).toEqual([0, ['success', 'success']]);
  });

  test('without a way in it is not decided, which is exit code 3 and no failure', async () => {
    const { code, stdout } = await type('exercise', 'check', 'app/three-workers', '127.0.0.1', '--private');
    expect([code, stdout]).toEqual([3, expect.stringContaining('--ssh USER@HOST') as string]);
    expect(stdout).toContain('Not decided');
  });

  test('what the lab cannot be is said', async () => {
    const { code, stderr } = await type('exercise', 'start', 'server/firewall');
    expect([code, stderr]).toEqual([1, expect.stringContaining('server of your own') as string]);
    expect((await type('exercise', 'check', 'server/firewall', '--lab')).code).toBe(3);
  });

  test('--plan names the ports of the exercise and no other, and contacts nobody', async () => {
    const { code, stdout } = await type(
      'exercise',
      'check',
      'server/firewall',
      '192.0.2.1',
      '--plan',
      '--format',
      'json',
    );
    const { contacts } = JSON.parse(stdout) as { contacts: readonly { protocol: string; port: number }[] };
    expect([code, contacts.map(({ protocol, port }) => [protocol, port])]).toEqual([
      0,
      [
        ['tcp', 22],
        ['tcp', 80],
      ],
    ]);
  });

  const ownExercise = (words: string): string => `---
title: One of our own
project: '0x0C'
hop: web
vantage: outside
lesson: web/nginx
requirements:
  - { id: page, says: The page about the site answers., page: { path: /about, status: 200, text: [${words}] }, hints: [Ask.] }
---

The task.
`;

  test('marks an exercise of one’s own, by the same expectations', async () => {
    const file = join(folder, 'about.exercise.md');
    writeFileSync(file, ownExercise('About this site'));
    await type('lab', 'fix');
    const own = ['--private', '--exercise', file, '--format', 'json'];
    const passed = await type('exercise', 'check', `127.0.0.1:${ports.http}`, ...own);
    expect([passed.code, (JSON.parse(passed.stdout) as Marked).exercise]).toEqual([0, 'own/about']);
    writeFileSync(file, ownExercise('Another site'));
    expect((await type('exercise', 'check', `127.0.0.1:${ports.http}`, ...own)).code).toBe(1);
    writeFileSync(file, ownExercise('About').replace('path: /about', 'run: rm'));
    const wrong = await type('exercise', 'check', `127.0.0.1:${ports.http}`, ...own);
    expect([wrong.code, wrong.stdout, wrong.stderr]).toEqual([
      2,
      '',
      expect.stringContaining('about.exercise.md:8:') as string,
    ]);
  });

  test('marks a class, one row at a time, in the order of its file', async () => {
    const file = join(folder, 'students.csv');
    const host = `127.0.0.1:${ports.http}`;
    writeFileSync(
      file,
      `name,domain,task\n"Ada, the first",${host},web/redirect\n=Ben,${host},redirect-to-https\nCem,not a name,web/redirect\n`,
    );
    await type('lab', 'fix');
    const json = await type('exercise', 'check', '--targets', file, '--private', '--format', 'json');
    const { results } = JSON.parse(json.stdout) as { results: readonly { name: string; result: string }[] };
    expect([json.code, results.map(({ name, result }) => [name, result])]).toEqual([
      1,
      [
        ['Ada, the first', 'passed'],
        ['=Ben', 'failed'],
        ['Cem', 'not looked at'],
      ],
    ]);
    const csv = await type('exercise', 'check', '--targets', file, '--private', '--format', 'csv');
    const [titles, ada, ben] = csv.stdout.split('\n');
    expect(titles).toBe('name,domain,task,result,met,missing,taken at,from,replayed');
    expect(ada).toMatch(/^"Ada, the first",127\.0\.0\.1:\d+,web\/redirect,passed,1 of 1,,20/);
    expect(ben).toMatch(/^'=Ben,/);
    expect((await type('exercise', 'check', '--targets', file, '--private')).stdout).toContain(
      '1 of 3 passed.',
    );
  });

  /** Judges saved cards again with the network watched: nobody may be contacted. */
  const replay = async (...words: readonly string[]): Promise<Ended> => {
    const contacts = join(folder, 'contacts');
    const watched = { NODE_OPTIONS: `--import=${recorder}`, CONTACTS_FILE: contacts };
    const ended = await cli(['exercise', 'check', '--replay', ...words], { env: { ...lab.env, ...watched } });
    expect(existsSync(contacts)).toBe(false);
    return ended;
  };

  test('keeps a score card, and judges it again without the server', async () => {
    const card = join(folder, 'card.json');
    await start('web/redirect');
    const kept = await type('exercise', 'check', 'web/redirect', '--lab', '--save', card);
    expect([kept.code, kept.stderr]).toEqual([1, expect.stringContaining(`--replay ${card}`) as string]);
    expect(statSync(card).mode & 0o777).toBe(0o600);
    await type('lab', 'fix', 'web');
    const again = await replay(card);
    const [title, mark = '', ...rest] = again.stdout.split('\n');
    expect([again.code, again.stderr]).toEqual([1, '']);
    expect(mark).toMatch(/^Replayed: seen 20\d\d-\d\d-\d\d \d\d:\d\d UTC on the lab of the computer/);
    const [first, ...others] = kept.stdout.split('\n');
    expect(title).toBe(first);
    expect(rest.slice(-others.length)).toEqual(others);
    const json = await replay(card, '--format', 'json');
    expectInSchema(JSON.parse(json.stdout));
    expect(JSON.parse(json.stdout)).toMatchObject({
      replayed: true,
      passed: false,
      exercise: 'web/redirect',
    });
    expect((await replay(card, '--plan')).stdout).toContain('nobody would be contacted');
    writeFileSync(card, readFileSync(card, 'utf8').replace('"passed": false', '"passed": true'));
    expect((await replay(card)).stderr).toContain('The file itself says passed.');
  });

  test('keeps the cards of a class, and judges them again', async () => {
    const [list, cards] = [join(folder, 'class.csv'), join(folder, 'class.json')];
    const host = `127.0.0.1:${ports.http}`;
    writeFileSync(list, `name,domain,task\nAda,${host},web/redirect\nBen,not a name,web/redirect\n`);
    await type('lab', 'fix');
    const kept = await type('exercise', 'check', '--targets', list, '--private', '--save', cards);
    const json = JSON.parse((await replay(cards, '--format', 'json')).stdout) as object;
    expectInSchema(json);
    expect(json).toMatchObject({
      results: [
        { name: 'Ada', result: 'passed', evidence: { '/redirect_me': { seen: { status: 301 } } } },
        { name: 'Ben', result: 'not looked at' },
      ],
    });
    const again = await replay(cards, '--format', 'csv');
    expect([again.code, again.stdout.split('\n')[1]]).toEqual([
      kept.code,
      expect.stringMatching(/,yes$/) as string,
    ]);
  });

  test.each([
    ['a host', ['CARD', 'www.example.com'], 'leave out www.example.com'],
    ['an option that names somebody', ['CARD', '--ssh', 'a@b'], 'leave out --ssh'],
    ['a file that is none', ['LIST'], 'this is not JSON'],
    ['a table of one server', ['CARD', '--format', 'csv'], 'the card of one server'],
  ])('a card is not judged again with %s', async (_, words, sentence) => {
    const files: Record<string, string> = { CARD: 'card.json', LIST: 'class.csv' };
    const typed = words.map((word) => (files[word] ? join(folder, files[word]) : word));
    const { code, stdout, stderr } = await replay(...typed);
    expect([code, stdout, stderr]).toEqual([2, '', expect.stringContaining(sentence) as string]);
  });

  test.each([
    ['no columns', 'a,b\nc,d\n', 'has to name the columns'],
    ['an open quote', 'name,domain\n"a,b\n', 'a quote is left open'],
    [
      'an option in place of a way in',
      'name,domain,task,ssh\na,example.com,web/redirect,-oProxyCommand=x\n',
      'row 2, ssh -oProxy',
    ],
    ['no row', 'name,domain,task\n', 'no row below the titles'],
    ['a row without a domain', 'name,domain,task\na,,web/redirect\n', 'row 2 has no domain'],
    [
      'a task that there is not',
      'name,domain,task\na,example.com,web/nothing\n',
      'Row 2: there is no exercise',
    ],
  ])('says what is wrong with a list of servers: %s', async (_, text, sentence) => {
    const file = join(folder, 'wrong.csv');
    writeFileSync(file, text);
    const { code, stdout, stderr } = await type('exercise', 'check', '--targets', file);
    expect([code, stdout, stderr]).toEqual([2, '', expect.stringContaining(sentence) as string]);
  });
});
