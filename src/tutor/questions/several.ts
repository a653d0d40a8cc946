import { joined, letter, lettered, lettersIn } from './letters.ts';
import type { Form, Mark, Several } from './question.ts';

const mark = ({ choices }: Several, answer: string): Mark => {
  const named = choices.map((choice, index) => ({ ...choice, sign: letter(index) }));
  const wrong = named.filter(({ right, sign }) => right !== answer.includes(sign));
  const wanted = named.filter(({ right }) => right);
  return {
    right: wrong.length === 0,
    mistakes: wrong.map(
      ({ sign, right, because }) => `${sign}) ${right ? 'belongs to the answer' : 'does not'}: ${because}`,
    ),
    solution: joined(wanted.map(({ sign }) => sign)),
    because: wrong.length === 0 ? wanted.map(({ sign, because }) => `${sign}) ${because}`) : [],
    missed: wrong.flatMap(({ misconception }) => misconception ?? []),
  };
};

/** All that are right, and no other. */
export const several: Form<Several> = {
  offered: ({ choices }) => lettered(choices.map(({ text }) => text)),
  how: () => 'the letters of all that are right, such as ac',
  read: ({ choices }, typed) => lettersIn(typed, choices.length)?.toSorted().join(''),
  mark,
};
