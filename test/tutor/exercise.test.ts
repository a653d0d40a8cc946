import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { exercise, type ExerciseOptions, type ExerciseWorld } from '../../src/cli/commands/exercise.ts';
import { parseExercise } from '../../src/content/exercise.ts';
import { judgeExercise } from '../../src/tutor/exercise.ts';
import { openProgress } from '../../src/tutor/progress.ts';
import type { SeenAll } from '../../src/tutor/expect/kind.ts';
import { keyOf } from '../../src/tutor/expectations.ts';
import { targetFor } from '../support/target.ts';
import { scripted } from './scripted-terminal.ts';

const file = 'lessons/web/first-server.exercise.md';
const first = parseExercise(file, readFileSync(join(import.meta.dirname, '../..', file), 'utf8'));
const { solved, unsolved, nearMisses } = first.examples;

const tool = { name: 'infra-tutor', version: '0.1.0' };

const run = async (options: ExerciseOptions, pages: SeenAll = solved, columns = 60) => {
  const asked: string[] = [];
  const progress = openProgress(undefined, () => {});
  const world: ExerciseWorld = {
    exercises: [first],
    progress,
    withSite: (where, _exercise, use) =>
      use({
        target: targetFor({}),
        plan: [],
        shown: 'http://203.0.113.9',
        host: '203.0.113.9',
        from: { machine: 'laptop', tool },
        vantagesOf: () => ['outside'],
        isLab: 'lab' in where || where.host === 'www.foobar.com',
        look: async (ask) => {
          const key = keyOf(ask);
          asked.push(key);
          return pages[key] ?? pages['{unknown}'] ?? { unseen: 'nobody was asked' };
        },
      }),
    now: () => new Date(0),
  };
  const terminal = scripted(undefined, { ...scripted(undefined).screen, columns });
  const code = await exercise(terminal, options, world);
  return { code, said: terminal.said(), errors: terminal.errors(), asked, progress: await progress.read() };
};

describe('check', () => {
  test('passes a solved one, asks for each page once, and remembers it', async () => {
    const { code, said, asked, progress } = await run({ action: 'check', id: 'first-server', host: 'x' });
    expect(code).toBe(0);
    expect(said).toMatch(/Passed\.$/);
    expect(asked.slice(0, 3)).toEqual(['/', '/redirect_me', '/redirect_me/']);
    expect(asked[3]).toMatch(/^\/no-such-page-/);
    expect(progress.exercises[first.id]?.state).toBe('done');
  });

  test('does not go on asking a server that does not answer', async () => {
    const { code, said, asked } = await run({ action: 'check', id: first.id, host: 'x' }, unsolved);
    expect(code).toBe(1);
    expect(asked).toEqual(['/']);
    expect(said.match(/^skipped/gm)).toHaveLength(3);
  });

  test.each([{ lab: true }, { host: 'www.foobar.com' }])(
    'on the lab (%j) it counts for nobody, and says so',
    async (where) => {
      const { said, progress } = await run({ action: 'check', id: first.id, ...where });
      expect(progress.exercises).toEqual({});
      expect(said).toMatch(
        /\nPassed on the lab\. It counts when your own server passes:\n {2}infra-tutor exercise check web\/first-server HOST$/,
      );
    },
  );

  test('says by its number what has to hold first', async () => {
    const { said } = await run({ action: 'check', id: first.id, host: 'x' }, unsolved, 80);
    expect(said).toMatch(/^skipped {2}2\. The front page/m);
    expect(said.match(/hint: Not judged: number 1 has to hold first\./g)).toHaveLength(3);
    expect(said).not.toContain('"answers"');
  });

  test.each([20, 40, 80])('at %i columns no line is longer, but a command', async (columns) => {
    for (const { seen: pages } of nearMisses) {
      const { said } = await run({ action: 'check', id: first.id, host: 'x' }, pages, columns);
      const long = said.split('\n').filter((line) => line.length > columns);
      expect(long.filter((line) => !line.startsWith('  infra-tutor '))).toEqual([]);
    }
  });

  test('says what was expected, what was seen, and why', async () => {
    const miss = nearMisses.find(({ name }) => name === 'The redirect is temporary');
    const { said } = await run({ action: 'check', id: first.id, host: 'x' }, miss?.seen);
    expect(said).toMatchInlineSnapshot(`
      "Your first web server, on http://203.0.113.9

      success  1. A web server answers plain HTTP.
      success  2. The front page answers with status 200 and
                  greets with Hello World! or Holberton School.
      fail     3. /redirect_me is moved for good (301) to another
                  page that a visitor can reach.
        expected: GET /redirect_me or /redirect_me/: status 301,
          a Location that leads to another page, not to localhost
        seen: /redirect_me: status 302, Location:
          https://www.example.com/; /redirect_me/: status 302,
          Location: https://www.example.com/
        hint: It redirects, but says "for now". Permanent is
          301: in Nginx write "return 301 ..." or end a rewrite
          with "permanent" ("redirect" gives 302).
      success  4. A path that does not exist answers with status
                  404 and a page of your own with "Ceci n'est pas
                  une page" on it.

      Not passed yet.
      More hints:
        infra-tutor exercise show web/first-server --hints"
    `);
  });

  test('as JSON it is one document without our own words for reasons', async () => {
    const { said } = await run({ action: 'check', id: first.id, host: 'x', format: 'json' }, unsolved);
    const {
      schema,
      requirements,
      passed,
      exercise: id,
    } = JSON.parse(said) as { schema: number; exercise: string; requirements: object[]; passed: boolean };
    expect([schema, id, passed]).toEqual([1, 'web/first-server', false]);
    for (const requirement of requirements)
      expect(['id', 'says', 'status', 'expected', 'seen', 'hint', 'evidence']).toEqual(
        expect.arrayContaining(Object.keys(requirement)),
      );
  });
});

