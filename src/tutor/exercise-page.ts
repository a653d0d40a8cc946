import { harmless, harmlessJson } from '../model/harmless.ts';
import { withCommand, wrapped } from '../model/lines.ts';
import type { Screen } from '../model/screen.ts';
import { isPassed, isUnknown, type Verdict } from './exercise.ts';
import { cardDocument, judgeCard, replayedWords, type ExerciseCard, type Made } from './exercise-card.ts';
import { measure, speakable } from './prose.ts';
import type { Exercise } from './types.ts';

const schema = 1;

const detail = (name: string, text: string | undefined, screen: Screen): string[] =>
  text === undefined
    ? []
    : wrapped(`${name}: ${speakable(harmless(text), screen)}`, measure(screen), '  ', '    ');

const verdictText = (verdict: Verdict, number: number, screen: Screen): string => {
  const paint = { success: 'good', fail: 'bad', skipped: 'faint' } as const;
  const mark = `${verdict.status.padEnd(9)}${number}. `;
  const [first = '', ...rest] = wrapped(speakable(verdict.says, screen), measure(screen), mark);
  const failed = verdict.status === 'fail';
  return [
    `${screen.ink[paint[verdict.status]](verdict.status)}${first.slice(verdict.status.length)}`,
    ...rest,
    ...(failed ? detail('expected', verdict.expected, screen) : []),
    ...(failed ? detail('seen', verdict.seen, screen) : []),
    ...detail('hint', verdict.hint, screen),
  ].join('\n');
};

/** How the requirements were met on this site, now or when the card was taken. */
export const cardText = (
  exercise: Exercise,
  card: ExerciseCard,
  screen: Screen,
  { replayed }: Pick<Made, 'replayed'> = {},
): string => {
  const verdicts = judgeCard(exercise, card);
  const end = (): string => {
    if (isUnknown(verdicts))
      return wrapped(
        'Not decided: see what was skipped. Nothing of what was seen is wrong.',
        measure(screen),
      ).join('\n');
    if (!isPassed(verdicts)) {
      const more = `infra-tutor exercise show ${exercise.id} --hints`;
      return `Not passed yet.\n${withCommand('More hints:', more, measure(screen))}`;
    }
    const own = `infra-tutor exercise check ${exercise.id} HOST`;
    return card.target.standsFor === 'lab'
      ? withCommand('Passed on the lab. It counts when your own server passes:', own, measure(screen))
      : 'Passed.';
  };
  return [
    ...wrapped(speakable(`${exercise.title}, on ${harmless(card.target.shown)}`, screen), measure(screen)),
    ...(replayed ? wrapped(harmless(replayedWords(card)), measure(screen)) : []),
    '',
    ...verdicts.map((verdict, index) => verdictText(verdict, index + 1, screen)),
    '',
    end(),
  ].join('\n');
};

/** The same as one JSON document, with all that was seen: `exercise-card.schema.json`. */
export const cardJson = (exercise: Exercise, card: ExerciseCard, made: Made): string =>
  `${harmlessJson({ schema, ...made, ...cardDocument(exercise, card) })}\n`;
