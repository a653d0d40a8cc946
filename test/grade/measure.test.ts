import { describe, expect, test } from 'vitest';
import { gradeUnits } from '../../src/catalog-grade.ts';
import { grade } from '../../src/grade/grade.ts';
import { agreementOf, cellsOf, macroKappa, table } from './agreement.ts';
import { corpus } from './corpus.ts';

/**
 * How far `grade` agrees with a reader. The reporting part was labelled before there was a rule, and is only counted:
 * no rule may be made by looking at it.
 */

const measured = (part: 'tuning' | 'reporting') => {
  const texts = corpus(part).map((text) => ({ text, graded: grade(text.text, gradeUnits) }));
  const named = texts.flatMap(({ text, graded }) =>
    graded.misconceptions.filter(({ id }) => !text.misconceptions.includes(id)).map(({ id }) => id),
  );
  const missed = texts.flatMap(({ text, graded }) =>
    text.misconceptions.filter((id) => !graded.misconceptions.some((one) => one.id === id)),
  );
  return {
    count: texts.length,
    cells: texts.flatMap(({ text, graded }) => cellsOf(text, graded)),
    named,
    missed,
    held: texts.flatMap(({ text }) => text.misconceptions).length,
    kinds: texts.filter(({ text, graded }) => text.kind !== graded.kind).length,
    starts: texts.filter(
      ({ text, graded }) =>
        text.startsWithUser !== undefined && text.startsWithUser !== graded.form.startsWithUser,
    ).length,
  };
};

describe.each(['tuning', 'reporting'] as const)('the %s part', (part) => {
  const { count, cells, named, missed, held, kinds, starts } = measured(part);
  const { wronglyPassed, missed: fullMissed } = agreementOf(cells);

  test('is agreed with', ({ annotate }) => {
    const lines = [
      `${part}: ${count} texts, macro kappa ${macroKappa(cells).toFixed(3)}`,
      table(cells),
      `misconceptions held: ${held}, named wrongly: ${named.length}, missed: ${missed.length}`,
      `kinds wrong: ${kinds}, starts with the user wrong: ${starts}`,
    ];
    process.stdout.write(`${lines.join('\n')}\n`);
    void annotate(lines.join('\n'));
    expect(macroKappa(cells)).toBeGreaterThanOrEqual(0.9);
    expect(wronglyPassed).toBeLessThanOrEqual(0.03);
    expect(fullMissed).toBeLessThanOrEqual(0.05);
  });

  test('has no misconception named that the text does not hold, and few missed', () => {
    expect(named).toEqual([]);
    expect(missed.length).toBeLessThanOrEqual(held * 0.1);
  });

  test('is recognised by its kind', () => {
    expect(kinds).toBe(0);
    expect(starts).toBeLessThanOrEqual(count * 0.05);
  });
});

test('there are as many texts as were promised', () => {
  expect(corpus('tuning').length + corpus('reporting').length).toBeGreaterThanOrEqual(80);
});
