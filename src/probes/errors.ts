import type { NginxError } from '../model/seen/errors.ts';
import { errorsIn, refusalsIn } from '../model/nginx-errors.ts';
import { isUnobserved, type Probe } from '../model/probe.ts';
import { ask, closedTo, commandsFor, privileged } from '../net/inside.ts';
import type { World } from './world.ts';

const clock = "date '+%Y/%m/%d %H:%M:%S %z'";
/** Also of a log of many gigabytes only the end. */
const end = 'tail -c 65536 {file}';
const mostFiles = 4;

const byTime = (a: NginxError, b: NginxError): number => Number(a.at > b.at) - Number(a.at < b.at);

export default {
  vantage: 'inside',
  // After the requests: what went wrong with them stands there then.
  needs: ['shell', 'nginx', 'app'],
  plan: (target) =>
    commandsFor(target, 'errors', [
      [clock, 'what time it is there, to tell new lines from old ones'],
      [privileged(target, end), 'the end of each error log that the configuration of Nginx names'],
    ]),
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
    const read = await Promise.all(files.map((file) => ask(shell, 'errors', { template, words: { file } })));
    const texts = read.flatMap((one) => (!isUnobserved(one) && one.exitCode === 0 ? [one] : []));
    if (texts.length === 0)
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
