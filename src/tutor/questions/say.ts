import { joined, letter, lettered, lettersIn } from './letters.ts';
import type { Form, Mark, Say } from './question.ts';

/** Nothing of it was said. */
const nothing = '0';

const mark = ({ points }: Say, answer: string): Mark => {
  const open = points.flatMap((point, index) => {
    const sign = letter(index);
    return answer.includes(sign) ? [] : [{ ...point, sign }];
  });
  return {
    right: open.length === 0,
    mistakes: open.map(({ sign, text }) => `Still to say, ${sign}) ${text}`),
    solution: joined(points.map((_, index) => letter(index))),
    because: open.length === 0 ? ['Every point was in your answer.'] : [],
    missed: open.map(({ misconception }) => misconception),
  };
};

/** What of it was in one's own answer. Nobody but the learner says so. */
export const say: Form<Say> = {
  offered: ({ points }) => lettered(points.map(({ text }) => text)),
  how: () => 'the letters of the points that you said, or 0 for none',
  read: ({ points }, typed) =>
    typed.trim() === nothing ? nothing : lettersIn(typed, points.length)?.toSorted().join(''),
  mark,
};