test('a page that answers in one spelling only passes, with a warning', () => {
  const pages = {
    ...solved,
    '/redirect_me/': { outcome: 'answer', status: 404, headers: [], body: '' } as const,
  };
  const [, , redirect] = judgeExercise(first, pages);
  expect(redirect).toMatchObject({
    status: 'success',
    hint: expect.stringContaining('/redirect_me/ is not') as string,
  });
});

test('a relative Location is fine, one of another protocol is not', () => {
  const to = (location: string) => {
    const page = { outcome: 'answer', status: 301, headers: [['location', location]], body: '' } as const;
    return judgeExercise(first, { ...solved, '/redirect_me': page, '/redirect_me/': page })[2];
  };
  expect(to('/other')).toMatchObject({ status: 'success' });
  expect(to('//www.example.com/x')).toMatchObject({ status: 'success' });
  expect(to('javascript:alert(1)')).toMatchObject({ reason: 'bad-location' });
  expect(to('http://[')).toMatchObject({ reason: 'bad-location' });
  expect(to('http://127.0.0.1/x')).toMatchObject({ reason: 'location-local' });
  expect(to('http://[::1]/x')).toMatchObject({ reason: 'location-local' });
  expect(to('/redirect_me')).toMatchObject({ reason: 'location-itself' });
});

test('a redirect to the very name that was asked is one to the site itself', () => {
  const page = {
    outcome: 'answer',
    status: 301,
    headers: [['location', 'http://localhost/other']],
    body: '',
  } as const;
  const pages = { ...solved, '/redirect_me': page, '/redirect_me/': page };
  expect(judgeExercise(first, pages, { host: 'www.example.com' })[2]).toMatchObject({
    reason: 'location-local',
  });
  expect(judgeExercise(first, pages, { host: 'localhost' })[2]).toMatchObject({
    status: 'success',
    hint: expect.stringContaining('public name') as string,
  });
  expect(judgeExercise(first, solved, { host: 'localhost' })[2]).not.toHaveProperty('hint');
});

test('list and show', async () => {
  expect((await run({ action: 'list' })).said).toContain('new      web/first-server (0x0C)');
  const json = JSON.parse((await run({ action: 'list', format: 'json' })).said) as { exercises: object[] };
  expect(json.exercises).toEqual([
    {
      id: 'web/first-server',
      title: 'Your first web server',
      project: '0x0C',
      hop: 'web',
      vantage: 'outside',
      state: 'new',
    },
  ]);
  expect((await run({ action: 'show', id: first.id })).said).not.toContain('Worked answer');
  expect((await run({ action: 'show', id: first.id, hints: true })).said).toContain('Worked answer');
});

test.each<[ExerciseOptions, string]>([
  [{ action: 'show', id: 'web/frist-server' }, 'Did you mean web/first-server?'],
  [{ action: 'check' }, 'Say which exercise'],
  [{ action: 'check', id: 'web/first-server' }, 'Say which server'],
  [{ action: 'check', id: 'web/first-server', host: 'x', lab: true }, 'Say which server'],
  [{ action: 'check', id: 'web/first-server', host: 'https://x.test' }, 'Type the name alone'],
])('wrong usage ends with 2: %j', async (options, sentence) => {
  const { code, said, errors } = await run(options, solved, 80);
  expect([code, said]).toEqual([2, '']);
  expect(errors).toContain(sentence);
});
