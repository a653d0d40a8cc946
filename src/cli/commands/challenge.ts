import { faults } from '../../catalog-faults.ts';
import type { Challenge } from '../../lab/challenge.ts';
import { draw, judgeAnswer } from '../../lab/challenge.ts';
import type { LabDescription } from '../../lab/description.ts';
import { LabError } from '../../lab/errors.ts';
import type { FaultUnit } from '../../lab/fault.ts';
import { hindrance, runtimeOf } from '../../lab/fault.ts';
import { runtimesHere } from '../../lab/services/app/site-program.ts';
import { wrapped } from '../../model/lines.ts';
import { installAdvice } from '../../model/real.ts';
import { hops, meaning } from '../../model/hops.ts';
import type { ProgressStore } from '../../tutor/progress.ts';
import { challengesDone, challengeTried } from '../../tutor/record.ts';
import { hintFor, isWhole } from '../challenge-hints.ts';
import { answerText, namesText, storyText } from '../challenge-words.ts';
import { giveOrder, runningOrSay } from '../lab-order.ts';
import type { Terminal } from '../terminal.ts';
import { UsageError } from '../usage-error.ts';

export interface ChallengeFlags {
  readonly level?: string;
  readonly seed?: string;
  readonly answer?: string;
  readonly names?: boolean;
  readonly hint?: boolean;
  readonly giveUp?: boolean;
}

export interface ChallengeWorld {
  readonly progress: ProgressStore;
  readonly signal: AbortSignal;
  readonly now: () => Date;
}

/** One challenge on one lab, and everybody it concerns. */
interface Play extends ChallengeWorld {
  readonly terminal: Terminal;
  readonly lab: LabDescription;
  readonly open: Challenge;
  readonly fault: FaultUnit;
}

const wholeNumber = (option: string, text: string, most: number): number => {
  const number = Number(text);
  if (!/^\d+$/.test(text) || number < 1 || number > most)
    throw new UsageError(`${option} ${text}: write a whole number from 1 to ${most}.`);
  return number;
};

const highestLevel = 3;
const highestSeed = 1_000_000;

const faultOf = ({ fault: id }: Challenge): FaultUnit => {
  const fault = faults.find((one) => one.id === id);
  if (!fault)
    throw new LabError(`The lab has a fault that is not known here: ${id}.`, 'Mend it: infra-tutor lab fix');
  return fault;
};

/** Files that somebody may be working on are not thrown away unasked. */
const requireNoExercise = ({ exercise }: LabDescription): void => {
  if (exercise === undefined) return;
  throw new LabError(
    `The lab is set up for the exercise ${exercise}, and a challenge would throw away what was done for it.`,
    'Make it an ordinary lab again, if that is what you want: infra-tutor lab fix',
  );
};

const start = async (
  lab: LabDescription,
  flags: ChallengeFlags,
  { progress, now }: ChallengeWorld,
): Promise<Challenge> => {
  requireNoExercise(lab);
  const level = flags.level === undefined ? undefined : wholeNumber('--level', flags.level, highestLevel);
  const seed =
    flags.seed === undefined
      ? 1 + Math.floor(Math.random() * highestSeed)
      : wholeNumber('--seed', flags.seed, highestSeed);
  const runtimes = await runtimesHere();
  const possible = faults.filter(
    (fault) => hindrance(fault, lab.parts) === undefined && runtimes.includes(runtimeOf(fault)),
  );
  // A seed alone decides, so that two people who type the same one get the same fault.
  const found = flags.seed === undefined ? challengesDone(await progress.read()) : [];
  const fault = draw(possible, { seed, found, ...(level === undefined ? {} : { level }) });
  if (!fault)
    throw new LabError(
      'No fault of this level can be made where stand-ins take the place of real servers.',
      installAdvice(['web', 'db']),
    );
  await giveOrder(lab, { do: 'fix', parts: [] });
  await giveOrder(lab, { do: 'break', faults: [fault.id], secretly: true });
  const startedAt = now().toISOString();
  const challenge = { fault: fault.id, seed, startedAt, isNamed: false, hints: 0 };
  await giveOrder(lab, { do: 'challenge', now: challenge });
  return challenge;
};

const keep = async (play: Play, change: Partial<Challenge>): Promise<Play> => {
  const open = { ...play.open, ...change };
  await giveOrder(play.lab, { do: 'challenge', now: open });
  return { ...play, open };
};

const over = async ({ lab, progress, fault, now }: Play, isSolved: boolean): Promise<void> => {
  await giveOrder(lab, { do: 'challenge', now: null });
  await giveOrder(lab, { do: 'fix', parts: [] });
  await progress.update((before) => challengeTried(before, fault.id, isSolved, now().toISOString()));
};

