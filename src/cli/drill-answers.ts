import { choiceLetter, type DrillQuestion } from '../model/drill.ts';
import type { Terminal } from './terminal.ts';
import { UsageError } from './usage-error.ts';

/** For each question the letter that was predicted, or nothing. */
export type Said = readonly (string | undefined)[];

const leftOut = '-';

const lettersOf = ({ choices }: DrillQuestion): readonly string[] => choices.map((_, at) => choiceLetter(at));

/**
 * What stands after `--answer`: a letter for each question, `-` leaves one out.
 * @throws {UsageError} when there are more letters than questions, or one is no choice
 */
export const saidOnCommandLine = (questions: readonly DrillQuestion[], values: readonly string[]): Said => {
  const letters = values.flatMap((value) => value.split(',')).map((letter) => letter.trim());
  if (letters.length > questions.length)
    throw new UsageError(
      `--answer ${letters.join(',')}: this drill asks ${questions.length === 1 ? 'one question' : `${questions.length} questions`}.`,
    );
  return questions.map((question, at) => {
    const letter = letters[at] ?? leftOut;
    if (letter === leftOut) return undefined;
    const known = lettersOf(question);
    if (!known.includes(letter))
      throw new UsageError(`--answer ${letter}: the answers to question ${at + 1} are ${known.join(', ')}.`);
    return letter;
  });
};

/** Asks for a prediction of each question. */
export const saidAtPrompts = async (
  { ask }: Terminal,
  questions: readonly DrillQuestion[],
): Promise<Said> => {
  const said: string[] = [];
  for (const { asks, choices } of questions)
    said.push(
      await ask.select(asks, [
        ...choices.map(({ says }, at) => ({
          name: `${choiceLetter(at)}) ${says}`,
          value: choiceLetter(at),
        })),
        { name: 'No prediction', value: leftOut },
      ]),
    );
  return said.map((letter) => (letter === leftOut ? undefined : letter));
};
