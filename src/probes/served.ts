import type { NginxSeen } from '../model/seen/nginx.ts';
import type { ServedPath, ServedSeen } from '../model/seen/served.ts';
import { filesNamedIn, rootsOf } from '../model/page-errors.ts';
import { isUnobserved, type Probe } from '../model/probe.ts';
import { pathIn } from '../model/served.ts';
import { workersOf } from '../model/workers.ts';
import { ask, closedTo, commandsFor, privileged } from '../net/inside.ts';
import type { Target } from '../model/target.ts';
import type { World } from './world.ts';

/** As namei(1) does, which is not everywhere: the path, then each folder above it; no more than 40. */
const stepsFor = (target: Target): string =>
  `path={path}; real=$(${privileged(target, 'readlink -f "$path"')}) && [ -n "$real" ] && path=$real; left=40; while [ $left -gt 0 ]; do left=$((left - 1)); ${privileged(target, `stat -L -c '%F|%U|%G|%a|%n' "$path"`)}; case $path in /) break;; /*/*) path=\${path%/*};; *) path=/;; esac; done`;

const groupsOf = 'id -Gn {user}';

const mostPaths = 3;

const wanted = (
  nginx: NginxSeen,
  target: Target,
  errors: Parameters<typeof filesNamedIn>[0] | undefined,
): readonly Pick<ServedPath, 'why' | 'path'>[] => {
  const name = target.site.ascii;
  const files = errors ? filesNamedIn(errors, name).map((path) => ({ why: 'file', path }) as const) : [];
  return [
    ...files.slice(0, mostPaths),
    ...rootsOf(nginx, name)
      .slice(0, mostPaths)
      .map((path) => ({ why: 'root', path }) as const),
  ];
};

export default {
  vantage: 'inside',
  needs: ['shell', 'listeners', 'nginx', 'processes', 'errors'],
  plan: (target) =>
    commandsFor(target, 'served', [
      [
        stepsFor(target),
        'whether the folder of the site, and what the error log names, is there, and who may read it',
      ],
      [groupsOf, 'in which groups the user is as whom Nginx reads it'],
    ]),
  async look(target, { shell: seen, nginx, errors, ...running }, { shell }) {
    const closed = closedTo(target, seen);
    if (closed) return closed;
    if (!nginx) return { unobserved: 'which files Nginx serves was not seen' };
    const looks = wanted(nginx, target, errors);
    const paths: ServedPath[] = [];
    for (const { why, path } of looks) {
      const ran = await ask(shell, 'served', { template: stepsFor(target), words: { path } });
      if (isUnobserved(ran)) return ran;
      paths.push(pathIn(why, path, ran.out, ran.err));
    }
    const user = workersOf(running, target)[0]?.user;
    const groups =
      user === undefined ? undefined : await ask(shell, 'served', { template: groupsOf, words: { user } });
    const isKnown = groups !== undefined && !isUnobserved(groups) && groups.exitCode === 0;
    return {
      paths,
      ...(user !== undefined && isKnown ? { worker: { user, groups: groups.out.trim().split(/\s+/) } } : {}),
      command: looks.map(({ path }) => `namei -l ${path}`).join('; ') || 'namei -l /',
    } satisfies ServedSeen;
  },
} satisfies Probe<'served', 'shell' | 'listeners' | 'nginx' | 'processes' | 'errors', World>;
