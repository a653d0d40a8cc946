import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parseLesson, parseMisconceptions } from '../../src/content/lesson.ts';
import { hops } from '../../src/model/hops.ts';
import { siblingOf } from '../../src/model/locale.ts';
import { plainScreen } from '../../src/model/screen.ts';
import { questionsOf } from '../../src/tutor/answers.ts';
import { inOrder } from '../../src/tutor/lessons.ts';
import { stepText, feedbackText } from '../../src/tutor/page.ts';
import { offeredIn } from '../../src/tutor/questions/forms.ts';
import { ideasIn } from '../../src/tutor/questions/ideas.ts';
import type { Choice } from '../../src/tutor/questions/question.ts';
import type { Lesson } from '../../src/tutor/types.ts';
import { sampleAnswers } from '../support/answers.ts';

const root = join(import.meta.dirname, '../..');
const files = readdirSync(join(root, 'lessons'), { recursive: true, encoding: 'utf8' })
  .map((name) => `lessons/${name.replaceAll('\\', '/')}`)
  .filter((name) => name.endsWith('.md') && !name.endsWith('.exercise.md') && !siblingOf(name));
const read = (file: string): string => readFileSync(join(root, file), 'utf8');
const lessons: readonly Lesson[] = files.map((file) => parseLesson(file, read(file)));
const misconceptions = parseMisconceptions('misconceptions.yaml', read('lessons/misconceptions.yaml'));

const words = (text: string): number => text.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word)).length;
const questions = lessons.flatMap((lesson) =>
  questionsOf(lesson).map(({ step }) => ({ lesson: lesson.id, step })),
);
const wrong = (choices: readonly Choice[]): readonly Choice[] => choices.filter(({ right }) => !right);
const chosen = questions.flatMap(({ step }) => (step.form === 'choose' ? step : []));
const share = (hits: number): number => hits / chosen.length;
const rightAt = chosen.map(({ choices }) => choices.findIndex(({ right }) => right));

describe('all lessons', () => {
  test('have the order that a newcomer needs: the hops first, in request order', () => {
    const taught = inOrder(lessons).flatMap(({ hop }) => hop ?? []);
    expect(taught.filter((hop, index) => taught.indexOf(hop) === index)).toEqual([...hops]);
  });

  test('teach every point of the rubric of the simple web stack', () => {
    const points = [
      ...[1, 2, 3, 4, 5, 6].map((n) => `A${n}`),
      ...[1, 2, 3, 4, 5, 6, 7].map((n) => `B${n}`),
      'C1',
      'C2',
      'C3',
    ];
    const taught = new Set(lessons.flatMap(({ teaches }) => teaches));
    expect(points.filter((point) => !taught.has(point))).toEqual([]);
  });

  test('clear up every misconception that is listed', () => {
    const taught = new Set(lessons.flatMap(({ teaches }) => teaches));
    expect(Object.keys(misconceptions).filter((id) => !taught.has(id))).toEqual([]);
  });

  test('ask again in other words: what is said of an idea stands in no lesson, and no two say the same', () => {
    const said = Object.values(misconceptions).flatMap(({ wrong: no, right: yes }) => [no, yes]);
    const texts = files.map(read).join('\n');
    expect(said.filter((sentence) => texts.includes(sentence))).toEqual([]);
    expect(new Set(said).size).toBe(said.length);
    expect(said.filter((sentence) => !sentence.endsWith('.'))).toEqual([]);
  });

  test('have titles and takeaways of their own', () => {
    for (const texts of [lessons.map(({ title }) => title), lessons.map(({ takeaway }) => takeaway)])
      expect(new Set(texts).size).toBe(lessons.length);
  });

  test('do not give the right answer away by its place', () => {
    for (const place of [0, 1, 2])
      expect(share(rightAt.filter((at) => at === place).length)).toBeLessThan(0.5);
  });

  test('do not give the right answer away by its length', () => {
    const longest = chosen.filter(({ choices }) => {
      const right = choices.find((choice) => choice.right)?.text.length ?? 0;
      return wrong(choices).every(({ text }) => text.length < right);
    });
    expect(share(longest.length)).toBeLessThan(0.5);
  });
});

