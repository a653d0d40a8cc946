import { harmless, harmlessJson } from '../model/harmless.ts';
import { withCommand, wrapped } from '../model/lines.ts';
import type { Screen } from '../model/screen.ts';
import { isPassed, isUnknown, type Verdict } from './exercise.ts';
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

/** How the requirements were met on this site. */
export const verdictsText = (
  exercise: Exercise,
  shown: string,
  verdicts: readonly Verdict[],
  screen: Screen,
  isLab: boolean,
): string => {
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
    return isLab
      ? withCommand('Passed on the lab. It counts when your own server passes:', own, measure(screen))
      : 'Passed.';
  };
  return [
    ...wrapped(speakable(`${exercise.title}, on ${harmless(shown)}`, screen), measure(screen)),
    '',
    ...verdicts.map((verdict, index) => verdictText(verdict, index + 1, screen)),
    '',
    end(),
  ].join('\n');
};

/** The same as one JSON document. */
export const verdictsJson = (exercise: Exercise, verdicts: readonly Verdict[]): string => {
  const requirements = verdicts.map(({ reason: _, optional: _o, waits: _w, ...verdict }) => verdict);
  const document = { schema, exercise: exercise.id, requirements, passed: isPassed(verdicts) };
  return `${harmlessJson(document)}\n`;
};
