import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { learn, type LearnOptions } from '../../src/cli/commands/learn.ts';
import type { LearnWorld } from '../../src/cli/lesson-walk.ts';
import { meantIds } from '../../src/tutor/lessons.ts';
import { LookUnavailable } from '../../src/tutor/looks.ts';
import { plainScreen } from '../../src/model/screen.ts';
import { openProgress } from '../../src/tutor/progress.ts';
import { exampleLesson } from './example-lesson.ts';
import { scripted } from './scripted-terminal.ts';

const home = mkdtempSync(join(tmpdir(), 'infra-tutor-learn-'));
afterAll(() => rmSync(home, { recursive: true, force: true }));

let directory = '';
let serial = 0;
beforeEach(() => {
  serial += 1;
  directory = join(home, String(serial));
});

const second = {
  ...exampleLesson,
  id: 'tls/second',
  topic: 'tls',
  title: 'Another',
  after: [exampleLesson.id],
};

const world = (state: string | undefined = directory): LearnWorld => ({
  lessons: [second, exampleLesson],
  progress: openProgress(state, () => {}),
  withLooks: () => Promise.reject(new LookUnavailable('No lab is running.')),
  recordings: () => Promise.resolve({}),
  test: () => Promise.resolve(7),
  drill: () => Promise.resolve(),
  now: () => new Date(0),
});

const run = async (
  picks: readonly string[] | undefined,
  options: LearnOptions = {},
  at = world(),
  columns = 80,
) => {
  const terminal = scripted(picks, { ...plainScreen, columns });
  const code = await learn(terminal, options, at);
  return { code, said: terminal.said(), errors: terminal.errors() };
};

describe('with a person', () => {
  test('a whole lesson, from the map to the next command', async () => {
    const { code, said } = await run(['Next', 'a)', 'Next', 'a)', 'Next']);
    expect(code).toBe(0);
    expect(said).toContain('[Server]');
    expect(said).toContain('You predicted: It refuses.');
    expect(said).toContain('The lab was not looked at: No lab is running.');
    expect(said.match(/^Correct\.$/gm)).toHaveLength(2);
    expect(said).toContain('Remember: Examples are short.');
    expect(said).toMatch(/Done\. The next lesson: infra-tutor learn tls\/second$/);
  });

  test('a wrong answer is refuted, then the right one is given, and the idea is remembered', async () => {
    const at = world();
    const { said } = await run(['Skip', 'b)'], {}, at);
    expect(said).toContain('Not so. The system answers.');
    expect(said.indexOf('Right: a) It refuses.')).toBeGreaterThan(said.indexOf('Not so.'));
    expect((await at.progress.read()).misconceptions).toEqual({
      'closed-port-is-silent': { missed: 1, at: new Date(0).toISOString() },
    });
  });

  test('every prompt has a way out, and questions can be skipped', async () => {
    const { said } = await run(['Next', 'Skip this', 'Back', 'Skip this', 'b)', 'Next']);
    const prompts = said.split('\n').filter((line) => line.startsWith('? '));
    expect(prompts.every((line) => line.endsWith('| Quit'))).toBe(true);
    expect(said).toMatch(
      /Questions still open: 1\. Answer it: infra-tutor learn server\/example\nThe next lesson: /,
    );
  });

  test('what was left open is where the lesson goes on, and the answers before it still count', async () => {
    await run(['Next', 'a)', 'Next', 'Skip this']);
    const { said } = await run(['a)', 'Next'], { lesson: 'server/example' });
    expect(said).toContain('Continuing at screen 3 of 3.');
    expect(said).toContain('Done. The next lesson');
  });

  test('an answer is echoed with a sign that judges nothing, a move is not', async () => {
    const { said } = await run(['Next', 'b)', 'Next', 'Back', 'Skip this', 'Quit']);
    expect(said.split('\n').filter((line) => line.startsWith('> '))).toEqual(['> b) It is silent.']);
  });

  test.each([20, 40, 80])('at %i columns no line is longer, but a command', async (columns) => {
    const { said } = await run(['Next', 'b)', 'Next', 'Skip this'], {}, world(), columns);
    const lines = said.split('\n').filter((line) => !line.startsWith('? '));
    const long = lines.filter((line) => line.length > columns);
    expect(long.filter((line) => !line.startsWith('  infra-tutor '))).toEqual([]);
  });

  test('Quit and Ctrl-C say in one line how to go on', async () => {
    const quit = await run(['Next', 'Quit']);
    expect(quit.code).toBe(0);
    expect(quit.said).toMatch(/\nSaved\. Continue with: infra-tutor learn$/);
    const closed = await run([]);
    expect(closed.code).toBe(130);
    expect(closed.said).toMatch(/\nSaved\. Continue with: infra-tutor learn$/);
  });

  test('a topic that was not begun can be left out by a test, from its first screen only', async () => {
    const { code, said } = await run(['I know this topic']);
    expect(code).toBe(7);
    expect((await run(['Next'], {}, world(`${directory}-2`))).said.match(/test me/g)).toHaveLength(1);
    expect(said).toContain('I know this topic: test me');
  });

  test('never says "Saved" when it was not', async () => {
    const { said } = await run([], {}, { ...world(), progress: openProgress(undefined, () => {}) });
    expect(said).toMatch(/\nNot saved\. Start again with: infra-tutor learn server\/example$/);
  });

  test('goes on exactly where it was left, also within an explanation', async () => {
    await run(['Next', 'b)']);
    const { said } = await run([]);
    expect(said).toContain('Continuing at screen 2 of 3.');
    expect(said).toContain('Not so. The system answers.');
  });

  test('without a lesson named, goes on with the one that was left last', async () => {
    await run(['Next'], { lesson: 'tls/second' });
    expect((await run([])).said).toContain('tls/second, screen 2 of 3');
  });

  test('a finished lesson can be read again and stays finished', async () => {
    const answers = ['Next', 'a)', 'Next', 'a)', 'Next'];
    await run(answers);
    await run(['Next'], { lesson: 'server/example' });
    const { said } = await run(undefined, { list: true });
    expect(said).toContain('done     server/example');
  });
});

