import { gather, planOf, type ProbeUnit } from '../../engine/gather.ts';
import type { Evidence } from '../../model/evidence.ts';
import { isUnobserved, type Contact } from '../../model/probe.ts';
import { closedTo, commandsFor } from '../../net/inside.ts';
import firewallProbe from '../../probes/firewall.ts';
import listeners from '../../probes/listeners.ts';
import processes from '../../probes/processes.ts';
import shell from '../../probes/shell.ts';
import type { World } from '../../probes/world.ts';
import type { SeenFile, SeenPrograms, Unseen } from '../../tutor/expect/kind.ts';
import type { Aim, Looker, Looking } from './aim.ts';

const units = {
  shell: { id: 'shell', ...shell },
  listeners: { id: 'listeners', ...listeners },
  processes: { id: 'processes', ...processes },
  firewall: { id: 'firewall', ...firewallProbe },
} as const;

type Unit = keyof typeof units;

const probesOf = (...names: readonly Unit[]): readonly ProbeUnit<World>[] =>
  names.map((name) => units[name] as unknown as ProbeUnit<World>);

const planned = (aim: Aim, ...names: readonly Unit[]): readonly Contact[] =>
  planOf(probesOf(...names), aim.target);

const fromInside = 'This is seen from the server only: --inside there, or --ssh USER@HOST from here.';

const unseen = (why: string | undefined): Unseen => ({
  unseen: why ? `It could not be seen: ${why}.` : fromInside,
});

/** What the probes of these names see, of which the last one is wanted. */
const gathered = async (
  { aim, world }: Looking,
  ...names: readonly Unit[]
): Promise<Partial<Evidence> | Unseen> => {
  if (!aim.target.inside) return { unseen: fromInside };
  const { evidence, unobserved } = await gather(aim.target, probesOf(...names), world);
  const wanted = names.at(-1) ?? 'shell';
  return evidence[wanted] === undefined ? unseen(unobserved[wanted]?.unobserved) : evidence;
};

const programsIn = ({ processes: seen, listeners: heard }: Partial<Evidence>): SeenPrograms => ({
  programs: (seen?.processes ?? []).map(({ pid, parent, name, user, words }) => ({
    pid,
    parent,
    name,
    user,
    line: words.join(' '),
  })),
  listeners: (heard?.listeners ?? []).flatMap(({ protocol, address, port, processes: whose }) =>
    protocol === 'tcp' && port !== undefined
      ? [{ address, port, names: [...new Set(whose.map(({ name }) => name))] }]
      : [],
  ),
});

export const processLook: Looker<'process'> = {
  plan: (_ask, aim) => planned(aim, 'shell', 'listeners', 'processes'),
  async look(_ask, looking) {
    const seen = await gathered(looking, 'shell', 'listeners', 'processes');
    return 'unseen' in seen ? seen : programsIn(seen);
  },
};

export const firewall: Looker<'firewall'> = {
  plan: (_ask, aim) => planned(aim, 'shell', 'firewall'),
  async look(_ask, looking) {
    const seen = await gathered(looking, 'shell', 'firewall');
    if ('unseen' in seen) return seen;
    const { ufw } = seen.firewall ?? {};
    return ufw ? { ufw } : {};
  },
};

/** Kind, owner and group, and of a link where it leads (stat(1), readlink(1)). */
const whatIs = "stat -c '%F,%U,%G' {path}; readlink {path} || :";

const kindOf = (word: string): SeenFile['kind'] => {
  if (word.startsWith('regular')) return 'file';
  if (word === 'directory') return 'folder';
  return word === 'symbolic link' ? 'link' : 'other';
};

const fileIn = (out: string, root: string): SeenFile => {
  const [first = '', to = ''] = out.split('\n');
  const [, word, owner, group] = /^([a-z ]{1,40}),([^,]{1,64}),([^,]{1,64})$/.exec(first) ?? [];
  if (word === undefined || owner === undefined || group === undefined) return { kind: 'missing' };
  return {
    kind: kindOf(word),
    owner,
    group,
    ...(to === '' ? {} : { to: (to.startsWith(`${root}/`) ? to.slice(root.length) : to).slice(0, 255) }),
  };
};

export const file: Looker<'file'> = {
  plan: (_ask, aim) => [
    ...planned(aim, 'shell'),
    ...commandsFor(aim.target, 'served', [
      [whatIs, 'what lies at a path that the exercise names, and whose it is'],
    ]),
  ],
  async look({ path }, looking) {
    const { aim, world } = looking;
    const seen = await gathered(looking, 'shell');
    if ('unseen' in seen) return seen;
    const closed = closedTo(aim.target, seen.shell);
    if (closed) return unseen(closed.unobserved);
    const ran = await world.shell.run('served', { template: whatIs, words: { path: `${aim.root}${path}` } });
    if (isUnobserved(ran) || ran.state !== 'ended') return unseen('the shell on the server went away');
    return fileIn(ran.out, aim.root);
  },
};