test('every drill belongs to a lesson', () => {
  const offered = files.map(read).join('\n');
  for (const file of readdirSync(join(root, 'src/lab/drills')))
    expect(offered).toContain(`\`\`\`drill\n${file.replace('.ts', '')}\n`);
});

describe.each(lessons.map((lesson) => [lesson.id, lesson] as const))('%s', (_, lesson) => {
  test('comes after lessons that exist', () => {
    const ids = new Set(lessons.map(({ id }) => id));
    expect(lesson.after.filter((id) => !ids.has(id))).toEqual([]);
  });

  test('names rubric points and misconceptions that exist', () => {
    const known = (id: string): boolean => /^[ABC][1-7]$/.test(id) || id in misconceptions;
    expect(lesson.teaches.filter((id) => !known(id))).toEqual([]);
  });

  test('names a listed misconception for every wrong choice', () => {
    const named = questionsOf(lesson).flatMap(({ step }) => ideasIn(step));
    expect(named.filter((id) => !(id in misconceptions))).toEqual([]);
    expect(named.length).toBeGreaterThan(0);
  });

  test('asks for a prediction, lets it be seen, and quizzes', () => {
    const kinds = lesson.steps.map(({ kind }) => kind);
    expect(kinds).toContain('predict');
    expect(kinds).toContain('quiz');
    expect(
      lesson.steps
        .flatMap((step) => (step.kind === 'screen' ? step.blocks : []))
        .some(({ kind }) => kind === 'hand'),
    ).toBe(true);
  });

  test('asks in at least two forms', () => {
    const quizzes = questionsOf(lesson).filter(({ step }) => step.kind === 'quiz');
    expect(quizzes.length).toBeGreaterThanOrEqual(2);
    expect(new Set(quizzes.map(({ step }) => step.form)).size).toBeGreaterThanOrEqual(2);
  });

  test('does not show things to put in order, or pairs, in the order of the answer', () => {
    for (const { step } of questionsOf(lesson)) {
      const shown = offeredIn(step).map(({ text }) => text);
      if (step.form === 'order') expect(shown).not.toEqual(step.items.map(({ text }) => text));
      if (step.form === 'match')
        expect(shown.slice(step.pairs.length)).not.toEqual(step.pairs.map(({ right }) => right));
    }
  });

  test('begins with a map that lights its own hop', () => {
    const [first] = lesson.steps;
    expect(first?.kind === 'screen' && first.blocks[0]).toEqual({ kind: 'map', light: lesson.hop ?? 'all' });
  });

  test('has screens of at most 130 words', () => {
    const long = lesson.steps
      .map((step) => words(stepText(step, plainScreen, true)))
      .filter((count) => count > 130);
    expect(long).toEqual([]);
  });

  test('answers in at most 130 words', () => {
    const long = questionsOf(lesson).flatMap(({ step }) =>
      sampleAnswers(step).map((answer) =>
        words(feedbackText(step, answer, { lines: [], unavailable: 'x' }, plainScreen)),
      ),
    );
    expect(long.filter((count) => count > 130)).toEqual([]);
  });

  test('tells predictions apart: no two choices wait for the same answer', () => {
    for (const { step } of questionsOf(lesson)) {
      const awaited = step.kind === 'predict' ? step.choices.flatMap(({ when }) => when ?? []) : [];
      expect(new Set(awaited).size).toBe(awaited.length);
    }
  });

  test('offers drills that exist', () => {
    const drills = lesson.steps
      .flatMap((step) => (step.kind === 'screen' ? step.blocks : []))
      .flatMap((block) => (block.kind === 'drill' ? [block.id] : []));
    expect(drills.filter((id) => !existsSync(join(root, `src/lab/drills/${id}.ts`)))).toEqual([]);
  });

  test('shows checks that exist', () => {
    const checks = lesson.steps
      .flatMap((step) => (step.kind === 'screen' ? step.blocks : []))
      .flatMap((block) => (block.kind === 'check' ? [block.id] : []));
    expect(checks.filter((id) => !existsSync(join(root, `src/checks/${id}.ts`)))).toEqual([]);
  });
});