describe('without a person', () => {
  test('a lesson is read whole, and it says how to answer', async () => {
    const { code, said } = await run(undefined, { lesson: 'example' });
    expect(code).toBe(0);
    for (const part of [
      'An example (2 min)',
      'a) It refuses.',
      'b) A program.',
      'Remember: Examples are short.',
    ])
      expect(said).toContain(part);
    expect(said).not.toContain('Not so.');
    expect(said).toContain('infra-tutor learn server/example --plain --answer ANSWER,ANSWER');
  });

  test('--answer answers, explains and counts; in two goes as well', async () => {
    const half = await run(undefined, { lesson: 'server/example', answer: ['b'] });
    expect(half.said).toContain('Your answer: b');
    expect(half.said).toContain('--answer -,ANSWER');
    expect((await run(undefined, { list: true })).said).toContain('started  server/example');
    await run(undefined, { lesson: 'server/example', answer: ['-', 'A'] });
    expect((await run(undefined, { list: true })).said).toContain('done     server/example');
  });

  test('reading alone changes nothing', async () => {
    await run(undefined, { lesson: 'server/example', plain: true });
    expect((await run(undefined, { list: true })).said).toContain('new      server/example');
  });

  test('--list --format json is one document, in the order of learning', async () => {
    const { said } = await run(undefined, { list: true, format: 'json' });
    const { schema, lessons } = JSON.parse(said) as { schema: number; lessons: { id: string }[] };
    expect(schema).toBe(1);
    expect(lessons[0]).toEqual({
      id: 'server/example',
      topic: 'server',
      hop: 'server',
      title: 'An example',
      minutes: 2,
      after: [],
      teaches: ['B1'],
      state: 'new',
    });
    expect(lessons.map(({ id }) => id)).toEqual(['server/example', 'tls/second']);
  });
});

describe('wrong usage ends with 2 and says what would be right', () => {
  test.each<[LearnOptions, string]>([
    [{ lesson: 'server/exmaple' }, 'Did you mean server/example?'],
    [{ lesson: 'qqqqqqqqqqqq' }, 'infra-tutor learn --list'],
    [{ lesson: 'S' }, '"S" can mean server/example or tls/second. Which one?'],
    [{ lesson: 'server/example', answer: ['x'] }, 'takes a or b, or - to leave it out; not "x"'],
    [{ lesson: 'server/example', answer: ['a', 'a', 'a'] }, 'has 2 questions'],
    [{ answer: ['a'] }, 'Say which lesson'],
    [{ lesson: 'server/example', format: 'json' }, 'goes with --list'],
  ])('%j', async (options, sentence) => {
    const { code, said, errors } = await run(undefined, options);
    expect(code).toBe(2);
    expect(errors).toContain(sentence);
    expect(said).toBe('');
  });
});

describe('which lesson is meant', () => {
  const ids = ['design/downtime', 'design/scaling', 'design/single-point-of-failure', 'web/nginx', 'app/web'];

  test.each([
    ['design/scaling', ['design/scaling']],
    ['single', ['design/single-point-of-failure']],
    ['design/single', ['design/single-point-of-failure']],
    ['SPOF', ['design/single-point-of-failure']],
    ['ngin', ['web/nginx']],
    ['web', ['web/nginx', 'app/web']],
    ['design', ['design/downtime', 'design/scaling', 'design/single-point-of-failure']],
    ['caling', []],
    ['', []],
  ])('%s: %j', (typed, meant) => {
    expect(meantIds(typed, ids)).toEqual(meant);
  });
});

test.each([40, 80, 200])('--list at %i columns: every title stands below its id', async (columns) => {
  const { said } = await run(undefined, { list: true }, world(), columns);
  expect(said).toContain(
    'new      server/example\n  An example (2 min)\nnew      tls/second\n  Another (2 min)\n',
  );
});
