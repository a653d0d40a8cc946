import type { Link } from '../model/seen/links.ts';
import { isUnobserved, type Probe } from '../model/probe.ts';
import { tcpLinks, unixLinks } from '../model/ss.ts';
import type { Target } from '../model/target.ts';
import { ask, closedTo, commandsFor, notThere, privileged } from '../net/inside.ts';
import type { World } from './world.ts';

const overTcp = 'ss -Htnp state established';
const overUnix = 'ss -Hxp';

/** Other connections are nobody's business here. */
const leadsToDatabase =
  ({ ports }: Target) =>
  ({ protocol, to, port }: Link): boolean =>
    protocol === 'tcp' ? port === ports.db || port === 3306 : /mysql|mariadb|\/db\//.test(to);

const most = 64;

export default {
  vantage: 'inside',
  // After the requests: who keeps connections has opened them then.
  needs: ['shell', 'app'],
  plan: (target) =>
    commandsFor(target, 'links', [
      [privileged(target, overTcp), 'which program is connected to the database'],
      [privileged(target, overUnix), 'the same over its file (a unix socket)'],
    ]),
  async look(target, { shell: seen }, { shell }) {
    const closed = closedTo(target, seen);
    if (closed) return closed;
    const tcp = await ask(shell, 'links', { template: privileged(target, overTcp) });
    if (isUnobserved(tcp)) return tcp;
    const missing = notThere(tcp, 'ss');
    if (missing) return missing;
    const unix = await ask(shell, 'links', { template: privileged(target, overUnix) });
    const all = [...tcpLinks(tcp.out), ...(!isUnobserved(unix) ? unixLinks(unix.out) : [])];
    return { links: all.filter(leadsToDatabase(target)).slice(0, most), command: tcp.command };
  },
} satisfies Probe<'links', 'shell' | 'app', World>;
