import { harmless, harmlessJson } from '../model/harmless.ts';
import { wrapped } from '../model/lines.ts';
import type { Screen } from '../model/screen.ts';
import { isPassed, isUnknown, type Verdict } from './exercise.ts';
import { measure } from './prose.ts';

/** What a server of the class came to. */
export interface ClassMark {
  readonly name: string;
  readonly host: string;
  readonly exercise: string;
  /** When it was looked at, ISO 8601. */
  readonly takenAt: string;
  /** Nothing when it could not be looked at at all. */
  readonly verdicts?: readonly Verdict[];
  /** Why it could not. */
  readonly why?: string;
}

type Result = 'passed' | 'failed' | 'undecided' | 'not looked at';

export const resultOf = ({ verdicts }: ClassMark): Result => {
  if (!verdicts) return 'not looked at';
  if (isPassed(verdicts)) return 'passed';
  return isUnknown(verdicts) ? 'undecided' : 'failed';
};

const met = ({ verdicts = [] }: ClassMark): string =>
  `${verdicts.filter(({ status }) => status === 'success').length}/${verdicts.length}`;

/** What is missing, in the words of the exercise's own ids. */
const missing = ({ verdicts = [], why }: ClassMark): string =>
  why ??
  verdicts
    .flatMap(({ id, status, reason, waits }) =>
      status === 'success' || waits ? [] : [`${id}: ${reason ?? 'not seen'}`],
    )
    .join('; ');

const paint = { passed: 'good', failed: 'bad', undecided: 'faint', 'not looked at': 'faint' } as const;

/** The class for a reader: one server after the other, then how many passed. */
export const classText = (marks: readonly ClassMark[], screen: Screen): string => {
  const rows = marks.flatMap((mark) => {
    const result = resultOf(mark);
    const who = harmless(mark.name === '' ? mark.host : `${mark.name}, ${mark.host}`);
    const said = mark.verdicts ? `${who}, ${mark.exercise}: ${met(mark)}` : `${who}, ${mark.exercise}`;
    const [first = '', ...rest] = wrapped(said, measure(screen), result.padEnd(15));
    const open = missing(mark);
    return [
      `${screen.ink[paint[result]](result)}${first.slice(result.length)}`,
      ...rest,
      ...(open === '' ? [] : wrapped(harmless(open), measure(screen), '  ')),
    ];
  });
  const passed = marks.filter((mark) => resultOf(mark) === 'passed').length;
  return [...rows, '', `${passed} of ${marks.length} passed.`].join('\n');
};

/** The same as one JSON document, with all that was seen. */
export const classJson = (marks: readonly ClassMark[]): string =>
  `${harmlessJson({
    schema: 1,
    results: marks.map((mark) => {
      const { verdicts = [], ...rest } = mark;
      const requirements = verdicts.map(({ optional: _o, waits: _w, ...verdict }) => verdict);
      return { ...rest, result: resultOf(mark), passed: resultOf(mark) === 'passed', requirements };
    }),
  })}\n`;

/** A field as a spreadsheet reads it back, and never as a formula. */
const field = (text: string): string => {
  const plain = harmless(/^[=+\-@\t]/.test(text) ? `'${text}` : text);
  return /[",\r\n]/.test(plain) ? `"${plain.replaceAll('"', '""')}"` : plain;
};

/** The same as rows for a spreadsheet (RFC 4180). */
export const classCsv = (marks: readonly ClassMark[]): string =>
  [
    ['name', 'domain', 'task', 'result', 'met', 'missing', 'taken at'],
    ...marks.map((mark) => {
      const { name, host, exercise, takenAt } = mark;
      // A fraction would be read as a date.
      return [name, host, exercise, resultOf(mark), met(mark).replace('/', ' of '), missing(mark), takenAt];
    }),
  ]
    .map((row) => `${row.map(field).join(',')}\n`)
    .join('');
