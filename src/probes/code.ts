import { behindNginx, mainsOf, passesOf } from '../model/arrow.ts';
import type { CodeSeen } from '../model/seen/code.ts';
import type { Listener } from '../model/seen/listeners.ts';
import type { NginxSeen } from '../model/seen/nginx.ts';
import { serversFor } from '../model/nginx-names.ts';
import { isUnobserved, type Probe } from '../model/probe.ts';
import type { Target } from '../model/target.ts';
import { ask, closedTo, commandsFor, privileged } from '../net/inside.ts';
import type { Shell } from '../net/shell.ts';
import type { World } from './world.ts';

type Program = CodeSeen['programs'][number];

const folderOf = 'readlink /proc/{pid}/cwd';
const ownerOf = 'stat -c %U {folder}';

const isSource = ['py', 'js', 'mjs', 'cjs', 'ts', 'php', 'rb', 'go', 'java', 'jar']
  .map((ending) => `-name '*.${ending}'`)
  .join(' -o ');
const notOurs = ['node_modules', '.git', '__pycache__', 'venv', '.venv', 'vendor']
  .map((name) => `-name ${name}`)
  .join(' -o ');

const newestFor = (target: Target): string =>
  `${privileged(target, `find {folder} -xdev -maxdepth 4 \\( ${notOurs} \\) -prune -o -type f \\( ${isSource} \\) -printf '%T@ %p\\n'`)} | sort -rn | head -n 1`;

const newestIn = (out: string): Pick<Program, 'newest'> => {
  const [, seconds, path = ''] = /^(\d{1,12}(?:\.\d*)?) (\/.*)$/m.exec(out) ?? [];
  return seconds === undefined
    ? {}
    : { newest: { path, changedAt: new Date(Number(seconds) * 1000).toISOString() } };
};

/** PHP-FPM stays in `/`: its files lie where Nginx says. */
const rootFor = (nginx: NginxSeen, name: string): string | undefined => {
  const servers = serversFor(nginx, name);
  const isPhp = passesOf(servers).some(({ kind }) => kind === 'fastcgi');
  return isPhp ? servers.find(({ root }) => root !== undefined)?.root : undefined;
};

const lookAt = async (
  target: Target,
  shell: Shell,
  { pid, name }: Listener['processes'][number],
  root: string | undefined,
): Promise<Program> => {
  const asked = await ask(shell, 'code', {
    template: privileged(target, folderOf),
    words: { pid: String(pid) },
  });
  const cwd = !isUnobserved(asked) && asked.exitCode === 0 ? asked.out.trim() : undefined;
  if (cwd === undefined) return { pid, name, state: 'unreadable' };
  if (cwd.endsWith(' (deleted)'))
    return { pid, name, folder: cwd.slice(0, -' (deleted)'.length), state: 'deleted' };
  const folder = cwd === '/' ? root : cwd;
  // To look through a whole disk is no short command.
  if (folder === undefined || folder === '/') return { pid, name, state: 'unreadable' };
  const [owner, newest] = await Promise.all([
    ask(shell, 'code', { template: ownerOf, words: { folder } }),
    ask(shell, 'code', { template: newestFor(target), words: { folder } }),
  ]);
  const named = !isUnobserved(owner) ? owner.out.trim() : '';
  return {
    pid,
    name,
    folder,
    state: 'there',
    ...(named === '' ? {} : { owner: named }),
    ...(!isUnobserved(newest) ? newestIn(newest.out) : {}),
  };
};

const mostPrograms = 4;

export default {
  vantage: 'inside',
  needs: ['shell', 'nginx', 'listeners'],
  plan: (target) =>
    commandsFor(target, 'code', [
      [privileged(target, folderOf), 'in which folder the program behind Nginx works'],
      [ownerOf, 'whose folder that is'],
      [newestFor(target), 'which of its files was changed last, and when'],
    ]),
  async look(target, { shell: seen, nginx, listeners }, { shell }) {
    const closed = closedTo(target, seen);
    if (closed) return closed;
    if (!nginx || !listeners) return { unobserved: 'which program Nginx hands requests to was not seen' };
    if (nginx.mistake && nginx.servers.length === 0)
      return { unobserved: `the configuration of Nginx could not be read: ${nginx.mistake.said}` };
    const name = target.site.ascii;
    const found = behindNginx(nginx, listeners, name);
    const mains = mainsOf(found);
    if (mains.length === 0 && found.length > 0)
      return {
        unobserved: `whose program listens there may not be seen by ${seen?.user ?? 'this user'}; --sudo may`,
      };
    if (mains.length === 0)
      return { unobserved: 'no program was seen where Nginx hands requests to', blockedBy: 'app' };
    const root = rootFor(nginx, name);
    return {
      programs: await Promise.all(
        mains.slice(0, mostPrograms).map((main) => lookAt(target, shell, main, root)),
      ),
      command: `readlink /proc/${mains[0]?.pid ?? 'PID'}/cwd`,
    };
  },
} satisfies Probe<'code', 'shell' | 'nginx' | 'listeners', World>;
