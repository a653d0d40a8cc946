import { isUnobserved, type Probe } from '../model/probe.ts';
import { countersIn, disksIn } from '../model/resources.ts';
import { ask, closedTo, commandsFor } from '../net/inside.ts';
import type { World } from './world.ts';

const counters = [
  "printf 'processors '; getconf _NPROCESSORS_ONLN",
  "sed 's/^/load /' /proc/loadavg",
  "sed 's/^/up /' /proc/uptime",
  'grep -E "^(Mem|Swap)" /proc/meminfo',
  "grep '^oom_kill ' /proc/vmstat",
  'for one in cpu memory io; do sed "s/^/$one /" /proc/pressure/$one 2>/dev/null; done',
].join('; ');

/** Where a server of websites writes: what is not there is left out. */
const folders = '/ /tmp /run /var /var/log /var/lib/mysql /var/lib/nginx /var/www /home /srv';
const space = `df -kP ${folders} 2>/dev/null`;
const files = `df -iP ${folders} 2>/dev/null`;

export default {
  vantage: 'inside',
  needs: ['shell'],
  plan: (target) =>
    commandsFor(target, 'resources', [
      [counters, 'how many processors there are, the load, the memory, and what was waited for'],
      [space, 'how much room is left on the disks'],
      [files, 'how many files they can still hold'],
    ]),
  async look(target, { shell: seen }, { shell }) {
    const closed = closedTo(target, seen);
    if (closed) return closed;
    const counted = await ask(shell, 'resources', { template: counters });
    if (isUnobserved(counted)) return counted;
    const known = countersIn(counted.out);
    if (!known) return { unobserved: 'this system does not tell its memory as Linux does' };
    const room = await ask(shell, 'resources', { template: space });
    const places = await ask(shell, 'resources', { template: files });
    return {
      ...known,
      disks: disksIn(isUnobserved(room) ? '' : room.out, isUnobserved(places) ? '' : places.out),
      command: `cat /proc/loadavg /proc/meminfo; ${space}`,
    };
  },
} satisfies Probe<'resources', 'shell', World>;
