import { howToAnswer, readAnswer } from './forms.ts';
import type { Question } from './question.ts';

/** Answers as they are kept, one for each question in order, none where it was left out; or where the first wrong one is. */
export type Given = { readonly answers: readonly (string | undefined)[] } | { readonly wrong: number };

const leftOut = '-';

/** Reads answers from a command line: `a`, `-`, `cab`, `80`. There are at most as many as questions. */
export const readGiven = (questions: readonly Question[], given: readonly string[]): Given => {
  const answers = given.map((typed, at) => {
    const question = questions[at];
    return question && typed !== leftOut ? readAnswer(question, typed) : undefined;
  });
  const wrong = answers.findIndex((answer, at) => answer === undefined && given[at] !== leftOut);
  return wrong < 0 ? { answers } : { wrong };
};

/** What a question takes, said of an answer that it does not take. */
export const takes = (question: Question | undefined, typed = ''): string =>
  `takes ${question ? howToAnswer(question) : 'nothing'}, or - to leave it out; not "${typed}".`;
