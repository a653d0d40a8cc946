import { letter, lettered, lettersIn } from './letters.ts';
import type { Form, Mark, Order } from './question.ts';
import { shuffled } from './shuffled.ts';

const texts = ({ items }: Order): readonly string[] => items.map(({ text }) => text);

/** The letter under which each thing is shown, in the right order. */
const signs = (question: Order): readonly string[] => {
  const shown = shuffled(texts(question));
  return question.items.map((_, index) => letter(shown.indexOf(index)));
};

const mark = (question: Order, answer: string): Mark => {
  const right = signs(question);
  const early = question.items.filter((_, index) => {
    const [before = '', own = ''] = [right[index - 1], right[index]];
    return index > 0 && answer.indexOf(own) < answer.indexOf(before);
  });
  return {
    right: early.length === 0,
    mistakes: early.flatMap(({ because }) => because ?? []),
    solution: question.items.map(({ text }, index) => `${right[index] ?? ''}) ${text}`).join(' Then '),
    because: early.length === 0 ? question.items.flatMap(({ because }) => because ?? []) : [],
    missed: early.flatMap(({ misconception }) => misconception ?? []),
  };
};

/** Put in order. Whatever is not in order has one thing before the one that it has to follow. */
export const order: Form<Order> = {
  offered: (question) => lettered(shuffled(texts(question)).map((index) => texts(question)[index] ?? '')),
  how: ({ items }) => `the ${items.length} letters in the right order, the first one first`,
  read({ items }, typed) {
    const typedSigns = lettersIn(typed, items.length);
    return typedSigns?.length === items.length ? typedSigns.join('') : undefined;
  },
  mark,
};
