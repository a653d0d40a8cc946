import type { Screen } from '../model/screen.ts';
import { bareLine } from './prose.ts';
import { letter } from './questions/letters.ts';
import { isQuestion, moves, stepOf, type Move, type Session } from './session.ts';
import type { Lesson } from './types.ts';

export type Picked = Move | { readonly to: 'list' } | { readonly to: 'quit' };

/** One thing that can be picked at a prompt. */
export interface Offer {
  readonly name: string;
  readonly value: Picked;
}

const words = { next: 'Next', back: 'Back', skip: 'Skip to the next question' } as const;

/** Everything that does something now: the answers of a question, the ways on, and always the way out. */
export const offers = (lesson: Lesson, session: Session, screen: Screen): readonly Offer[] => {
  const step = stepOf(lesson, session);
  const asked = session.phase === 'ask' && isQuestion(step) && step.form === 'choose' ? step.choices : [];
  const answers = asked.map(({ text }, index): Offer => {
    const answer = letter(index);
    return { name: `${answer}) ${bareLine(text, screen)}`, value: { to: 'answer', answer } };
  });
  const ways = moves(lesson, session).map((to): Offer => {
    return {
      name: to === 'skip' && session.phase === 'ask' ? 'Skip this question' : words[to],
      value: { to },
    };
  });
  return [
    ...answers,
    ...ways,
    { name: 'List all lessons', value: { to: 'list' } },
    { name: 'Quit', value: { to: 'quit' } },
  ];
};
