import { mainsOf } from '../model/arrow.ts';
import { isUnobserved, type Probe } from '../model/probe.ts';
import type { Listener } from '../model/seen/listeners.ts';
import { foldersIn, inFolders, tcpListeners, unixListeners } from '../model/ss.ts';
import type { Target } from '../model/target.ts';
import { ask, closedTo, commandsFor, notThere, privileged } from '../net/inside.ts';
import type { Shell } from '../net/shell.ts';
import type { World } from './world.ts';

const overTcp = 'ss -Hltnp';
const overUnix = 'ss -Hlxp';
const folders = 'ls -ld {links}';

const mostFolders = 100;

/** Processes of others, and those that have ended meanwhile, show none. */
const placed = async (
  shell: Shell,
  target: Target,
  all: readonly Listener[],
): Promise<readonly Listener[]> => {
  const pids = [...new Set(mainsOf(all).map(({ pid }) => pid))].slice(0, mostFolders);
  if (pids.length === 0) return all;
  const ran = await ask(shell, 'listeners', {
    template: privileged(target, folders),
    globs: { links: pids.map((pid) => `/proc/${pid}/cwd`) },
  });
  return isUnobserved(ran) ? all : inFolders(all, foldersIn(ran.out));
};

export default {
  vantage: 'inside',
  needs: ['shell'],
  plan: (target) =>
    commandsFor(target, 'listeners', [
      [privileged(target, overTcp), 'which programs take connections, on which addresses and ports'],
      [privileged(target, overUnix), 'which programs take connections at a file (a unix socket)'],
      [privileged(target, folders), 'in which folders these programs work'],
    ]),
  async look(target, { shell: seen }, { shell }) {
    const closed = closedTo(target, seen);
    if (closed) return closed;
    const tcp = await ask(shell, 'listeners', { template: privileged(target, overTcp) });
    if (isUnobserved(tcp)) return tcp;
    const missing = notThere(tcp, 'ss');
    if (missing) return missing;
    const unix = await ask(shell, 'listeners', { template: privileged(target, overUnix) });
    const all = [...tcpListeners(tcp.out), ...(!isUnobserved(unix) ? unixListeners(unix.out) : [])];
    return {
      listeners: await placed(shell, target, all),
      command: tcp.command,
    };
  },
} satisfies Probe<'listeners', 'shell', World>;
