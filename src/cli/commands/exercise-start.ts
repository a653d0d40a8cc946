import { LabError } from '../../lab/errors.ts';
import { harmless, harmlessJson } from '../../model/harmless.ts';
import { withCommand, wrapped } from '../../model/lines.ts';
import { comparesWith } from '../../tutor/exercise.ts';
import type { SeenPrograms } from '../../tutor/expect/kind.ts';
import { exerciseBegun } from '../../tutor/record.ts';
import type { Exercise, ExerciseLab } from '../../tutor/types.ts';
import { giveOrder, runningOrSay } from '../lab-order.ts';
import type { Terminal } from '../terminal.ts';
import type { ExerciseOptions, ExerciseWorld, Where } from './exercise.ts';

/** The programs that the exercise compares with later. */
const lookBefore = async (
  exercise: Exercise,
  where: Where,
  world: ExerciseWorld,
): Promise<string | undefined> => {
  const name = comparesWith(exercise);
  if (name === undefined) return undefined;
  const seen = await world.withSite(where, exercise, (site) => site.look({ see: 'process' }));
  if ('unseen' in seen) return seen.unseen;
  const { programs } = seen as SeenPrograms;
  const own = programs.filter((one) => one.name === name || one.line.includes(name));
  if (own.length === 0) return `${name} does not run there yet: start it, then this exercise once more.`;
  const at = world.now().toISOString();
  await world.progress.update((was) => exerciseBegun(was, exercise.id, at, { programs: own, listeners: [] }));
  return `Looked at: ${name} is process ${own.map(({ pid }) => pid).join(', ')}.`;
};

const requireNoChallenge = async (lab: Awaited<ReturnType<typeof runningOrSay>>): Promise<void> => {
  const open = await giveOrder(lab, { do: 'challenge' });
  if (open)
    throw new LabError(
      'A challenge is open on the lab, and an exercise would take its fault away.',
      'Finish it, or leave it: infra-tutor lab challenge --give-up',
    );
};

/** Brings the lab into the shape; says nothing yet. */
const shapeLab = async ({ shape }: ExerciseLab): Promise<string> => {
  const lab = await runningOrSay();
  await requireNoChallenge(lab);
  await giveOrder(lab, { do: 'shape', shape });
  return lab.directory;
};

const anewWords = ({ shape }: ExerciseLab): string =>
  shape.withDatabase
    ? 'Every part of it is as it was made; what was changed before is gone.'
    : 'Its name servers, web server and program are as they were made; what was changed in their files is gone.';

const loginWords = ({ login }: ExerciseLab): string =>
  login ? ` On the lab it is looked at as the user ${login.user} with the password ${login.password}.` : '';

/** A sentence, or one that ends with what is there to be copied. */
type Line = string | readonly [sentence: string, copied: string];

const say = (terminal: Terminal, exercise: Exercise, said: readonly Line[], where: string): void => {
  const { columns } = terminal.screen;
  terminal.out(
    [
      ...said.flatMap((one) =>
        typeof one === 'string' ? wrapped(harmless(one), columns) : withCommand(...one, columns),
      ),
      withCommand('What has to be true:', `infra-tutor exercise show ${exercise.id}`, columns),
      withCommand('Then:', `infra-tutor exercise check ${exercise.id} ${where}`, columns),
    ].join('\n'),
  );
};

const onLab = async (
  terminal: Terminal,
  exercise: Exercise,
  { format }: ExerciseOptions,
  world: ExerciseWorld,
): Promise<number> => {
  if (typeof exercise.lab === 'string') {
    const sentence = `This exercise is for a server of your own. ${exercise.lab}`;
    terminal.err(wrapped(sentence, terminal.screen.columns).join('\n'));
    return 1;
  }
  const directory = await shapeLab(exercise.lab);
  const before = await lookBefore(exercise, { lab: true }, world);
  if (format === 'json') {
    const { where } = exercise.lab;
    terminal.document(`${harmlessJson({ schema: 1, exercise: exercise.id, directory, where })}\n`);
    return 0;
  }
  const said: readonly Line[] = [
    `The lab is ready for "${exercise.title}". ${anewWords(exercise.lab)}`,
    `${exercise.lab.where}${loginWords(exercise.lab)}`,
    ['Its files are below', directory],
    ['After a change of files:', 'infra-tutor lab reload'],
    ...(before === undefined ? [] : [before]),
  ];
  say(terminal, exercise, said, '--lab');
  return 0;
};

/** `exercise start ID`: the lab as the task needs it; of a server of one's own, what is compared later. */
export const startExercise = async (
  terminal: Terminal,
  exercise: Exercise,
  options: ExerciseOptions,
  world: ExerciseWorld,
): Promise<number> => {
  const { host, flags = {} } = options;
  if (host === undefined) return onLab(terminal, exercise, options, world);
  const before = await lookBefore(exercise, { host, flags }, world);
  if (options.format === 'json') terminal.document(`${harmlessJson({ schema: 1, exercise: exercise.id })}\n`);
  else say(terminal, exercise, [before ?? 'On your own server there is nothing to prepare.'], 'HOST');
  return 0;
};
