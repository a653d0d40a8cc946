import { harmless, harmlessJson } from '../../model/harmless.ts';
import { wrapped } from '../../model/lines.ts';
import type { Contact } from '../../model/probe.ts';
import { planText } from '../../report/views/plan.ts';
import type { Exercise } from '../../tutor/types.ts';
import type { ClassRow } from '../class-file.ts';
import type { TargetFlags } from '../target.ts';
import type { Terminal } from '../terminal.ts';
import { UsageError } from '../usage-error.ts';
import { flagsFor, whyNot, type ClassFormat } from './exercise-class.ts';
import type { ExerciseWorld } from './exercise.ts';

interface Planned {
  readonly rows: readonly ClassRow[];
  /** One for each row. */
  readonly tasks: readonly Exercise[];
  readonly flags: TargetFlags;
  readonly format: ClassFormat;
}

/** What would be contacted for one row; or why nobody would be. */
interface RowPlan {
  readonly name: string;
  readonly host: string;
  readonly exercise: string;
  readonly contacts: readonly Contact[];
  readonly why?: string;
  readonly text: string;
}

const planRow = async (
  row: ClassRow,
  exercise: Exercise,
  { flags }: Planned,
  { screen }: Terminal,
  world: ExerciseWorld,
): Promise<RowPlan> => {
  const { name, host } = row;
  const base = { name, host, exercise: exercise.id };
  try {
    return await world.withSite({ host, flags: flagsFor(row, flags) }, exercise, ({ target, plan }) =>
      Promise.resolve({ ...base, contacts: plan, text: planText(target, plan, screen) }),
    );
  } catch (error) {
    const why = whyNot(error);
    return { ...base, contacts: [], why, text: `${wrapped(harmless(why), screen.columns).join('\n')}\n` };
  }
};

/** `exercise check --targets FILE --plan`: row by row, whom it would contact. */
export const planClass = async (
  terminal: Terminal,
  planned: Planned,
  world: ExerciseWorld,
): Promise<number> => {
  const { rows, tasks, format } = planned;
  if (format === 'csv') throw new UsageError('--plan is shown as text or json.');
  const plans: RowPlan[] = [];
  for (const [at, row] of rows.entries()) {
    const exercise = tasks[at];
    if (exercise) plans.push(await planRow(row, exercise, planned, terminal, world));
  }
  if (format === 'json')
    terminal.document(`${harmlessJson({ schema: 1, plans: plans.map(({ text: _, ...plan }) => plan) })}\n`);
  else
    for (const { name, host, exercise, text } of plans)
      terminal.out(
        `${wrapped(terminal.screen.ink.bold(harmless([name, host, exercise].filter(Boolean).join(', '))), terminal.screen.columns).join('\n')}\n${text}`,
      );
  return 0;
};
