import { isUnobserved, type Probe } from '../model/probe.ts';
import { partsOf, processesIn, startsIn, statesIn } from '../model/ps.ts';
import { ask, closedTo, commandsFor, notThere } from '../net/inside.ts';
import type { World } from './world.ts';

const starts = 'date +%s.%N; cat /proc/uptime /proc/[0-9]*/stat 2>/dev/null';
/** With room for every number: a column that runs over takes the blanks of those behind it. */
const all =
  'date -u +%Y-%m-%dT%H:%M:%SZ; ps -eo pid=,ppid=,user:32=,etimes:22=,rss:12=,pcpu:8=,comm:16=,args=';

export default {
  vantage: 'inside',
  needs: ['shell', 'listeners'],
  plan: (target) =>
    commandsFor(target, 'processes', [
      [all, 'which programs run, and as whom'],
      [starts, 'since when, to a hundredth of a second, and in which state'],
    ]),
  async look(target, { shell: seen, listeners }, { shell }) {
    const closed = closedTo(target, seen);
    if (closed) return closed;
    const asked = await ask(shell, 'processes', { template: all });
    if (isUnobserved(asked)) return asked;
    const missing = notThere(asked, 'ps');
    if (missing) return missing;
    const [clock = '', ...rest] = asked.out.split('\n');
    const listed = processesIn(rest.join('\n'), Date.parse(clock) || Date.now());
    const exact = await ask(shell, 'processes', { template: starts });
    const stats = !isUnobserved(exact) ? exact.out : '';
    const [startedAt, states] = [startsIn(stats), statesIn(stats)];
    const processes = listed.map((one) => {
      const [ms, state] = [startedAt.get(one.pid), states.get(one.pid)];
      return {
        ...one,
        ...(ms === undefined ? {} : { startedAt: new Date(ms).toISOString() }),
        ...(state === undefined ? {} : { state }),
      };
    });
    if (processes.length === 0) return { unobserved: 'ps on the server does not know these options' };
    const listening = new Set(
      (listeners?.listeners ?? []).flatMap((one) => one.processes.map(({ pid }) => pid)),
    );
    return {
      processes: partsOf(processes, listening),
      count: processes.length,
      command: asked.command,
    };
  },
} satisfies Probe<'processes', 'shell' | 'listeners', World>;
