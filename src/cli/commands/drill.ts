import { drills } from '../../catalog-drills.ts';
import type { DrillEnd, DrillUnit, DrillWatch } from '../../lab/drill.ts';
import type { DrillProgress } from '../../model/drill.ts';
import { harmless, harmlessJson } from '../../model/harmless.ts';
import { withCommand, wrapped } from '../../model/lines.ts';
import { nearIds } from '../../model/near.ts';
import { saidAtPrompts, saidOnCommandLine, type Said } from '../drill-answers.ts';
import { textOrJson } from '../format.ts';
import { interruptible } from '../interrupt.ts';
import type { Terminal } from '../terminal.ts';
import { tool } from '../tool.ts';
import { UsageError } from '../usage-error.ts';

export interface DrillFlags {
  readonly answer?: readonly string[];
  readonly format?: string;
  readonly save?: string;
  readonly plain?: boolean;
}

const list = (terminal: Terminal, format: string): number => {
  const { columns } = terminal.screen;
  if (format === 'json') {
    const all = drills.map(({ id, title, seconds, questions }) => ({ id, title, seconds, questions }));
    terminal.document(`${harmlessJson({ schema: 1, drills: all })}\n`);
    return 0;
  }
  const width = Math.max(...drills.map(({ id }) => id.length)) + 2;
  terminal.out(
    [
      ...drills.flatMap(({ id, title, seconds }) =>
        wrapped(`${title} (about ${seconds} s)`, columns, id.padEnd(width)),
      ),
      '',
      withCommand('One of them:', 'infra-tutor lab drill spof', columns),
    ].join('\n'),
  );
  return 0;
};

const found = (name: string): DrillUnit => {
  const drill = drills.find(({ id }) => id === name);
  if (drill) return drill;
  const ids = drills.map(({ id }) => id);
  const near = nearIds(name, ids);
  throw new UsageError(
    `There is no drill "${harmless(name)}". ${near.length > 0 ? `Near it: ${near.join(', ')}.` : `The drills are ${ids.join(', ')}.`}`,
  );
};

/** A person sees what the visitor sees; a pipe hears of every phase, on standard error. */
const showOn = async ({ live, screen, err }: Terminal, format: string): Promise<DrillWatch['show']> => {
  const { drillLive, phaseLine } = await import('../../report/views/drill-live.ts');
  if (live && format === 'text') return (progress) => live.draw(drillLive(progress, screen));
  let said = '';
  return (progress: DrillProgress) => {
    const line = phaseLine(progress);
    if (line !== said) err(line);
    said = line;
  };
};

/** Each drill gets a lab of its own: it stops parts, and another lab may be in somebody's use. */
const runIn = async (drill: DrillUnit, watch: DrillWatch): Promise<DrillEnd & { software: object }> => {
  const { startStack } = await import('../../lab/stack.ts');
  const stack = await startStack({ requireReal: true, signal: watch.signal });
  try {
    const { parts } = stack.description;
    const software = Object.fromEntries(parts.map((part) => [part.part, part.software]));
    return { ...(await drill.run(stack, watch)), software };
  } finally {
    await stack.stop();
  }
};

interface Run {
  readonly drill: DrillUnit;
  readonly said: Said;
  readonly end: DrillEnd & { software: object };
  readonly takenAt: Date;
}

const documentOf = async ({ drill, said, end, takenAt }: Run): Promise<string> => {
  const { drillSentence } = await import('../../report/views/drill.ts');
  const predictions = drill.questions.map(({ asks }, at) => ({
    asks,
    said: said[at] ?? null,
    measured: end.measured[at] ?? null,
  }));
  const { drill: id, ...result } = end.result;
  return `${harmlessJson(
    {
      schema: 1,
      tool,
      drill: id,
      takenAt: takenAt.toISOString(),
      software: end.software,
      says: drillSentence(end.result),
      predictions,
      result,
    },
    0,
  )}\n`;
};

const showText = async (terminal: Terminal, { drill, said, end }: Run): Promise<void> => {
  const { drillText } = await import('../../report/views/drill.ts');
  const predictions = drill.questions.flatMap((question, at) => {
    const [letter, measured] = [said[at], end.measured[at]];
    return letter === undefined
      ? []
      : [{ question, said: letter, ...(measured === undefined ? {} : { measured }) }];
  });
  terminal.out(drillText(end.result, predictions, terminal.screen));
};

const predicted = (terminal: Terminal, { questions }: DrillUnit, flags: DrillFlags): Promise<Said> | Said => {
  if (flags.answer) return saidOnCommandLine(questions, flags.answer);
  return terminal.interactive && flags.format !== 'json' && !flags.plain
    ? saidAtPrompts(terminal, questions)
    : [];
};

/** `lab drill [NAME]`: a prediction, an experiment on a lab of its own, what was measured. */
export const drill = async (
  terminal: Terminal,
  name: string | undefined,
  flags: DrillFlags,
): Promise<number> => {
  const format = textOrJson(flags.format);
  if (name === undefined) return list(terminal, format);
  const unit = found(name);
  const saving =
    flags.save === undefined ? undefined : (await import('../saved-file.ts')).wholeFile(flags.save);
  let run: Run | undefined;
  try {
    const said = await predicted(terminal, unit, flags);
    const takenAt = new Date();
    const show = await showOn(terminal, format);
    const end = await interruptible((signal) => runIn(unit, { signal, show }));
    run = { drill: unit, said, end, takenAt };
  } finally {
    terminal.live?.clear();
    if (!run) saving?.discard();
  }
  if (format === 'json') terminal.document(await documentOf(run));
  else await showText(terminal, run);
  if (saving) {
    saving.write(await documentOf(run));
    terminal.err(`Saved to ${flags.save ?? ''}.`);
  }
  return 0;
};
