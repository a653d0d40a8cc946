import { harmless, harmlessJson } from '../model/harmless.ts';
import { withCommand, wrapped } from '../model/lines.ts';
import type { Screen } from '../model/screen.ts';
import { isPassed, type Verdict } from './exercise.ts';
import { measure, renderProse, speakable } from './prose.ts';
import { stateOf, type Progress } from './record.ts';
import type { Exercise } from './types.ts';

const schema = 1;

/** The list as one JSON document. */
export const exercisesJson = (exercises: readonly Exercise[], progress: Progress): string => {
  const rows = exercises.map(({ id, title, project, hop, vantage }) => {
    return { id, title, project, hop, vantage, state: stateOf(progress.exercises, id) };
  });
  return `${harmlessJson({ schema, exercises: rows })}\n`;
};

/** The list for a reader: state, id, project and title. */
export const exercisesText = (exercises: readonly Exercise[], progress: Progress, screen: Screen): string =>
  exercises
    .flatMap(({ id, title, project }) => [
      ...wrapped(`${id} (${project})`, screen.columns, `${stateOf(progress.exercises, id).padEnd(7)}  `),
      ...wrapped(speakable(title, screen), screen.columns, '  '),
    ])
    .join('\n');

/** What is asked for. With `hints`, everything that helps is there too, up to the worked answers. */
export const exerciseText = (exercise: Exercise, screen: Screen, hints: boolean): string => {
  const requirements = exercise.requirements.flatMap((requirement, index) => [
    ...wrapped(speakable(requirement.says, screen), measure(screen), `${index + 1}. `),
    ...(hints ? requirement.hints : []).flatMap((hint) =>
      wrapped(speakable(hint, screen), measure(screen), '   - '),
    ),
  ]);
  const commands = `The lesson behind it:\n\n    infra-tutor learn ${exercise.lesson}\n\nCheck your server:\n\n    infra-tutor exercise check ${exercise.id} HOST`;
  return [
    wrapped(screen.ink.bold(`${exercise.title} (${exercise.project})`), measure(screen)).join('\n'),
    renderProse(exercise.task, screen),
    ['What has to be true:', ...requirements].join('\n'),
    renderProse(commands, screen),
  ].join('\n\n');
};

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
  const requirements = verdicts.map(({ reason: _, ...verdict }) => verdict);
  const document = { schema, exercise: exercise.id, requirements, passed: isPassed(verdicts) };
  return `${harmlessJson(document)}\n`;
};
