import type { Fill, Form, Mark } from './question.ts';

/** What does not count in a typed word. */
export const bare = (typed: string): string =>
  typed
    .trim()
    .toLowerCase()
    .replace(/\s+/g, ' ')
    .replace(/^["'`]+|["'`.]+$/g, '');

const holds = (answers: readonly string[], typed: string): boolean =>
  answers.some((answer) => bare(answer) === bare(typed));

const mark = ({ answers, because, wrong }: Fill, typed: string): Mark => {
  const right = holds(answers, typed);
  const known = right ? undefined : wrong.find((one) => holds(one.answers, typed));
  return {
    right,
    mistakes: known ? [known.because] : [],
    solution: `\`${answers[0] ?? ''}\``,
    because: [because],
    missed: known ? [known.misconception] : [],
  };
};

/** A word or a number. */
export const fill: Form<Fill> = {
  offered: () => [],
  how: () => 'a word or a number',
  read: (_, typed) => (bare(typed) === '' || typed.length > 80 ? undefined : typed.trim()),
  mark,
};
