import { letter, lettered, lettersIn } from './letters.ts';
import type { Form, Mark, Match } from './question.ts';
import { shuffled } from './shuffled.ts';

const rights = ({ pairs }: Match): readonly string[] => pairs.map(({ right }) => right);

/** The letter of each pair's right side, in the order of the left sides. */
const signs = (question: Match): readonly string[] => {
  const shown = shuffled(rights(question));
  return question.pairs.map((_, index) => letter(shown.indexOf(index)));
};

const mark = (question: Match, answer: string): Mark => {
  const right = signs(question);
  const wrong = question.pairs.filter((_, index) => answer.charAt(index) !== right[index]);
  return {
    right: wrong.length === 0,
    mistakes: wrong.map(({ left, because }) => `${left}: ${because}`),
    solution: question.pairs.map(({ left }, index) => `${left}: ${right[index] ?? ''}`).join(', '),
    because: wrong.length === 0 ? question.pairs.map(({ because }) => because) : [],
    missed: [...new Set(wrong.map(({ misconception }) => misconception))],
  };
};

/** The partner of each thing on the left. */
export const match: Form<Match> = {
  offered: (question) => [
    ...question.pairs.map(({ left }, index) => ({ mark: `${index + 1}.`, text: left })),
    ...lettered(shuffled(rights(question)).map((index) => rights(question)[index] ?? '')),
  ],
  how: ({ pairs }) => `${pairs.length} letters: the partner of 1, then of 2, and so on`,
  read({ pairs }, typed) {
    const typedSigns = lettersIn(typed.replace(/\d+[.:]?/g, ''), pairs.length);
    return typedSigns?.length === pairs.length ? typedSigns.join('') : undefined;
  },
  mark,
};
