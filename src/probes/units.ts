import { backendsFor, behindNginx, mainsOf, type Backend } from '../model/arrow.ts';
import type { Command } from '../model/command.ts';
import type { Evidence } from '../model/evidence.ts';
import { isProgramUnit, serviceFilesIn, unitsIn } from '../model/program-files.ts';
import type { UnitSeen, UnitsSeen } from '../model/seen/units.ts';
import { isUnobserved, type Probe, type Unobserved } from '../model/probe.ts';
import { isByHand } from '../model/target.ts';
import { groupsIn, homeOf, shownUnits, unitProperties } from '../model/units.ts';
import { ask, closedTo, commandsFor } from '../net/inside.ts';
import type { Ran, Shell } from '../net/shell.ts';
import type { World } from './world.ts';
import { isDatabase, isNginx } from '../model/servers.ts';

/** What systemd makes when it is the first process (sd_booted(3)). */
const failed =
  'test -d /run/systemd/system && systemctl list-units --type=service --state=failed,activating --plain --no-legend --no-pager';
const shown = `systemctl show --no-pager -p ${unitProperties.join(',')}`;
const usual = `${shown} nginx.service mysql.service mariadb.service`;
const one = `${shown} {unit}`;
const groups = "grep -H '' {files}";
const started = 'systemctl show {unit} -p Type,ExecStart --no-pager';
/** Those that the administrator wrote, not snapd, and the one that comes with PHP. */
const own =
  "find /etc/systemd/system /usr/lib/systemd/system -maxdepth 1 \\( -path '/etc/*.service' ! -name 'snap.*' -type f -o -name 'php*-fpm.service' \\)";

const most = { processes: 8, units: 8 } as const;

type Needed = Partial<Pick<Evidence, 'nginx' | 'listeners' | 'processes'>>;

/** Of Nginx, the program behind it and the database, the first process each. */
const pidsOf = ({ nginx, listeners, processes }: Needed, site: string): readonly number[] => {
  const mains = nginx && listeners ? mainsOf(behindNginx(nginx, listeners, site)) : [];
  const servers = (processes?.processes ?? []).filter((program) => isNginx(program) || isDatabase(program));
  const first = servers.filter(({ parent }) => !servers.some(({ pid }) => pid === parent));
  return [...new Set([...mains, ...first].map(({ pid }) => pid))].slice(0, most.processes);
};

const outOf = async (shell: Shell, command: Command): Promise<string> => {
  const ran = await ask(shell, 'units', command);
  return isUnobserved(ran) ? '' : ran.out;
};

const groupsOf = async (shell: Shell, pids: readonly number[]): Promise<UnitsSeen['groups']> => {
  const files = pids.map((pid) => `/proc/${pid}/cgroup`);
  return files.length === 0 ? [] : groupsIn(await outOf(shell, { template: groups, globs: { files } }));
};

const servicesOf = (found: UnitsSeen['groups']): readonly string[] =>
  found.flatMap(({ path }) => {
    const home = homeOf(path);
    return home?.is === 'service' ? [home.unit] : [];
  });

/** These units, and those of the names that are not among them. */
const withNamed = async (
  shell: Shell,
  units: readonly UnitSeen[],
  names: readonly string[],
): Promise<readonly UnitSeen[]> => {
  const isMissing = (name: string): boolean => !units.some(({ id }) => id === name);
  const missing = [...new Set(names)].filter(isMissing).slice(0, most.units);
  const texts = await Promise.all(missing.map((unit) => outOf(shell, { template: one, words: { unit } })));
  return [...units, ...texts.flatMap(shownUnits).filter(({ id }) => isMissing(id))];
};

/** How a place stands in a command: `127.0.0.1:8000`, `-p 8000`, `/run/shop.sock`. */
const isNamedIn = (command: string, backend: Backend): boolean =>
  backend.kind === 'unix'
    ? command.includes(backend.path)
    : new RegExp(`(?<![\\w.])(?:[\\w.]{0,60}:)?${backend.port}(?![\\w.])`).test(command.slice(0, 10_000));

