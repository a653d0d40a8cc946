/** The files in which a program writes, by `ls -l /proc/PID/fd`: a line for each, ` 2 -> /var/log/app.log` at its end. */
const descriptor = / (\d{1,7}) -> (.{1,300})$/;

export interface WritesTo {
  /** Where its messages go (descriptors 1 and 2), and what else it has open that is called a log. */
  readonly files: readonly string[];
  /** They go to systemd, which keeps them in its journal. */
  readonly journal: boolean;
}

const isLog = (path: string): boolean => /\.(?:log|err|out)$/.test(path) && !/access/.test(path);

export const writesTo = (out: string): WritesTo => {
  const open = out.split('\n').flatMap((line): { number: string; path: string }[] => {
    const [, number, path] = descriptor.exec(line) ?? [];
    return number === undefined || path === undefined ? [] : [{ number, path }];
  });
  const messages = open.filter(({ number }) => number === '1' || number === '2');
  const isFile = ({ path }: { path: string }): boolean =>
    path.startsWith('/') && !path.startsWith('/dev/') && !path.endsWith(' (deleted)');
  const files = [...messages.filter(isFile), ...open.filter((one) => isFile(one) && isLog(one.path))];
  return {
    files: [...new Set(files.map(({ path }) => path))],
    journal: messages.some(({ path }) => path.startsWith('socket:')),
  };
};

/** The service in whose group of processes it is (cgroups(7), /proc/PID/cgroup): `0::/system.slice/shop.service`. */
export const unitOf = (cgroup: string): string | undefined =>
  /\/([\w@.:\\-]{1,200}\.service)(?:\/|$)/m.exec(cgroup)?.[1];

/** Services that have failed or are being started again, by `systemctl list-units --plain --no-legend`. */
export const unitsIn = (out: string): string[] =>
  out.split('\n').flatMap((line) => /^([\w@.:\\-]{1,200}\.service)\s/.exec(line)?.[1] ?? []);

/** Services by their files, one path on a line; a template is none yet (systemd.unit(5)). */
export const serviceFilesIn = (out: string): string[] => [
  ...new Set(
    out.split('\n').flatMap((line) => /\/([\w.:\\-]{1,200}\.service)$/.exec(line.slice(0, 400))?.[1] ?? []),
  ),
];

/** What runs programs for websites, as a service starts it. */
const runsPrograms =
  /\/(?:gunicorn|uwsgi|uvicorn|hypercorn|daphne|waitress-serve|node|npm|pm2|php-fpm[\d.]*|python[\d.]*|ruby|puma|java|flask)\b/;

/** Whether a service is such a program, by `systemctl show -p ExecStart`; its words are not kept. */
export const isProgramUnit = (shown: string): boolean => runsPrograms.test(shown);
