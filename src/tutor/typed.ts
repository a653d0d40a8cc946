import type { Picked } from './offers.ts';
import { howToAnswer, readAnswer } from './questions/forms.ts';
import { isQuestion, moves, stepOf, type Session } from './session.ts';
import type { Lesson } from './types.ts';

/** An answer that is typed: what is asked for, and what each text that is typed means. */
export interface Typed {
  readonly message: string;
  /** None: this is no answer. */
  readonly meaning: (typed: string) => Picked | undefined;
  /** What is said of a text that means nothing here. */
  readonly wrong: string;
}

const waysOf = (lesson: Lesson, session: Session): readonly Picked['to'][] => [
  ...moves(lesson, session),
  'list',
  'quit',
];

/** How this question is answered by typing; none where its answers are offered to pick from. */
export const typedFor = (lesson: Lesson, session: Session): Typed | undefined => {
  const step = stepOf(lesson, session);
  const isOpen = session.phase === 'ask' || session.phase === 'compare';
  if (!isQuestion(step) || step.form === 'choose' || !isOpen) return undefined;
  const isSaid = step.form === 'say' && session.phase === 'ask';
  const how = isSaid ? 'your answer in your own words, in one line' : howToAnswer(step);
  const ways = waysOf(lesson, session);
  return {
    message: `Type ${how}. Or: ${ways.join(', ')}.`,
    wrong: `This takes ${how}; or one of: ${ways.join(', ')}.`,
    meaning(typed) {
      const way = ways.find((to) => to === typed.trim().toLowerCase());
      if (way !== undefined) return { to: way } as Picked;
      if (isSaid) return typed.trim() === '' ? undefined : { to: 'say', words: typed };
      const answer = readAnswer(step, typed);
      return answer === undefined ? undefined : { to: 'answer', answer };
    },
  };
};
