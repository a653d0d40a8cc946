import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { review, type ReviewOptions } from '../../src/cli/commands/review.ts';
import { answered } from '../../src/tutor/card.ts';
import { mergedProgress } from '../../src/tutor/merge.ts';
import { overviewOf } from '../../src/tutor/progress-page.ts';
import { openProgress, type ProgressStore } from '../../src/tutor/progress.ts';
import { emptyProgress, lessonDone, missed, readProgress, type Progress } from '../../src/tutor/record.ts';
import { questionsFor, reviewed, schedule, type Course } from '../../src/tutor/review.ts';
import { exampleLesson } from './example-lesson.ts';
import { scripted } from './scripted-terminal.ts';

const day = 24 * 3600 * 1000;
const monday = new Date('2026-11-23T09:00:00Z');
const after = (days: number): Date => new Date(monday.getTime() + days * day);

const idea = (name: string) => ({
  fact: `The fact of ${name}.`,
  wrong: `Wrong about ${name}.`,
  right: `Right about ${name}.`,
});

const rightMark = { right: true, mistakes: [], solution: '', because: [], missed: [] };

const silent = 'closed-port-is-silent';
const machine = 'server-equals-web-server';

const course: Course = {
  lessons: [
    { ...exampleLesson, teaches: ['B1', silent, machine] },
    { ...exampleLesson, id: 'tls/second', topic: 'tls', hop: 'tls', teaches: ['padlock-means-honest'] },
  ],
  ideas: {
    [silent]: idea('silence'),
    [machine]: idea('machines'),
    'padlock-means-honest': idea('padlocks'),
  },
  met: [],
};

const done = lessonDone(emptyProgress, exampleLesson.id, monday.toISOString());

const ideasOf = (progress: Progress, now: Date, at: Course = course): readonly string[] =>
  questionsFor(at, progress, now).map((question) => question.idea);

describe('what is due', () => {
  test('nothing to somebody who has learned nothing', () => {
    expect(schedule(course, emptyProgress)).toEqual([]);
  });

  test('what a finished lesson teaches, from the day after', () => {
    expect(ideasOf(done, monday)).toEqual([]);
    expect(ideasOf(done, after(1))).toEqual([silent, machine]);
  });

  test('a wrong idea at once, and before all else', () => {
    const wrong = missed(done, machine, after(1).toISOString());
    expect(ideasOf(wrong, after(1))).toEqual([machine, silent]);
    expect(questionsFor(course, wrong, after(1))[0]?.reason).toBe('missed');
  });

  test('after a right answer later each time, after a wrong one soon', () => {
    const right = rightMark;
    const wrong = { ...right, right: false, missed: [silent] };
    const dueAfter = (progress: Progress): number =>
      Math.round((Date.parse(progress.review?.[silent]?.due ?? '') - monday.getTime()) / day);
    const once = reviewed(done, silent, right, monday);
    const twice = reviewed(once, silent, right, after(dueAfter(once)));
    expect([dueAfter(once), dueAfter(twice)]).toEqual([3, 17]);
    const lapsed = reviewed(twice, silent, wrong, after(17));
    expect(dueAfter(lapsed)).toBeLessThanOrEqual(19);
    expect(lapsed.misconceptions[silent]?.missed).toBe(1);
    expect(ideasOf(lapsed, after(17))).not.toContain(silent);
    expect(ideasOf(lapsed, after(20))[0]).toBe(silent);
  });

  test('what was broken elsewhere, once its lesson was read', () => {
    const broken = { ...course, met: [{ at: after(0.1).toISOString(), lesson: exampleLesson.id }] };
    expect(ideasOf(emptyProgress, after(0.2), broken)).toEqual([]);
    expect(questionsFor(broken, done, after(0.2)).map(({ reason }) => reason)).toEqual(['met', 'met']);
    const fault = { ...course, met: [{ at: after(0.1).toISOString(), hop: 'server' as const }] };
    expect(ideasOf(done, after(0.2), fault)).toEqual([silent, machine]);
  });

  test('at most ten at once', () => {
    const names = Array.from({ length: 14 }, (_, at) => `idea-${at}`);
    const many: Course = {
      ...course,
      lessons: [{ ...exampleLesson, teaches: names }],
      ideas: Object.fromEntries(names.map((name) => [name, idea(name)])),
    };
    expect(ideasOf(done, after(2), many)).toHaveLength(10);
  });

  test('a clock that went back is no trouble', () => {
    const card = answered(undefined, true, monday);
    expect(answered(card, true, after(-1)).reps).toBe(2);
  });
});

test('an idea is asked about in other words each time', () => {
  const asked = [0, 1, 2, 3].map((reps) => {
    const card = { ...answered(undefined, true, monday), reps, due: monday.toISOString() };
    return questionsFor(course, { ...done, review: { [machine]: card } }, after(1)).find(
      (question) => question.idea === machine,
    )?.step.ask;
  });
  expect(new Set(asked.slice(1)).size).toBe(3);
  expect(asked).toContain('Somebody says: "Wrong about machines."');
  expect(asked).toContain('Somebody says: "Right about machines."');
  expect(asked).toContain('What is a server?');
});

