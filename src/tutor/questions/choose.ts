import { indexOf, joined, letter, lettered, lettersIn } from './letters.ts';
import type { Choice, Choose, Form, Mark } from './question.ts';

export const chosenIn = ({ choices }: Choose, answer: string): Choice | undefined => choices[indexOf(answer)];

const mark = (question: Choose, answer: string): Mark => {
  const chosen = chosenIn(question, answer);
  const at = question.choices.findIndex((choice) => choice.right);
  const right = question.choices[at];
  return {
    right: chosen === right,
    mistakes: chosen && chosen !== right ? [chosen.because] : [],
    solution: `${letter(at)}) ${right?.text ?? ''}`,
    because: right ? [right.because] : [],
    missed: chosen?.misconception === undefined ? [] : [chosen.misconception],
  };
};

/** One of several choices. */
export const choose: Form<Choose> = {
  offered: ({ choices }) => lettered(choices.map(({ text }) => text)),
  how: ({ choices }) =>
    joined(
      choices.map((_, index) => letter(index)),
      'or',
    ),
  read({ choices }, typed) {
    const signs = lettersIn(typed, choices.length);
    return signs?.length === 1 ? signs[0] : undefined;
  },
  mark,
};
