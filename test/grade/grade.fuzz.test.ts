import fc from 'fast-check';
import { expect, test } from 'vitest';
import { gradeUnits } from '../../src/catalog-grade.ts';
import { grade } from '../../src/grade/grade.ts';
import { corpus } from './corpus.ts';

const pieces = [
  ...corpus('tuning').flatMap(({ text }) => text.split(/(?<=[.\n])/)),
  '```',
  '|',
  '| a | b |',
  '<br>',
  '<!--',
  '![',
  '](',
  '**',
  '__',
  '->',
  '-->',
  '(((',
  '? ',
  '\r\n',
  '\u0000',
  '\ud800',
  '\u202e',
  'A',
];

const someText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 400 }),
  fc.array(fc.constantFrom(...pieces), { maxLength: 60 }).map((parts) => parts.join('')),
);

test('marks any text, and quotes only what stands in it', () => {
  fc.assert(
    fc.property(someText, (text) => {
      const { points, score, full, misconceptions } = grade(text, gradeUnits);
      const quotes = [
        ...points.flatMap((point) => point.quotes),
        ...misconceptions.map(({ quote }) => quote),
      ];
      expect(quotes.filter((quote) => !text.includes(quote))).toEqual([]);
      expect(points.filter(({ mark, quotes: own }) => mark !== 'none' && own.length === 0)).toEqual([]);
      expect(score).toBeGreaterThanOrEqual(full);
      expect(score).toBeLessThanOrEqual(16);
    }),
    { numRuns: 200 },
  );
});

test('says the same of the same text', () => {
  for (const { text } of corpus('tuning')) expect(grade(text, gradeUnits)).toEqual(grade(text, gradeUnits));
});

/** 64 KiB, the most that is read of a file. */
const whole = (unit: string): string => unit.repeat(Math.ceil((64 * 1024) / unit.length)).slice(0, 64 * 1024);

test.each([
  ['one long line', whole('the web server and the database ')],
  ['no space at all', whole('server')],
  ['no sentence end', whole('server which ')],
  ['only brackets', whole('[(')],
  ['open comments', whole('<!--')],
  ['spaces', whole(' ')],
  ['lines of bars', whole('| ')],
  ['many short lines', whole('SPOF\n')],
  ['many different words', Array.from({ length: 10_000 }, (_, at) => `w${at.toString(36)}x`).join(' ')],
  ['arrows', whole('a -> b ')],
  ['a write-up over and over', whole(corpus('tuning')[3]?.text ?? '')],
])('%s: a file as long as may be takes seconds, not minutes', (_, text) => {
  const start = performance.now();
  grade(text, gradeUnits);
  expect(performance.now() - start).toBeLessThan(20_000);
});
