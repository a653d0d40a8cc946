import { isUnobserved, type Probe } from '../model/probe.ts';
import { ask, closedTo, commandsFor } from '../net/inside.ts';
import type { World } from './world.ts';

/** What is not there is no error (POSIX, command). */
const installed = 'for name in mysqld mariadbd; do command -v "$name"; done; :';

/** A path; a shell of its own may know an alias or a function of that name. */
const isPath = (line: string): boolean => /^\/[^\s]{1,255}$/.test(line);

export default {
  vantage: 'inside',
  needs: ['shell'],
  plan: (target) =>
    commandsFor(target, 'database', [[installed, 'is a server of a database installed at all?']]),
  async look(target, { shell: seen }, { shell }) {
    const closed = closedTo(target, seen);
    if (closed) return closed;
    const ran = await ask(shell, 'database', { template: installed });
    if (isUnobserved(ran)) return ran;
    return { programs: ran.out.split('\n').filter(isPath).slice(0, 2), command: ran.command };
  },
} satisfies Probe<'database', 'shell', World>;
