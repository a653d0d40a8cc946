import { behindNginx, mainsOf } from '../model/arrow.ts';
import type { Listener } from '../model/seen/listeners.ts';
import type { ShellSeen } from '../model/seen/shell.ts';
import { isUnobserved, type Probe, type Unobserved } from '../model/probe.ts';
import { isProgramUnit, unitOf, unitsIn, writesTo } from '../model/program-files.ts';
import { entriesFromNginx, entriesIn, type LogEnd, type LogTimes } from '../model/program-log.ts';
import type { Target } from '../model/target.ts';
import { ask, closedTo, commandsFor, privileged } from '../net/inside.ts';
import type { Shell } from '../net/shell.ts';
import type { World } from './world.ts';

const clock = "date '+%s %z'";
const openFiles = 'ls -l /proc/{pid}/fd';
const group = 'cat /proc/{pid}/cgroup';
const failed = 'systemctl list-units --type=service --state=failed,activating --plain --no-legend --no-pager';
const started = 'systemctl show {unit} -p ExecStart --value';
const journal = 'journalctl -u {unit} -n 200 -o short-iso --no-pager -q';
const endFor = (target: Target): string =>
  `${privileged(target, 'stat -c %Y {file}')} && ${privileged(target, 'tail -c 65536 {file}')}`;

/** Where Debian's packages and their manuals have such programs write, when they do not run. */
const usual = [
  '/var/log/php*-fpm.log',
  '/var/log/gunicorn/*.log',
  '/var/log/uwsgi/app/*.log',
  '/var/log/supervisor/*.log',
];
const listed = 'ls -t {files}';

const most = { programs: 4, files: 4, units: 4 } as const;

interface Places {
  readonly files: readonly string[];
  readonly units: readonly string[];
}

const outOf = async (
  shell: Shell,
  template: string,
  words: Readonly<Record<string, string>> = {},
): Promise<string | undefined> => {
  const ran = await ask(shell, 'logs', { template, words });
  return isUnobserved(ran) || ran.exitCode !== 0 ? undefined : ran.out;
};

const ofProgram = async (
  target: Target,
  shell: Shell,
  { pid }: Listener['processes'][number],
): Promise<Places | undefined> => {
  const words = { pid: String(pid) };
  const [open, cgroup] = await Promise.all([
    outOf(shell, privileged(target, openFiles), words),
    outOf(shell, group, words),
  ]);
  // Everybody may read that of a process that is there (proc(5)): it has ended since it was seen.
  if (cgroup === undefined) return undefined;
  const { files, journal: isKept } = writesTo(open ?? '');
  const unit = unitOf(cgroup);
  // What may not be seen of its files may still be in the journal.
  return { files, units: unit !== undefined && (isKept || open === undefined) ? [unit] : [] };
};

/** Nothing listens: services that ended with an error, and where such programs usually write. */
const ofNobody = async ({ inside }: Target, shell: Shell): Promise<Places> => {
  if (inside?.programLog !== undefined) return { files: [inside.programLog], units: [] };
  const units = unitsIn((await outOf(shell, failed)) ?? '').slice(0, most.units);
  const shown = await Promise.all(units.map((unit) => outOf(shell, started, { unit })));
  const ran = await ask(shell, 'logs', { template: listed, globs: { files: usual } });
  const files = isUnobserved(ran) ? [] : ran.out.split('\n').filter((path) => path.startsWith('/'));
  return { files, units: units.filter((_, at) => isProgramUnit(shown[at] ?? '')) };
};

const fileEnd = async (target: Target, shell: Shell, file: string): Promise<LogEnd | undefined> => {
  const out = await outOf(shell, endFor(target), { file });
  if (out === undefined) return undefined;
  const at = out.indexOf('\n');
  const seconds = Number(out.slice(0, at));
  return {
    source: file,
    text: out.slice(at + 1),
    isJournal: false,
    ...(Number.isFinite(seconds) ? { changedAt: seconds * 1000 } : {}),
  };
};