describe('the progress of two computers', () => {
  const here = missed(done, silent, monday.toISOString());
  const there = reviewed(
    lessonDone(
      missed(missed(emptyProgress, silent, after(1).toISOString()), silent, after(1).toISOString()),
      'tls/second',
      after(1).toISOString(),
    ),
    silent,
    rightMark,
    after(2),
  );

  test('is one in which done stays done, whichever is merged into which', () => {
    const merged = mergedProgress(here, there);
    expect(Object.keys(merged.lessons).toSorted()).toEqual([exampleLesson.id, 'tls/second']);
    expect(merged.misconceptions[silent]).toEqual({ missed: 2, at: after(1).toISOString() });
    expect(merged.review).toEqual(there.review);
    expect(mergedProgress(there, here)).toEqual(merged);
    expect(mergedProgress(merged, there)).toEqual(merged);
  });

  test('can be read again', () => {
    expect(readProgress(JSON.stringify(mergedProgress(here, there)))).toEqual(mergedProgress(here, there));
  });

  test('a card that is none is a damaged file', () => {
    expect(readProgress(JSON.stringify({ ...here, review: { [silent]: { due: 'soon' } } }))).toBe('damaged');
  });
});

test('what is to get right is what was wrong and has not been right since', () => {
  const wrong = missed(done, silent, monday.toISOString());
  expect(overviewOf(course, wrong, after(1)).wrong.map(({ id }) => id)).toEqual([silent]);
  const mended = reviewed(wrong, silent, rightMark, after(1));
  expect(overviewOf(course, mended, after(1)).wrong).toEqual([]);
});

describe('the command', () => {
  const home = mkdtempSync(join(tmpdir(), 'infra-tutor-review-'));
  afterAll(() => rmSync(home, { recursive: true, force: true }));
  let serial = 0;
  let progress: ProgressStore;
  beforeEach(async () => {
    serial += 1;
    progress = openProgress(join(home, String(serial)), () => {});
    await progress.update(() => missed(done, silent, monday.toISOString()));
  });
  const run = async (picks: readonly string[] | undefined, options: ReviewOptions = {}, now = after(1)) => {
    const terminal = scripted(picks);
    const code = await review(terminal, options, { course, progress, now: () => now });
    return { code, said: terminal.said(), errors: terminal.errors() };
  };

  test('asks, explains, keeps each answer, and says when there is more', async () => {
    const { code, said } = await run(['a)', 'b)']);
    expect(code).toBe(0);
    expect(said).toMatch(/1 of 2, from server\/example: you were wrong about this once/);
    expect(said).toMatch(/(?:Correct\.|Not so\.)\s+The fact of silence\./);
    expect(said).toMatch(/Go on with: infra-tutor learn$/);
    expect(Object.keys((await progress.read()).review ?? {})).toEqual([silent, machine]);
    expect((await run(['a)'])).said).toMatch(/Nothing is due|1 of 1/);
  });

  test('is left at any question, and what was answered is kept', async () => {
    expect((await run(['a)'])).code).toBe(130);
    expect(Object.keys((await progress.read()).review ?? {})).toEqual([silent]);
    expect((await run(['Quit'])).code).toBe(0);
    expect((await run(['Skip'])).said).toContain('There is more: infra-tutor review');
  });

  test('goes back to what was left out and to what was answered, which counts once', async () => {
    const { code, said } = await run(['Skip', 'Back', 'a)', 'Back', 'Next', 'b)']);
    expect(code).toBe(0);
    expect(said).toMatch(/Your answer: a\n\n(?:Correct\.|Not so\.)/);
    const { review: cards } = await progress.read();
    expect(Object.values(cards ?? {}).map(({ reps }) => reps)).toEqual([1, 1]);
    expect(said).toMatch(/Go on with: infra-tutor learn$/);
  });

  test('lists its questions, and asks the one that is picked', async () => {
    const { said } = await run(['List', '2, open', 'a)']);
    expect(said).toMatch(/Which question\? Back to question 1 \| 2, open: Somebody says/);
    expect(Object.keys((await progress.read()).review ?? {})).toEqual([machine]);
    expect(said).toContain('There is more: infra-tutor review');
    await progress.update(() => missed(done, silent, monday.toISOString()));
    const listed = await run(['a)', 'List', '1, ', 'Quit']);
    expect(listed.said).toMatch(/1, (?:right|wrong): Somebody says[\s\S]*Your answer: a/);
  });

  test('without prompts: all questions, how to answer, and the answers', async () => {
    const shown = await run(undefined);
    expect(shown.said).toContain('infra-tutor review --plain --answer ANSWER,ANSWER');
    const said = (await run(undefined, { answer: ['b', '-'] })).said;
    expect(said).toContain('Your answer: b');
    expect(Object.keys((await progress.read()).review ?? {})).toEqual([silent]);
  });

  test.each([
    [['a', 'b', 'a'], 'There are 2 questions, and 3 answers.'],
    [['x'], 'Question 1 takes a or b, or - to leave it out; not "x".'],
  ])('%j is refused, and nothing is kept', async (answer, sentence) => {
    const { code, errors } = await run(undefined, { answer });
    expect({ code, errors: errors.replaceAll('\n', ' ') }).toEqual({ code: 2, errors: sentence });
    expect((await progress.read()).review).toBeUndefined();
  });

  test('as JSON, without the answers', async () => {
    const { said } = await run(undefined, { format: 'json' });
    expect(JSON.parse(said)).toMatchObject({
      schema: 1,
      due: [{ idea: silent }, { idea: machine }],
      next: null,
    });
    expect(said).not.toContain('The fact');
  });

  test('says when nothing is due', async () => {
    expect((await run([], {}, monday)).said).toMatch(/1 of 1, from/);
    await progress.update(() => done);
    expect((await run([], {}, monday)).said).toContain('The next question comes on 2026-11-24.');
    await progress.update(() => emptyProgress);
    expect((await run([])).said).toContain('There is nothing to review yet.');
  });
});
