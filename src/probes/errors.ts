import type { NginxError } from '../model/seen/errors.ts';
import { errorsIn, refusalsIn } from '../model/nginx-errors.ts';
import { isUnobserved, type Probe, type Unobserved } from '../model/probe.ts';
import { isByHand, type Target } from '../model/target.ts';
import { ask, closedTo, commandsFor, privileged } from '../net/inside.ts';
import type { Ran, Shell } from '../net/shell.ts';
import type { World } from './world.ts';

const clock = "date '+%Y/%m/%d %H:%M:%S %z'";
/** Also of a log of many gigabytes only the end. */
const end = 'tail -c 65536 {file}';
/** Its own lines, as they stand in a file, without what the journal puts before them. */
const journal = 'journalctl -u nginx -n 200 -o cat --no-pager -q';
const mostFiles = 4;

const byTime = (a: NginxError, b: NginxError): number => Number(a.at > b.at) - Number(a.at < b.at);

const ended = (ran: Ran | Unobserved): Ran[] => (!isUnobserved(ran) && ran.exitCode === 0 ? [ran] : []);

/**
 * Built with --error-log-path=stderr, as for Debian 12, an Nginx that refuses its configuration has not come to the place
 * that names its log: systemd has those words. An empty journal may be one that this user may not read.
 */
const fromJournal = async (target: Target, shell: Shell): Promise<Ran[]> =>
  isByHand(target)
    ? []
    : ended(await ask(shell, 'errors', { template: privileged(target, journal) })).filter(
        ({ out }) => out.trim() !== '',
      );

export default {
  vantage: 'inside',
  // After the requests: what went wrong with them stands there then.
  needs: ['shell', 'nginx', 'app'],
  plan: (target) => {
    const ends = 'the end of each error log that the configuration of Nginx names';
    const kept = 'what Nginx has said to systemd, such as why it did not start';
    return commandsFor(target, 'errors', [
      [clock, 'what time it is there, to tell new lines from old ones'],
      [privileged(target, end), ends],
      ...(isByHand(target) ? [] : [[privileged(target, journal), kept] as const]),
    ]);
  },
  async look(target, { shell: seen, nginx }, { shell }) {
    const closed = closedTo(target, seen);
    if (closed) return closed;
    if (!nginx)
      return { unobserved: 'the configuration of Nginx was not read, so its error log is not known' };
    const files = nginx.errorLogs.slice(0, mostFiles);
    const template = privileged(target, end);
    const time = await ask(shell, 'errors', { template: clock });
    if (isUnobserved(time)) return time;
    const [, readAt = time.out.trim(), utcOffset] = /^(.{19}) ([+-]\d{4})$/.exec(time.out.trim()) ?? [];
    const [kept, ...read] = await Promise.all([
      fromJournal(target, shell),
      ...files.map(async (file) => ended(await ask(shell, 'errors', { template, words: { file } }))),
    ]);
    const texts = [...read.flat(), ...kept];
    if (texts.length === 0 || (files.length > 0 && texts.length === kept.length))
      return { unobserved: `the error log of Nginx may not be read by ${seen?.user ?? 'this user'}` };
    return {
      errors: texts.flatMap(({ out }) => errorsIn(out, readAt)).toSorted(byTime),
      readAt,
      ...(utcOffset === undefined ? {} : { utcOffset }),
      refusals: texts.flatMap(({ out }) => refusalsIn(out)).toSorted(byTime),
      files,
      command: texts.map(({ command }) => command).join('; '),
    };
  },
} satisfies Probe<'errors', 'shell' | 'nginx' | 'app', World>;
