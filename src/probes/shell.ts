import type { ShellSeen } from '../model/seen/shell.ts';
import type { Probe } from '../model/probe.ts';
import type { Target } from '../model/target.ts';
import { since } from '../net/deadline.ts';
import { commandsFor } from '../net/inside.ts';
import { shellCommand } from '../net/ssh.ts';
import type { World } from './world.ts';

const who =
  'id -un; id -u; uname -s; date -u +%Y-%m-%dT%H:%M:%SZ; grep -h -m 1 ^PRETTY_NAME= /etc/os-release';
const mayAdminister = 'sudo -n true';

const systemOf = (line: string | undefined): Pick<ShellSeen, 'system'> => {
  const [, name] = /^PRETTY_NAME="?([^"\n]{1,80})"?$/.exec(line ?? '') ?? [];
  return name === undefined ? {} : { system: name };
};

const clockOf = (line: string): Pick<ShellSeen, 'clock'> =>
  Number.isNaN(Date.parse(line)) ? {} : { clock: line };

/** A shell that answers in another way (a menu, a forced command) is none. */
const facts = (out: string): Partial<ShellSeen> & Pick<ShellSeen, 'state'> => {
  const [user = '', uid = '', kernel = '', clock = '', release] = out.split('\n');
  if (!/^\d+$/.test(uid)) return { state: 'no-shell', said: [user].filter((word) => word !== '') };
  return {
    state: 'open',
    user,
    isRoot: uid === '0',
    kernel,
    ...clockOf(clock),
    ...systemOf(release),
  };
};

const typedFor = ({ ssh }: Target): string => (ssh === undefined ? 'sh' : shellCommand(ssh));

export default {
  vantage: 'inside',
  needs: [],
  plan: (target) =>
    commandsFor(target, 'shell', [
      [typedFor(target), 'a shell, in which the lines below are run'],
      [who, 'who is asked, and which system this is'],
      ...(target.inside?.sudo ? ([[mayAdminister, 'may it be asked as the administrator?']] as const) : []),
    ]),
  async look(target, _seen, { shell }) {
    if (!target.inside) return { unobserved: 'cannot be seen from outside' };
    const start = performance.now();
    const { way } = target.inside;
    const ran = await shell.run('shell', { template: who });
    const common = { way, command: typedFor(target), ms: since(start) };
    if (ran.state !== 'ended')
      return {
        ...common,
        state: ran.state,
        said: ran.said,
        ...(ran.code ? { code: ran.code } : {}),
        ...(ran.exitCode === undefined ? {} : { exitCode: ran.exitCode }),
      };
    const seen = { ...common, ...facts(ran.out) };
    if (seen.state !== 'open' || !target.inside.sudo) return { ...seen, sudo: 'not-asked' };
    const asked = await shell.run('shell', { template: mayAdminister });
    return { ...seen, sudo: asked.state === 'ended' && asked.exitCode === 0 ? 'works' : 'refused' };
  },
} satisfies Probe<'shell', never, World>;
