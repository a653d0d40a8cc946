import { harmlessJson } from '../model/harmless.ts';
import { wrapped } from '../model/lines.ts';
import type { Screen } from '../model/screen.ts';
import { optionsOf } from './expectations.ts';
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
    .flatMap(({ id, title, project, lab }) => [
      ...wrapped(
        `${id} (${project}${typeof lab === 'string' ? ', own server only' : ''})`,
        screen.columns,
        `${stateOf(progress.exercises, id).padEnd(7)}  `,
      ),
      ...wrapped(speakable(title, screen), screen.columns, '  '),
    ])
    .join('\n');

/** On the lab, or why not. */
const practise = ({ id, lab }: Exercise): string =>
  typeof lab === 'string'
    ? `For a server of your own: ${lab}\n\n`
    : `Practise it on the lab:\n\n    infra-tutor exercise start ${id}\n\n`;

const way = ({ requirements }: Exercise): string =>
  [...new Set(requirements.flatMap(({ expect }) => optionsOf(expect)))].map((one) => ` ${one}`).join('');

/** What is asked for. With `hints`, everything that helps is there too, up to the worked answers. */
export const exerciseText = (exercise: Exercise, screen: Screen, hints: boolean): string => {
  const requirements = exercise.requirements.flatMap((requirement, index) => [
    ...wrapped(speakable(requirement.says, screen), measure(screen), `${index + 1}. `),
    ...(hints ? requirement.hints : []).flatMap((hint) =>
      wrapped(speakable(hint, screen), measure(screen), '   - '),
    ),
  ]);
  const commands = `The lesson behind it:\n\n    infra-tutor learn ${exercise.lesson}\n\n${practise(exercise)}Check your server:\n\n    infra-tutor exercise check ${exercise.id} HOST${way(exercise)}`;
  return [
    wrapped(screen.ink.bold(`${exercise.title} (${exercise.project})`), measure(screen)).join('\n'),
    renderProse(exercise.task, screen),
    ['What has to be true:', ...requirements].join('\n'),
    renderProse(commands, screen),
  ].join('\n\n');
};
