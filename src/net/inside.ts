import type { Command } from '../model/command.ts';
import type { ProbeId } from '../model/evidence.ts';
import type { ShellSeen } from '../model/seen/shell.ts';
import type { Contact, Unobserved } from '../model/probe.ts';
import type { Target } from '../model/target.ts';
import type { NotRun, Ran, Shell } from './shell.ts';

/** What stands before a command that only the administrator may run. */
export const privileged = ({ inside }: Target, template: string): string =>
  inside?.sudo ? `sudo -n ${template}` : template;

/** The lines of the plan for commands that a probe runs on the server; none without a way in. */
export const commandsFor = (
  { inside, ssh }: Target,
  probe: ProbeId,
  commands: readonly (readonly [template: string, why: string])[],
): Contact[] =>
  inside
    ? commands.map(([template, why]) => ({
        probe,
        protocol: 'shell',
        to: inside.way === 'here' ? 'this computer' : `the server, through ssh to ${ssh ?? 'it'}`,
        address: template,
        port: 0,
        command: template,
        why,
        beyondReach: true,
      }))
    : [];

/** Why nothing could be run. */
const unread = ({ state, said }: NotRun): Unobserved => {
  if (state === 'cut-short') return { unobserved: 'the check was ended before the server was asked' };
  if (state === 'silent') return { unobserved: 'the shell on the server did not answer in time' };
  const last = said.at(-1);
  return { unobserved: `the shell on the server went away${last === undefined ? '' : ` (${last})`}` };
};

/** Only what can be seen from the server itself. */
const outside: Unobserved = { unobserved: 'cannot be seen from outside' };

/** Nothing can be run: there is no way in, or it did not open. */
export const closedTo = (target: Target, shell: ShellSeen | undefined): Unobserved | undefined => {
  if (!target.inside) return outside;
  return shell?.state === 'open' ? undefined : { unobserved: 'there was no shell on the server' };
};

/** Runs one command. */
export const ask = async (shell: Shell, probe: ProbeId, command: Command): Promise<Ran | Unobserved> => {
  const ran = await shell.run(probe, command);
  return ran.state === 'ended' ? ran : unread(ran);
};

/** A shell says 127 of a program that is not there, and 126 of one that may not be run (POSIX, Shell Command Language §2.8.2). */
export const notThere = ({ exitCode }: Ran, program: string): Unobserved | undefined => {
  if (exitCode === 127) return { unobserved: `there is no ${program} on the server` };
  if (exitCode === 126) return { unobserved: `${program} may not be run on the server` };
  if (exitCode === 124) return { unobserved: `${program} did not end in time on the server` };
  return undefined;
};
