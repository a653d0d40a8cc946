import { Command } from 'commander';
import type { ChallengeFlags } from './commands/challenge.ts';
import type { DrillFlags } from './commands/drill.ts';
import { act, list } from './act.ts';

const drillCommand = (): Command =>
  new Command('drill')
    .description('an experiment on a lab of its own: predict, watch, see what was measured')
    .argument('[name]', 'which one; without it, a list')
    .option('--answer <letters>', 'your predictions, for example a,c', list)
    .option('--plain', 'without prompts and colours, in ASCII')
    .option('--save <file>', 'keep what was measured, as JSON')
    .option('--format <format>', 'text or json', 'text')
    .action((name: string | undefined, flags: DrillFlags) =>
      act(async (terminal) => (await import('./commands/drill.ts')).drill(terminal, name, flags), flags),
    );

/** `lab` and all that can be done with one. */
export const labCommand = (): Command => {
  const lab = new Command('lab').description('a real one-server stack on this computer');
  lab
    .command('up')
    .description('start it, until Ctrl-C')
    .option('--detach', 'go on without this terminal')
    .option('--require-real', 'no stand-ins')
    .action((flags: { detach?: boolean; requireReal?: boolean }) =>
      act(async (terminal) => (await import('./commands/lab.ts')).up(terminal, flags)),
    );
  lab
    .command('down')
    .description('end it')
    .action(() => act(async (terminal) => (await import('./commands/lab.ts')).down(terminal)));
  lab
    .command('status')
    .description('what is running, and where')
    .option('--format <format>', 'text or json', 'text')
    .action((flags: { format?: string }) =>
      act(async (terminal) => (await import('./commands/lab.ts')).status(terminal, flags)),
    );
  lab
    .command('break')
    .description('make faults in it on purpose; without a name, all that there are')
    .argument('[fault...]', 'one or more of them, for example dns/name-missing')
    .option('--format <format>', 'without a name: text or json', 'text')
    .action((typed: string[], flags: { format?: string }) =>
      act(async (terminal) => (await import('./commands/lab-faults.ts')).breakLab(terminal, typed, flags)),
    );
  const parts = ['[part...]', 'dns, web, app or db; without a name, all of them'] as const;
  lab
    .command('fix')
    .description('make it whole again, as it was started')
    .argument(...parts)
    .action((typed: string[]) =>
      act(async (terminal) => (await import('./commands/lab-changes.ts')).fixLab(terminal, typed)),
    );
  lab
    .command('reload')
    .description('have its files read anew, as you have changed them')
    .argument(...parts)
    .action((typed: string[]) =>
      act(async (terminal) => (await import('./commands/lab-changes.ts')).reloadLab(terminal, typed)),
    );
  lab
    .command('challenge')
    .description('find a fault of which only the symptom is told, and mend it')
    .option('--level <1-3>', 'how far the mistake is from where it shows')
    .option('--seed <number>', 'the same number draws the same fault')
    .option('--answer <fault>', 'what it is, for example app/stopped, or the box alone')
    .option('--names', 'all that it could be')
    .option('--hint', 'first from what can be seen, at last the answer')
    .option('--give-up', 'be told, and have the lab made whole')
    .action((flags: ChallengeFlags) =>
      act(async (terminal) => (await import('./learning.ts')).challengeIn(terminal, flags)),
    );
  lab
    .command('logs')
    .description('the last lines of what its parts wrote down')
    .argument(...parts)
    .action((typed: string[]) =>
      act(async (terminal) => (await import('./commands/lab-changes.ts')).showLogs(terminal, typed)),
    );
  lab.addCommand(drillCommand());
  return lab;
};
