import type { UnitSeen, UnitsSeen } from './seen/units.ts';

/** What is read of a unit; each stands in the manual (org.freedesktop.systemd1(5)). */
export const unitProperties = [
  'Id',
  'LoadState',
  'ActiveState',
  'SubState',
  'Result',
  'UnitFileState',
  'NRestarts',
  'ExecMainCode',
  'ExecMainStatus',
  'WantedBy',
  'RequiredBy',
  'TriggeredBy',
] as const;

/** systemd.unit(5): at most 255 characters of these. */
const name = String.raw`[\w@.:\\-]{1,240}\.(?:service|socket|timer|path)`;
const isName = (text: string): boolean => new RegExp(`^${name}$`).test(text);

/** A word of systemd's own, as its manual lists them. */
const wordIn = (text: string | undefined): string | undefined => /^[a-z][a-z-]{0,40}$/.exec(text ?? '')?.[0];

const countIn = (text: string | undefined): number => Number(/^\d{1,9}$/.exec(text ?? '')?.[0] ?? 0);

/** `CLD_EXITED`, `CLD_KILLED` and `CLD_DUMPED` (sigaction(2), si_code). */
const exitIn = (code: string | undefined, status: string | undefined): Pick<UnitSeen, 'exit'> => {
  if (code !== '1' && code !== '2' && code !== '3') return {};
  return { exit: { by: code === '1' ? 'exit' : 'signal', status: countIn(status) } };
};

const most = { units: 24, triggers: 4 } as const;

const unitIn = (block: string): UnitSeen | undefined => {
  const held = new Map(
    block.split('\n').map((line): [string, string] => {
      const at = line.indexOf('=');
      return [line.slice(0, Math.max(at, 0)), line.slice(at + 1)];
    }),
  );
  const [id = '', load] = [held.get('Id'), wordIn(held.get('LoadState'))];
  if (!isName(id) || load === undefined || load === 'not-found') return undefined;
  const [result, file] = [wordIn(held.get('Result')), wordIn(held.get('UnitFileState'))];
  return {
    id,
    load,
    active: wordIn(held.get('ActiveState')) ?? 'unknown',
    sub: wordIn(held.get('SubState')) ?? 'unknown',
    ...(result === undefined ? {} : { result }),
    ...(file === undefined ? {} : { file }),
    isWanted: [held.get('WantedBy'), held.get('RequiredBy')].some((text = '') => text !== ''),
    triggers: (held.get('TriggeredBy') ?? '').split(' ').filter(isName).slice(0, most.triggers),
    restarts: countIn(held.get('NRestarts')),
    ...exitIn(held.get('ExecMainCode'), held.get('ExecMainStatus')),
  };
};

/** `systemctl show`: a block of properties for each unit. A unit that has several names comes once. */
export const shownUnits = (out: string): readonly UnitSeen[] => {
  const found = out.split('\n\n').flatMap((block) => unitIn(block) ?? []);
  return found.filter(({ id }, at) => found.findIndex((one) => one.id === id) === at).slice(0, most.units);
};

/**
 * `grep -H '' /proc/PID/cgroup`: `/proc/12/cgroup:0::/system.slice/nginx.service` (cgroups(7)). With the old hierarchies
 * the path stands in the line of systemd, with both in either.
 */
export const groupsIn = (out: string): UnitsSeen['groups'] => {
  const found = new Map<number, string>();
  for (const line of out.split('\n')) {
    const [, pid, path = ''] =
      /^\/proc\/(\d{1,10})\/cgroup:\d{1,5}:(?:name=systemd)?:(\/.{0,300})$/.exec(line) ?? [];
    if (pid !== undefined && (found.get(Number(pid)) ?? '/') === '/') found.set(Number(pid), path);
  }
  return [...found].map(([pid, path]) => ({ pid, path })).slice(0, most.units);
};

/** Where a process belongs, by its group. */
export type Home =
  /** A service of the system. */
  | { readonly is: 'service'; readonly unit: string }
  /** Somebody started it by hand: in a login session, or with systemd-run. */
  | { readonly is: 'by-hand'; readonly scope: string }
  /** Something else starts it: cron, a container, a service of a user. */
  | { readonly is: 'other'; readonly what: string };

const lastNamed = (path: string, ending: string): string | undefined =>
  path.split('/').findLast((part) => part.endsWith(ending) && /^[\w@.:\\-]{1,255}$/.test(part));

const inContainer = /(?:^|[/-])(?:docker|containerd|libpod|kubepods|lxc|crio)\b/;

/** Who is logged in without a session of his own (pam_systemd(8)) is in the group of the ssh server. */
const sshServer = /^(?:ssh|sshd)(?:@[^/]{0,200})?\.service$/;
const startsAtTimes = /^(?:cron|crond|atd|anacron)\.service$/;

export const homeOf = (path: string): Home | undefined => {
  if (inContainer.test(path)) return { is: 'other', what: 'a container' };
  const [service, scope] = [lastNamed(path, '.service'), lastNamed(path, '.scope')];
  const isOfUser = path.startsWith('/user.slice/');
  if (scope !== undefined && scope !== 'init.scope' && (isOfUser || scope.startsWith('run-')))
    return { is: 'by-hand', scope };
  if (service === undefined) return undefined;
  if (isOfUser) return { is: 'other', what: `${service}, a service of a user` };
  if (sshServer.test(service)) return { is: 'by-hand', scope: service };
  if (startsAtTimes.test(service)) return { is: 'other', what: service };
  return { is: 'service', unit: service };
};

/** UnitFileState (systemctl(1), is-enabled) of what is not started with the system. */
const notAtStart = new Set([
  'disabled',
  'masked',
  'enabled-runtime',
  'linked',
  'linked-runtime',
  'transient',
]);

/** Whether it is started when the machine is; nothing where that is not to be seen. */
export const startsAlone = (unit: UnitSeen, { units }: UnitsSeen, depth = 1): boolean | undefined => {
  const { file, isWanted, triggers } = unit;
  if (file === 'enabled') return true;
  // What stands in /run is gone after a reboot.
  if (isWanted && file !== 'enabled-runtime' && file !== 'transient') return true;
  const by = depth > 0 ? units.filter(({ id }) => triggers.includes(id)) : [];
  if (by.some((one) => startsAlone(one, { units, groups: [], command: '' }, depth - 1) === true)) return true;
  if (by.length < triggers.length && depth > 0) return undefined;
  return notAtStart.has(file ?? '') ? false : undefined;
};
