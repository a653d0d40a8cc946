import { describe, expect, test } from 'vitest';
import { gradeUnits } from '../../src/catalog-grade.ts';
import { loadMisconceptions } from '../../src/catalog-lessons.ts';
import { hear } from '../../src/grade/spoken.ts';
import { pointIds, type PointId } from '../../src/grade/types.ts';
import { drawing } from '../../src/tutor/rehearsal/drawing.ts';
import { reviewer } from '../../src/tutor/rehearsal/reviewer.ts';
import { ideasIn } from '../../src/tutor/questions/ideas.ts';

/** What every question of the whiteboard rehearsal must satisfy. */

test('each point of the rubric is asked about once, the name that a user types first', () => {
  expect(reviewer.map(({ id }) => id).toSorted()).toEqual([...pointIds].toSorted());
  expect(reviewer[0]?.id).toBe('A6');
});

test('wrong ideas are ones that can be corrected', async () => {
  const known = Object.keys(await loadMisconceptions());
  const named = [...drawing.flatMap(({ step }) => ideasIn(step)), ...Object.keys(gradeUnits.mistakes)];
  expect(named.filter((idea) => !known.includes(idea))).toEqual([]);
});

const noAnswers = ['I do not know', 'no idea', 'yes', 'It is important.', 'Can you repeat the question?'];

/** Below their questions, the first is the reason that was asked for; the second is beside the point in a way that no rule sees. */
const notNone = new Set(['One server has limited resources.', 'It is easy to deploy a server.']);

describe.each(reviewer)('$id', ({ id, ask, followUp }) => {
  const point = id as PointId;
  const texts = [ask, followUp.half, followUp.none];
  const heard = (said: string) => hear(point, [said], texts, gradeUnits);

  test('is asked about, and once more in other words', () => {
    for (const text of texts) expect(text).toMatch(/[?.]$/);
    expect(texts.every((text) => text.length < 200)).toBe(true);
    expect(followUp.half).not.toBe(ask);
    expect(followUp.none).not.toBe(ask);
  });

  test.each([...noAnswers, ...texts].map((text) => text.replaceAll('`', '')))(
    'gives nothing for: %s',
    (text) => {
      expect(heard(text)).toMatchObject({ mark: 'none', wrong: [] });
    },
  );

  const full = gradeUnits.points[point].examples.full.filter((text) => !text.includes('?'));
  test.each(full)('gives the point for: %s', (text) => {
    const { mark, quotes } = heard(text);
    expect(mark).toBe('full');
    expect(quotes).not.toEqual([]);
    for (const quote of quotes) expect(text).toContain(quote);
  });

  const none = gradeUnits.points[point].examples.none.filter((text) => !notNone.has(text));
  test.each(none)(`does not give ${id} for: %s`, (text) => {
    expect(heard(text).mark).not.toBe('full');
  });
});