const journalEnd = async (target: Target, shell: Shell, unit: string): Promise<LogEnd | undefined> => {
  const text = await outOf(shell, privileged(target, journal), { unit });
  return text === undefined || text === ''
    ? undefined
    : { source: `journal of ${unit}`, text, isJournal: true };
};

/** Milliseconds: of the server's clock, when this check began there. Its shell was opened then. */
const beginning = ({ clock: at, ms }: ShellSeen, readAt: number): number =>
  at === undefined ? readAt : Date.parse(at) - ms;

const timesIn = (out: string): Omit<LogTimes, 'isGone'> | undefined => {
  const [, seconds, zone = ''] = /^(\d{1,12}) ([+-]\d{4})$/m.exec(out) ?? [];
  return seconds === undefined ? undefined : { readAt: Number(seconds) * 1000, zone };
};

const nowhere = (found: readonly Listener[], user: string): Unobserved => ({
  unobserved:
    found.length === 0
      ? 'where the program writes its messages was not seen'
      : `where the program writes its messages may not be seen by ${user} (--sudo may), or it keeps none`,
});

export default {
  vantage: 'inside',
  // After the requests: what went wrong with them stands there then.
  needs: ['shell', 'nginx', 'listeners', 'app', 'errors'],
  plan: (target) =>
    commandsFor(target, 'logs', [
      [clock, 'what time it is there, to tell new lines from old ones'],
      [privileged(target, openFiles), 'in which files the program behind Nginx writes'],
      [group, 'which service it is'],
      [failed, 'which services have ended with an error, when no program listens'],
      [started, 'whether such a service is a program for a website'],
      [listed, 'where programs usually write, when none listens'],
      [endFor(target), 'the end of each of these files'],
      [privileged(target, journal), 'the end of what the service has written'],
    ]),
  async look(target, { shell: seen, nginx, listeners, errors }, { shell }) {
    const closed = closedTo(target, seen);
    if (closed) return closed;
    if (!seen || !nginx || !listeners)
      return { unobserved: 'which program Nginx hands requests to was not seen' };
    const found = behindNginx(nginx, listeners, target.site.ascii);
    const mains = mainsOf(found).slice(0, most.programs);
    const told = await ask(shell, 'logs', { template: clock });
    if (isUnobserved(told)) return told;
    const times = timesIn(told.out);
    if (!times) return { unobserved: 'date on the server does not know these options' };
    const isHidden = found.length > 0 && mains.length === 0;
    const asked = await Promise.all(mains.map((main) => ofProgram(target, shell, main)));
    const own = asked.filter((one) => one !== undefined);
    const places = isHidden || own.length > 0 ? own : [await ofNobody(target, shell)];
    const files = [...new Set(places.flatMap((one) => one.files))].slice(0, most.files);
    const units = [...new Set(places.flatMap((one) => one.units))].slice(0, most.units);
    const ends = await Promise.all([
      ...files.map((file) => fileEnd(target, shell, file)),
      ...units.map((unit) => journalEnd(target, shell, unit)),
    ]);
    const read = ends.filter((end) => end !== undefined);
    const throughNginx = errors ? entriesFromNginx(errors, times) : [];
    if (read.length === 0 && throughNginx.length === 0) return nowhere(found, seen.user ?? 'this user');
    const all = read.flatMap((end) => entriesIn(end, { ...times, isGone: found.length === 0 }));
    return {
      entries: [...throughNginx, ...all].toSorted(
        (a, b) => Date.parse(a.at ?? '') - Date.parse(b.at ?? '') || 0,
      ),
      sources: [...new Set([...throughNginx, ...read].map(({ source }) => source))],
      since: new Date(beginning(seen, times.readAt)).toISOString(),
      readAt: new Date(times.readAt).toISOString(),
      command:
        files[0] === undefined ? `journalctl -u ${units[0] ?? 'NAME'} -n 50` : `tail -c 65536 ${files[0]}`,
    };
  },
} satisfies Probe<'logs', 'shell' | 'nginx' | 'listeners' | 'app' | 'errors', World>;