/** Judges both: whether it was named, and whether the check finds nothing any more. */
const judge = async (play: Play): Promise<Play | 'over'> => {
  const { terminal, lab, open, fault } = play;
  const { columns } = terminal.screen;
  const say = (text: string): void => terminal.out(wrapped(text, columns).join('\n'));
  if (!(await isWhole(fault, lab, play.signal))) {
    say(open.isNamed ? 'The check still finds something wrong.' : 'It is not mended yet.');
    return play;
  }
  if (!open.isNamed) {
    say('Mended: the check finds nothing any more. Now say what it was.');
    return play;
  }
  say(`Found and mended: ${fault.title}.`);
  await over(play, true);
  return 'over';
};

const answer = async (play: Play, typed: string): Promise<Play | 'over'> => {
  const { terminal, fault } = play;
  if (!faults.some(({ id }) => id === typed) && !hops.some((hop) => hop === typed))
    throw new UsageError(
      `"${typed}" is neither a fault nor a box. All of them: infra-tutor lab challenge --names`,
    );
  const verdict = judgeAnswer(fault, typed, faults);
  terminal.out(answerText(verdict, fault, typed, terminal.screen));
  return verdict === 'right' ? judge(await keep(play, { isNamed: true })) : play;
};

const hint = async (play: Play): Promise<Play> => {
  const { terminal, lab, open, fault, signal } = play;
  terminal.out(wrapped(await hintFor(fault, lab, open.hints, signal), terminal.screen.columns).join('\n'));
  return keep(play, { hints: open.hints + 1 });
};

const giveUp = async (play: Play): Promise<'over'> => {
  const { terminal, fault } = play;
  const says = `It was ${fault.id}: ${fault.title}. ${fault.look} The lab is whole again.`;
  terminal.out(wrapped(says, terminal.screen.columns).join('\n'));
  await over(play, false);
  return 'over';
};

const chooseAnswer = async ({ terminal }: Play): Promise<string> => {
  const boxes = [...new Set(faults.map(({ hop }) => hop))];
  const box = await terminal.ask.select(
    'In which box is the mistake?',
    boxes.map((hop) => ({ name: meaning[hop].label, value: hop })),
  );
  return terminal.ask.select(
    'What is it?',
    faults.filter(({ hop }) => hop === box).map(({ id, title }) => ({ name: title, value: id })),
  );
};

type Turn = 'answer' | 'mended' | 'hint' | 'give-up' | 'leave';

const turns: readonly { readonly name: string; readonly value: Turn }[] = [
  { name: 'Say what it is', value: 'answer' },
  { name: 'I have mended it', value: 'mended' },
  { name: 'A hint', value: 'hint' },
  { name: 'Give up', value: 'give-up' },
  { name: 'Leave it for now', value: 'leave' },
];

const take = async (play: Play, turn: Turn): Promise<Play | 'over'> => {
  if (turn === 'answer') return answer(play, await chooseAnswer(play));
  if (turn === 'mended') return judge(play);
  return turn === 'hint' ? hint(play) : giveUp(play);
};

const converse = async (play: Play): Promise<void> => {
  for (let at: Play | 'over' = play; at !== 'over';) {
    const turn: Turn = await at.terminal.ask.select('And now?', turns);
    if (turn === 'leave') return;
    at = await take(at, turn);
  }
};

/** `lab challenge`: a fault is made and only its symptom told; what is answered and mended is judged. */
export const challenge = async (
  terminal: Terminal,
  flags: ChallengeFlags,
  world: ChallengeWorld,
): Promise<number> => {
  if (flags.names) {
    terminal.out(namesText(faults, terminal.screen));
    return 0;
  }
  const lab = await runningOrSay();
  const before = await giveOrder(lab, { do: 'challenge' });
  if (before && (flags.level ?? flags.seed) !== undefined)
    throw new UsageError('A challenge is open. Finish it, or leave it with --give-up.');
  if (!before && (flags.answer !== undefined || flags.hint || flags.giveUp))
    throw new LabError('No challenge is open.', 'Begin one: infra-tutor lab challenge');
  const open = before ?? (await start(lab, flags, world));
  const play: Play = { ...world, terminal, lab, open, fault: faultOf(open) };
  if (flags.giveUp) await giveUp(play);
  else if (flags.hint) await hint(play);
  else if (flags.answer !== undefined) await answer(play, flags.answer);
  else {
    terminal.out(storyText(play.fault, open, lab, terminal.screen));
    if (terminal.interactive) await converse(play);
    else if (before) await judge(play);
  }
  return 0;
};
