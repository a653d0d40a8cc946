import { LabError } from '../../lab/errors.ts';
import { harmless, harmlessJson } from '../../model/harmless.ts';
import { withCommand, wrapped } from '../../model/lines.ts';
import { comparesWith } from '../../tutor/exercise.ts';
import type { SeenPrograms } from '../../tutor/expect/kind.ts';
import { family } from '../../tutor/expect/process.ts';
import { exerciseBegun } from '../../tutor/record.ts';
import type { Exercise, ExerciseLab } from '../../tutor/types.ts';
import type { LabDescription } from '../../lab/description.ts';
import { giveOrder } from '../lab-order.ts';
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
  const own = family(name, seen as SeenPrograms);
  if (own.length === 0) return `${name} does not run there yet: start it, then this exercise once more.`;
  const at = world.now().toISOString();
  await world.progress.update((was) => exerciseBegun(was, exercise.id, at, { programs: own, listeners: [] }));
  return `Looked at: ${name} is process ${own.map(({ pid }) => pid).join(', ')}.`;
};

/** A lab goes on until somebody ends it, so it is started for those who said so. */
const startedLab = async (
  terminal: Terminal,
  id: string,
  { yes = false, format }: ExerciseOptions,
): Promise<LabDescription> => {
  const none = new LabError(
    'No lab is running.',
    `Start one together with this exercise: infra-tutor exercise start ${id} --yes`,
  );
  if (!yes && (!terminal.interactive || format === 'json')) throw none;
  const wants =
    yes || (await terminal.ask.confirm('No lab is running. Start one? It runs until: infra-tutor lab down'));
  if (!wants) throw none;
  const began = await (await import('../detached-lab.ts')).detachedLab();
  if ('lab' in began) return began.lab;
  throw new LabError(began.said, 'The lab alone can be tried with: infra-tutor lab up');
};

const requireNoChallenge = async (lab: LabDescription): Promise<void> => {
  const open = await giveOrder(lab, { do: 'challenge' });
  if (open)
    throw new LabError(
      'A challenge is open on the lab, and an exercise would take its fault away.',
      'Finish it, or leave it: infra-tutor lab challenge --give-up',
    );
};

/** The lab in the shape of the exercise; `isNew`: it was started for it. */
const shapedLab = async (
  terminal: Terminal,
  id: string,
  { shape }: ExerciseLab,
  options: ExerciseOptions,
): Promise<{ readonly directory: string; readonly isNew: boolean }> => {
  const { runningLab } = await import('../../lab/registry.ts');
  const running = await runningLab();
  const lab = running ?? (await startedLab(terminal, id, options));
  await requireNoChallenge(lab);
  await giveOrder(lab, { do: 'shape', shape, exercise: id });
  return { directory: lab.directory, isNew: running === undefined };
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
  options: ExerciseOptions,
  world: ExerciseWorld,
): Promise<number> => {
  if (typeof exercise.lab === 'string') {
    const sentence = `This exercise is for a server of your own. ${exercise.lab}`;
    terminal.err(wrapped(sentence, terminal.screen.columns).join('\n'));
    return 1;
  }
  const { directory, isNew } = await shapedLab(terminal, exercise.id, exercise.lab, options);
  const before = await lookBefore(exercise, { lab: true }, world);
  if (options.format === 'json') {
    const { where } = exercise.lab;
    terminal.document(`${harmlessJson({ schema: 1, exercise: exercise.id, directory, where })}\n`);
    return 0;
  }
  const said: readonly Line[] = [
    `The lab is ready for "${exercise.title}".${isNew ? '' : ` ${anewWords(exercise.lab)}`}`,
    `${exercise.lab.where}${loginWords(exercise.lab)}`,
    ['Its files are below', directory],
    ['After a change of files:', 'infra-tutor lab reload'],
    ...(before === undefined ? [] : [before]),
    ...(isNew
      ? [['The lab goes on without this terminal. To end it:', 'infra-tutor lab down'] as const]
      : []),
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
