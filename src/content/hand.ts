import * as v from 'valibot';
import { id, sentence } from './text-shape.ts';

/** What has to be seen of one command: a text, `/a regular expression/`, `nothing`, or `exit N` where it is not 0. */
type Sign = string;

/** The lines of the shell in a block. */
export const commandsOf = (run: string): readonly string[] => run.trim().split('\n');

/** The regular expression that a sign is, line by line. @throws {SyntaxError} */
export const patternOf = (sign: Sign): RegExp | undefined =>
  /^\/.+\/$/.test(sign) ? new RegExp(sign.slice(1, -1), 'm') : undefined;

/** The exit status that a sign asks for. */
export const exitOf = (sign: Sign): number | undefined => {
  const [, status] = /^exit (\d{1,3})$/.exec(sign) ?? [];
  return status === undefined ? undefined : Number(status);
};

const isReadable = (sign: Sign): boolean => {
  try {
    patternOf(sign);
    return true;
  } catch {
    return false;
  }
};

const signShape = v.pipe(
  v.string('is no text: put it between single quotes'),
  v.trim(),
  v.minLength(1, 'is empty: write "nothing" for a command that prints nothing'),
  v.check(isReadable, 'is no regular expression'),
);
const signsShape = v.pipe(
  v.array(signShape, 'is no list: begin each line with a hyphen'),
  v.minLength(1, 'is empty: write [nothing] for a command that prints nothing'),
);
const numbered = v.record(
  v.pipe(v.string(), v.regex(/^[1-9]$/, 'is not the number of a command')),
  signsShape,
);

const missing =
  'is missing: what a test has to see when the command runs, so that it is what `says` claims. It is a list of texts and ' +
  '/regular expressions/, with "nothing" where nothing is printed and "exit N" where the exit status is not 0; ' +
  'for several commands there is one such list for each, by its number: 1, 2, …';

const oneForEach = 'needs one list for each command, by its number: 1, 2, …';

const blockShape = v.strictObject(
  {
    where: v.picklist(['you', 'server']),
    run: sentence,
    says: sentence,
    shows: v.lazy((written) => (Array.isArray(written) ? signsShape : numbered)),
    with: v.exactOptional(v.record(v.pipe(v.string(), v.regex(/^[A-Z]+$/)), sentence)),
    given: v.exactOptional(id),
    keys: v.exactOptional(v.pipe(v.string(), v.minLength(1))),
  },
  ({ expected, message }) => (expected === '"shows"' ? missing : message),
);

type Written = v.InferOutput<typeof blockShape>;

/** Of each command, in order. */
const signsOf = ({ shows }: Written): readonly (readonly Sign[])[] =>
  Array.isArray(shows) ? [shows] : Object.values(shows);

const isForEach = (hand: Written): boolean =>
  signsOf(hand).length === commandsOf(hand.run).length &&
  Object.keys(hand.shows).every((key, at) => Array.isArray(hand.shows) || key === String(at + 1));

/**
 * A command of a lesson to be typed by hand. For the learner are `where`, `run` and `says`; the rest is for the test that
 * runs it: `shows`, one list for each command; `with`, what stands in the place of a word in capital letters; `given`, what
 * has happened before; `keys`, what is typed into the last command, which then has a terminal.
 */
export const handShape = v.pipe(
  blockShape,
  v.forward(v.check(isForEach, oneForEach), ['shows']),
  v.forward(
    v.check(
      (hand) => Object.keys(hand.with ?? {}).every((word) => new RegExp(`\\b${word}\\b`).test(hand.run)),
      'names a word that stands in no command',
    ),
    ['with'],
  ),
  v.transform((hand) => ({ ...hand, shows: signsOf(hand) })),
);

export type Hand = v.InferOutput<typeof handShape>;
