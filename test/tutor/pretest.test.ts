import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, expect, test } from 'vitest';
import { loadLessons, loadMisconceptions } from '../../src/catalog-lessons.ts';
import { pretest, type PretestOptions } from '../../src/cli/commands/pretest.ts';
import { inOrder } from '../../src/tutor/lessons.ts';
import { isUntouched, pretestFor, topicsOf } from '../../src/tutor/pretest.ts';
import { openProgress, type ProgressStore } from '../../src/tutor/progress.ts';
import { emptyProgress, lessonDone } from '../../src/tutor/record.ts';
import { schedule, type Course } from '../../src/tutor/review.ts';
import { rightAnswer } from '../support/answers.ts';
import { scripted } from './scripted-terminal.ts';

const home = mkdtempSync(join(tmpdir(), 'infra-tutor-pretest-'));
afterAll(() => rmSync(home, { recursive: true, force: true }));

const course: Course = {
  lessons: inOrder(await loadLessons()),
  ideas: await loadMisconceptions(),
  met: [],
};
const now = new Date('2026-11-23T09:00:00Z');

let serial = 0;
let progress: ProgressStore;
beforeEach(() => {
  serial += 1;
  progress = openProgress(join(home, String(serial)), () => {});
});

const run = async (picks: readonly string[] | undefined, options: PretestOptions) => {
  const terminal = scripted(picks);
  const code = await pretest(terminal, options, { course, progress, now: () => now });
  return { code, said: terminal.said(), errors: terminal.errors() };
};

const rightFor = (topic: string): string[] => pretestFor(course, topic).map(({ step }) => rightAnswer(step));

test.each(topicsOf(course))(
  '%s: asks about each of its lessons, and has right and wrong sentences',
  (topic) => {
    const questions = pretestFor(course, topic);
    expect(questions.length).toBeGreaterThanOrEqual(4);
    const lessons = new Set(questions.map(({ lesson }) => lesson));
    expect(lessons.size).toBe(Math.min(6, course.lessons.filter((lesson) => lesson.topic === topic).length));
    expect(new Set(rightFor(topic)).size).toBe(2);
  },
);

test('whoever knows it all may leave the topic out, and is asked again another day', async () => {
  const { code, said } = await run(undefined, { topic: 'DNS', answer: rightFor('dns') });
  expect(code).toBe(0);
  expect(said.replaceAll('\n', ' ')).toContain('You know this. The lessons of dns count as done');
  const after = await progress.read();
  expect(Object.keys(after.lessons).toSorted()).toEqual(['dns/lookup', 'dns/names', 'dns/records']);
  expect(schedule(course, after).length).toBeGreaterThan(3);
});

test('one wrong answer, and the lesson that is about it is named; nothing counts as done', async () => {
  const answers = rightFor('dns').map((answer, at) => (at === 1 ? (answer === 'a' ? 'b' : 'a') : answer));
  const { said } = await run(undefined, { topic: 'dns', answer: answers });
  expect(said).toContain(`infra-tutor learn ${pretestFor(course, 'dns')[1]?.lesson ?? ''}`);
  const after = await progress.read();
  expect(after.lessons).toEqual({});
  expect(Object.keys(after.misconceptions)).toEqual([pretestFor(course, 'dns')[1]?.idea]);
});

test('too few answers are not enough', async () => {
  await run(undefined, { topic: 'dns', answer: rightFor('dns').slice(0, 2) });
  expect((await progress.read()).lessons).toEqual({});
});

test('with a person: a question can be skipped, and each has a way out', async () => {
  const picks = rightFor('tls').map((answer) => `${answer})`);
  expect((await run(picks, { topic: 'tls' })).said.replaceAll('\n', ' ')).toContain('You know this.');
  const skipped = await run(['Skip', ...picks.slice(1)], { topic: 'tls' });
  expect(skipped.said).toContain('infra-tutor learn tls/certificate');
  const later = await run(['Skip', 'Back', ...picks], { topic: 'tls' });
  expect(later.said.replaceAll('\n', ' ')).toContain('You know this.');
  expect((await run(['Quit'], { topic: 'tls' })).code).toBe(0);
  expect((await run([], { topic: 'tls' })).code).toBe(130);
});

test.each([
  [{ topic: 'dsn' }, 'There is no topic "dsn". There is dns'],
  [{ topic: 'tls', answer: ['a', 'x'] }, 'Question 2 takes a or b, or - to leave it out; not "x".'],
  [{ topic: 'tls', answer: Array.from({ length: 9 }, () => 'a') }, 'and 9 answers.'],
])('%j is refused in a sentence', async (options, sentence) => {
  const { code, errors } = await run(undefined, options);
  expect({ code, errors: errors.replaceAll('\n', ' ') }).toMatchObject({ code: 2 });
  expect(errors.replaceAll('\n', ' ')).toContain(sentence);
});

test('it is offered where nothing of the topic was begun', () => {
  expect(isUntouched(course, emptyProgress, 'dns')).toBe(true);
  expect(isUntouched(course, lessonDone(emptyProgress, 'dns/names', now.toISOString()), 'dns')).toBe(false);
});
