import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parseLesson } from '../../src/content/lesson.ts';
import { startStack, type Stack } from '../../src/lab/stack.ts';
import { questionsOf } from '../../src/tutor/answers.ts';
import { look } from '../../src/tutor/look.ts';
import { LookUnavailable, type Looks, type WithLooks } from '../../src/tutor/looks.ts';
import { looksAt } from '../../src/cli/lab-looks.ts';

const folder = join(import.meta.dirname, '../../lessons');
const lessons = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.md') && !name.endsWith('.exercise.md'))
  .map((name) => parseLesson(name.replaceAll('\\', '/'), readFileSync(join(folder, name), 'utf8')));
const predictions = lessons.flatMap((lesson) =>
  questionsOf(lesson).flatMap(({ step }) => (step.kind === 'predict' ? [[lesson.id, step] as const] : [])),
);

describe.skipIf(process.platform === 'win32')('on the running lab', () => {
  let stack: Stack;
  let looks: Looks;
  let withLooks: WithLooks;
  beforeAll(async () => {
    stack = await startStack();
    looks = await looksAt(stack, new AbortController().signal);
    withLooks = (use) => use(looks);
  });
  afterAll(() => stack.stop());

  test.each(predictions)('%s: the right prediction is what is seen', async (_, step) => {
    const seen = await look(withLooks, step.look);
    const right = step.choices.find((choice) => choice.right);
    expect(seen).toMatchObject({ answer: right?.when });
    expect(seen.lines.length).toBeGreaterThan(1);
  });

  test('leaves every part running', async () => {
    await look(withLooks, { see: 'without', part: 'web', pages: ['static'] });
    for (const path of Object.values(looks.pages))
      expect(await looks.fetch(path)).toMatchObject({ status: 200 });
  });

  test('stops nothing in a lab that is not healthy, and claims nothing', async () => {
    await stack.stopPart('db');
    try {
      const seen = await look(withLooks, { see: 'without', part: 'app', pages: ['data'] });
      expect(seen.answer).toBeUndefined();
      expect(seen.lines.at(-1)).toContain('nothing was stopped');
    } finally {
      await stack.startPart('db');
    }
  });

  test('says what it saw when somebody changed the lab', async () => {
    await stack.stopPart('web');
    try {
      expect(await look(withLooks, { see: 'journey', name: looks.host })).toMatchObject({ answer: 'server' });
      const ports = await look(withLooks, { see: 'ports' });
      expect(ports.answer).toBeUndefined();
    } finally {
      await stack.startPart('web');
    }
  });
});

test('without a lab it says why, and a lesson can go on', async () => {
  const none: WithLooks = () => Promise.reject(new LookUnavailable('No lab is running.'));
  expect(await look(none, { see: 'ports' })).toEqual({ lines: [], unavailable: 'No lab is running.' });
});

test('a bug is not taken for a missing lab', async () => {
  const broken: WithLooks = () => Promise.reject(new TypeError('a bug'));
  await expect(look(broken, { see: 'ports' })).rejects.toThrow('a bug');
});
