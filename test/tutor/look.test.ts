import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parseLesson } from '../../src/content/lesson.ts';
import { startStack, type Stack } from '../../src/lab/stack.ts';
import { questionsOf } from '../../src/tutor/answers.ts';
import { look, recordingOf } from '../../src/tutor/look.ts';
import { plainScreen } from '../../src/model/screen.ts';
import { feedbackText } from '../../src/tutor/page.ts';
import { letter } from '../../src/tutor/questions/letters.ts';
import { LookUnavailable, type Looks, type WithLooks } from '../../src/tutor/looks.ts';
import { looksAt } from '../../src/cli/lab-looks.ts';
import { watched, type Stop } from '../../src/tutor/travel.ts';
import type { Recording, Recordings } from '../../src/tutor/types.ts';

const folder = join(import.meta.dirname, '../../lessons');
const lessons = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.md') && !name.endsWith('.exercise.md'))
  .map((name) => parseLesson(name.replaceAll('\\', '/'), readFileSync(join(folder, name), 'utf8')));
const predictions = lessons.flatMap((lesson) =>
  questionsOf(lesson).flatMap(({ step }) => (step.kind === 'predict' ? [[lesson.id, step] as const] : [])),
);

const recordedFile = join(folder, 'recorded.json');
const recorded = (
  existsSync(recordedFile) ? JSON.parse(readFileSync(recordedFile, 'utf8')) : {}
) as Recordings;

/** With RECORD_LOOKS=1 what is seen is kept, for computers on which no lab runs. */
const isRecording = process.env['RECORD_LOOKS'] === '1';

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

  const recordings: Record<string, Recording> = {};
  afterAll(() => {
    if (isRecording) writeFileSync(recordedFile, `${JSON.stringify(recordings, undefined, 2)}\n`);
  });

  test.each(predictions)('%s: the right prediction is what is seen', async (_, step) => {
    const seen = await look(withLooks, step.look);
    const right = step.choices.find((choice) => choice.right);
    expect(seen).toMatchObject({ answer: right?.when });
    expect(seen.lines.length).toBeGreaterThan(1);
    const { lines, answer } = seen;
    const software = stack.description.parts.map((part) => part.software);
    recordings[recordingOf(step.look)] = {
      takenAt: new Date().toISOString(),
      software: [...new Set(software)],
      lines,
      ...(answer === undefined ? {} : { answer }),
    };
    // What is shown where no lab runs is what a lab shows, in as many lines.
    const kept = recordings[recordingOf(step.look)];
    expect(isRecording ? kept : recorded[recordingOf(step.look)]).toMatchObject({ answer });
    if (!isRecording) expect(recorded[recordingOf(step.look)]?.lines).toHaveLength(lines.length);
  });

  test('can be followed on its way through the boxes, and sees the same', async () => {
    const stops: Stop[] = [];
    const followed = watched(looks, (stop) => Promise.resolve(void stops.push(stop)));
    const spec = { see: 'page-files' } as const;
    const seen = await look((use) => use(followed), spec);
    expect(seen.answer).toBe((await look(withLooks, spec)).answer);
    const way = ['server', 'web', 'app', 'code', 'db', 'user', 'server', 'web', 'user'];
    expect(stops.map(({ hop }) => hop)).toEqual(way);
    expect(stops.at(-1)?.says).toBe('The answer: 200.');
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

test('without a lab what was recorded is shown, and said to be that', async () => {
  const none: WithLooks = () => Promise.reject(new LookUnavailable('No lab can run here.'));
  for (const [, step] of predictions) {
    const seen = await look(none, step.look, () => Promise.resolve(recorded));
    const right = step.choices.findIndex((choice) => choice.right);
    const text = feedbackText(step, letter(right), seen, plainScreen).replaceAll(/\s+/g, ' ');
    expect(text).toMatch(
      /^The lab was not looked at: No lab can run here\. This was recorded on \d{4}-\d\d-\d\d, from a lab with /,
    );
    expect(text).toContain('Correct.');
    expect(text).not.toContain('just showed');
  }
  expect(Object.keys(recorded).toSorted()).toEqual(
    [...new Set(predictions.map(([, step]) => recordingOf(step.look)))].toSorted(),
  );
});
