import { harmless, harmlessJson } from '../model/harmless.ts';
import { wrapped } from '../model/lines.ts';
import type { Screen } from '../model/screen.ts';
import { isPassed, isUnknown, type Verdict } from './exercise.ts';
import {
  cardDocument,
  judgeCard,
  seenWords,
  whereFrom,
  type ExerciseCard,
  type Made,
} from './exercise-card.ts';
import { measure } from './prose.ts';
import type { Exercise } from './types.ts';

/** What a server of the class came to. */
export interface ClassMark {
  readonly name: string;
  readonly host: string;
  readonly exercise: string;
  /** When it was looked at, ISO 8601. */
  readonly takenAt: string;
  /** Nothing when it could not be looked at at all. */
  readonly looked?: { readonly exercise: Exercise; readonly card: ExerciseCard };
  /** Why it could not. */
  readonly why?: string;
}

type Result = 'passed' | 'failed' | 'undecided' | 'not looked at';

const verdictsOf = ({ looked }: ClassMark): readonly Verdict[] =>
  looked ? judgeCard(looked.exercise, looked.card) : [];

export const resultOf = (mark: ClassMark): Result => {
  if (!mark.looked) return 'not looked at';
  const verdicts = verdictsOf(mark);
  if (isPassed(verdicts)) return 'passed';
  return isUnknown(verdicts) ? 'undecided' : 'failed';
};

const met = (mark: ClassMark): string => {
  const verdicts = verdictsOf(mark);
  return `${verdicts.filter(({ status }) => status === 'success').length}/${verdicts.length}`;
};

/** What is missing, in the words of the exercise's own ids. */
const missing = (mark: ClassMark): string =>
  mark.why ??
  verdictsOf(mark)
    .flatMap(({ id, status, reason, waits }) =>
      status === 'success' || waits ? [] : [`${id}: ${reason ?? 'not seen'}`],
    )
    .join('; ');

const paint = { passed: 'good', failed: 'bad', undecided: 'faint', 'not looked at': 'faint' } as const;

/** The class for a reader: one server after the other, then how many passed. */
export const classText = (
  marks: readonly ClassMark[],
  screen: Screen,
  { replayed }: Pick<Made, 'replayed'> = {},
): string => {
  const rows = marks.flatMap((mark) => {
    const result = resultOf(mark);
    const who = harmless(mark.name === '' ? mark.host : `${mark.name}, ${mark.host}`);
    const task = harmless(mark.exercise);
    const said = mark.looked ? `${who}, ${task}: ${met(mark)}` : `${who}, ${task}`;
    const [first = '', ...rest] = wrapped(said, measure(screen), result.padEnd(15));
    const details = [missing(mark), replayed && mark.looked ? seenWords(mark.looked.card) : ''];
    return [
      `${screen.ink[paint[result]](result)}${first.slice(result.length)}`,
      ...rest,
      ...details.flatMap((one) => (one === '' ? [] : wrapped(harmless(one), measure(screen), '  '))),
    ];
  });
  const passed = marks.filter((mark) => resultOf(mark) === 'passed').length;
  const again = replayed ? wrapped('Replayed: nothing was contacted now.', measure(screen)) : [];
  return [...rows, '', ...again, `${passed} of ${marks.length} passed.`].join('\n');
};

const rowDocument = (mark: ClassMark) => {
  const { looked, name, host, exercise, takenAt, why } = mark;
  const result = resultOf(mark);
  return looked
    ? { name, host, result, ...cardDocument(looked.exercise, looked.card) }
    : { name, host, exercise, takenAt, result, passed: false, requirements: [], why: why ?? '' };
};

/** The same as one JSON document, with all that was seen: `exercise-card.schema.json`. */
export const classJson = (marks: readonly ClassMark[], made: Made): string =>
  `${harmlessJson({ schema: 1, ...made, results: marks.map(rowDocument) })}\n`;

/** A field as a spreadsheet reads it back, and never as a formula. */
const field = (text: string): string => {
  const plain = harmless(/^[=+\-@\t]/.test(text) ? `'${text}` : text);
  return /[",\r\n]/.test(plain) ? `"${plain.replaceAll('"', '""')}"` : plain;
};

/** The same as rows for a spreadsheet (RFC 4180). */
export const classCsv = (marks: readonly ClassMark[], { replayed }: Pick<Made, 'replayed'> = {}): string =>
  [
    ['name', 'domain', 'task', 'result', 'met', 'missing', 'taken at', 'from', 'replayed'],
    ...marks.map((mark) => {
      const { name, host, exercise, takenAt, looked } = mark;
      // A fraction would be read as a date.
      const result = [resultOf(mark), met(mark).replace('/', ' of '), missing(mark)];
      const from = looked ? whereFrom(looked.card) : '';
      return [name, host, exercise, ...result, takenAt, from, replayed ? 'yes' : 'no'];
    }),
  ]
    .map((row) => `${row.map(field).join(',')}\n`)
    .join('');
