import { endsOfLogs } from '../../lab/logs.ts';
import { labParts } from '../../lab/plan.ts';
import { harmless } from '../../model/harmless.ts';
import { withCommand, wrapped } from '../../model/lines.ts';
import { giveOrder, partsNamed, runningOrSay } from '../lab-order.ts';
import type { Terminal } from '../terminal.ts';

/** `lab fix [PART…]`: parts as they were made; without a name, all of them. */
export const fixLab = async (terminal: Terminal, typed: readonly string[]): Promise<number> => {
  const parts = partsNamed(typed);
  await giveOrder(await runningOrSay(), { do: 'fix', parts });
  const whole = parts.length > 0 ? `Made anew: ${parts.join(', ')}. Look:` : 'The lab is whole again. Look:';
  terminal.out(withCommand(whole, 'infra-tutor check --lab', terminal.screen.columns));
  return 0;
};

/** `lab reload [PART…]`: the files in the lab's directory are read anew, as they are now. */
export const reloadLab = async (terminal: Terminal, typed: readonly string[]): Promise<number> => {
  const parts = partsNamed(typed);
  await giveOrder(await runningOrSay(), { do: 'reload', parts });
  const read = parts.length > 0 ? parts : labParts;
  const says = `Read anew, as its files are now: ${read.join(', ')}. Look:`;
  terminal.out(withCommand(says, 'infra-tutor check --lab', terminal.screen.columns));
  return 0;
};

const linesOfLog = 15;

/** `lab logs [PART]`: the last lines of what the parts wrote down. */
export const showLogs = async (terminal: Terminal, typed: readonly string[]): Promise<number> => {
  const { directory } = await runningOrSay();
  const { screen, out } = terminal;
  const parts = partsNamed(typed);
  const ends = await Promise.all(
    (parts.length > 0 ? parts : labParts).map((part) => endsOfLogs(directory, part, linesOfLog)),
  );
  // A line of a log is there to be searched and copied: it is not broken.
  const shown = ends.flat().map(({ file, text }) => {
    const lines = text === '' ? ['  (nothing)'] : text.split('\n').map((line) => `  ${harmless(line)}`);
    return [screen.ink.bold(file), ...lines].join('\n');
  });
  out(shown.join('\n\n'));
  out(['', ...wrapped(`All of it is in ${directory}`, screen.columns)].join('\n'));
  return 0;
};
