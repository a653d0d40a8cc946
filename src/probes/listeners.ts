import { isUnobserved, type Probe } from '../model/probe.ts';
import { tcpListeners, unixListeners } from '../model/ss.ts';
import { ask, closedTo, commandsFor, notThere, privileged } from '../net/inside.ts';
import type { World } from './world.ts';

const overTcp = 'ss -Hltnp';
const overUnix = 'ss -Hlxp';

export default {
  vantage: 'inside',
  needs: ['shell'],
  plan: (target) =>
    commandsFor(target, 'listeners', [
      [privileged(target, overTcp), 'which programs take connections, on which addresses and ports'],
      [privileged(target, overUnix), 'which programs take connections at a file (a unix socket)'],
    ]),
  async look(target, { shell: seen }, { shell }) {
    const closed = closedTo(target, seen);
    if (closed) return closed;
    const tcp = await ask(shell, 'listeners', { template: privileged(target, overTcp) });
    if (isUnobserved(tcp)) return tcp;
    const missing = notThere(tcp, 'ss');
    if (missing) return missing;
    const unix = await ask(shell, 'listeners', { template: privileged(target, overUnix) });
    return {
      listeners: [...tcpListeners(tcp.out), ...(!isUnobserved(unix) ? unixListeners(unix.out) : [])],
      command: tcp.command,
    };
  },
} satisfies Probe<'listeners', 'shell', World>;
