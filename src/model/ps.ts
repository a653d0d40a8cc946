import type { ProcessSeen } from './seen/processes.ts';

/** `ps -eo pid=,ppid=,user:32=,etimes:22=,rss:12=,pcpu:8=,comm:16=,args=` (ps(1)). */
const line = /^\s*(\d+)\s+(\d+)\s+(\S+)\s+(\d+)\s+(\d+)\s+([\d.]+)\s(.{16})\s(.*)$/;

const mostWords = 6;

const saysSecret = /pass|pwd|secret|token|key|credential|auth/i;

/** What follows an option or a name of which a secret is the value; a password may hold a slash or an at sign, too. */
const withoutValue = (word: string): string =>
  word
    .replace(/([a-z][a-z\d+.-]{0,20}:\/\/)\S*@/gi, '$1…@')
    .replace(/^(-{0,2}[\w.-]+=)(.+)$/s, (whole, name: string) =>
      saysSecret.test(name) || !/^--?[a-z-]+=$/i.test(name) ? `${name}…` : whole,
    )
    .replace(/^-p.+$/, (whole) => (whole.startsWith('-port') ? whole : '-p…'));

/** The first words of a command line, without values that may be secrets. */
export const wordsOf = (args: string): string[] => {
  const all = args.trim().split(/\s+/).slice(0, mostWords);
  return all.map((word, at) => {
    const before = all[at - 1] ?? '';
    return before.startsWith('-') && !before.includes('=') && saysSecret.test(before)
      ? '…'
      : withoutValue(word);
  });
};

/** In a container that shows an uptime of its own, ps(1) may count from before there were clocks, or from tomorrow. */
const startOf = (clock: number, seconds: number): Pick<ProcessSeen, 'startedAt'> =>
  seconds * 1000 < clock ? { startedAt: new Date(clock - seconds * 1000).toISOString() } : {};

/** Every process, as of `clock` (the server's, milliseconds). */
export const processesIn = (out: string, clock: number): ProcessSeen[] =>
  out.split('\n').flatMap((text): ProcessSeen[] => {
    const [, pid, parent, user = '', seconds, rss, cpu, name = '', args = ''] = line.exec(text) ?? [];
    if (pid === undefined) return [];
    return [
      {
        pid: Number(pid),
        parent: Number(parent),
        user,
        name: name.trim(),
        ...startOf(clock, Number(seconds)),
        rssKiB: Number(rss),
        cpuPercent: Number(cpu),
        words: wordsOf(args),
      },
    ];
  });

/** Of one processor's clock (CLK_TCK): a hundred a second on every Linux of our days (proc(5), `starttime`). */
export const ticks = 100;

/** The fields of `/proc/PID/stat` behind the name, for each process */
export const statsIn = (lines: readonly string[]): (readonly [pid: number, fields: readonly string[]])[] =>
  lines.flatMap((text) => {
    const [, pid, rest = ''] = /^(\d+) \(.*\) (.*)$/.exec(text) ?? [];
    return pid === undefined ? [] : [[Number(pid), rest.split(' ')] as const];
  });

/**
 * When each process was started, in milliseconds, by `date +%s.%N; cat /proc/uptime /proc/[0-9]*\/stat`: ps(1) knows it to
 * the second only, and a release can be younger than its program by less.
 */
export const startsIn = (out: string): ReadonlyMap<number, number> => {
  const [now = '', uptime = '', ...stats] = out.split('\n');
  const booted = Number(now) - Number(uptime.split(' ')[0]);
  if (!Number.isFinite(booted)) return new Map();
  return new Map(
    statsIn(stats).flatMap(([pid, fields]): [number, number][] => {
      const started = booted + Number(fields[19]) / ticks;
      return started <= Number(now) ? [[pid, Math.round(started * 1000)]] : [];
    }),
  );
};

/** The state of each process, by the same output. */
export const statesIn = (out: string): ReadonlyMap<number, string> =>
  new Map(
    statsIn(out.split('\n')).flatMap(([pid, [state = '']]): [number, string][] =>
      /^[A-Za-z]$/.test(state) ? [[pid, state]] : [],
    ),
  );

const known =
  /^(?:nginx|apache2|httpd|caddy|mysqld|mariadbd|php-fpm.*|gunicorn.*|uwsgi|uvicorn|node|python[\d.]*|ruby|puma.*|java|postgres)$/;

const most = 80;

/** Those that a website is made of: what takes connections, what is known by its name, and their parents. */
export const partsOf = (all: readonly ProcessSeen[], listening: ReadonlySet<number>): ProcessSeen[] => {
  const chosen = new Set(
    all.filter(({ pid, name }) => listening.has(pid) || known.test(name)).map(({ pid }) => pid),
  );
  for (const { pid, parent } of all) if (chosen.has(pid) && parent > 1) chosen.add(parent);
  return all.filter(({ pid }) => chosen.has(pid)).slice(0, most);
};