/** As `show` prints a command, its words behind `argv[]=`. */
const wordsIn = (text: string): string =>
  /argv\[\]=([^\n]{0,10000}?) ; ignore_errors=/.exec(text.slice(0, 20_000))?.[1] ?? '';

/** What runs once and ends is no program that answers (systemd.service(5), Type=). */
const runsOnce = (text: string): boolean => /^Type=oneshot$/m.test(text);

/** Of its command is kept what it says of itself, and none of its words. */
const withCommand = async (shell: Shell, unit: UnitSeen, backends: readonly Backend[]): Promise<UnitSeen> => {
  const text = await outOf(shell, { template: started, words: { unit: unit.id } });
  const words = runsOnce(text) ? '' : wordsIn(text);
  return {
    ...unit,
    isProgram: isProgramUnit(words),
    isNamed: backends.some((backend) => isNamedIn(words, backend)),
  };
};

const runs = ({ active }: UnitSeen): boolean => active === 'active';

/** Where Nginx hands requests on, no program is. */
const nothingListens = ({ nginx, listeners }: Needed, site: string): boolean =>
  nginx !== undefined &&
  listeners !== undefined &&
  backendsFor(nginx, site).length > 0 &&
  behindNginx(nginx, listeners, site).length === 0;

const withoutSystemd = ({ err }: Ran): Unobserved =>
  err.trim() === ''
    ? { unobserved: 'systemd does not run on this server, so it has none of its services', skipped: true }
    : { unobserved: 'systemctl does not answer on the server' };

export default {
  vantage: 'inside',
  needs: ['shell', 'nginx', 'listeners', 'processes'],
  plan: (target) =>
    isByHand(target)
      ? []
      : commandsFor(target, 'units', [
          [failed, 'is systemd there, and which services have failed?'],
          [groups, 'to which services the programs of the site belong'],
          [usual, 'whether the services of the site run, and whether they start with the machine'],
          [one, 'the same of the service of the program, and of those that have failed'],
          [own, 'where nothing listens behind Nginx: which services there are besides those of the system'],
          [started, 'whether a service that has failed, or rests, is the program behind Nginx'],
        ]),
  async look(target, { shell: seen, ...needed }, { shell }) {
    const closed = closedTo(target, seen);
    if (closed) return closed;
    if (isByHand(target))
      return { unobserved: 'these servers are started by hand, and by no service', skipped: true };
    const ran = await ask(shell, 'units', { template: failed });
    if (isUnobserved(ran)) return ran;
    if (ran.exitCode !== 0) return withoutSystemd(ran);
    const site = target.site.ascii;
    const found = await groupsOf(shell, pidsOf(needed, site));
    const backends = needed.nginx ? backendsFor(needed.nginx, site) : [];
    const broken = unitsIn(ran.out);
    const others = [...servicesOf(found), ...broken];
    const files = nothingListens(needed, site) ? serviceFilesIn(await outOf(shell, { template: own })) : [];
    // Of more than can be looked at, the only program that is seen may be another one.
    const resting = others.length + files.length > most.units ? [] : files;
    const known = shownUnits(await outOf(shell, { template: usual }));
    const named = await withNamed(shell, known, [...others, ...resting]);
    const all = await withNamed(
      shell,
      named,
      named.flatMap(({ triggers }) => triggers),
    );
    const mayBeIt = new Set([...broken, ...resting]);
    const units = await Promise.all(
      all.map(async (unit) =>
        mayBeIt.has(unit.id) && !runs(unit) ? withCommand(shell, unit, backends) : unit,
      ),
    );
    return { units, groups: found, command: usual };
  },
} satisfies Probe<'units', 'shell' | 'nginx' | 'listeners' | 'processes', World>;
