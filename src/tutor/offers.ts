import type { Screen } from '../model/screen.ts';
import { bareLine } from './prose.ts';
import { letter } from './questions/letters.ts';
import { isQuestion, moves, stepOf, type Move, type Session } from './session.ts';
import type { Lesson, Step } from './types.ts';

/** Out of the lesson: to a test of its topic, to another lesson, or away. */
export interface Leave {
  readonly to: 'test' | 'drill' | 'list' | 'quit';
}

export type Picked = Move | Leave;

export const leaves = (picked: Picked): picked is Leave =>
  ['test', 'drill', 'list', 'quit'].includes(picked.to);

/** One thing that can be picked at a prompt. */
export interface Offer {
  readonly name: string;
  readonly value: Picked;
}

const words = { next: 'Next', back: 'Back', skip: 'Skip to the next question' } as const;

/** The drill that a screen offers. */
export const drillIn = (step: Step | undefined): string | undefined =>
  step?.kind === 'screen' ? step.blocks.find((block) => block.kind === 'drill')?.id : undefined;

/**
 * Everything that does something now: the answers of a question, the ways on, and always the way out. `isNewTopic`: nothing
 * of the lesson's topic was begun, so whoever knows it may show that instead.
 */
export const offers = (
  lesson: Lesson,
  session: Session,
  screen: Screen,
  isNewTopic = false,
): readonly Offer[] => {
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
    ...(drillIn(step) === undefined ? [] : [{ name: 'Do this drill now', value: { to: 'drill' } } as const]),
    ...(isNewTopic && session.at === 0
      ? [{ name: 'I know this topic: test me', value: { to: 'test' } } as const]
      : []),
    { name: 'List all lessons', value: { to: 'list' } },
    { name: 'Quit', value: { to: 'quit' } },
  ];
};
