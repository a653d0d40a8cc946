import { setTimeout as sleep } from 'node:timers/promises';
import { behindNginx } from '../model/arrow.ts';
import {
  between,
  directIn,
  linksBetween,
  lookIn,
  queuesOf,
  threadsIn,
  threadsQuery,
  usageBetween,
  type HangLook,
} from '../model/hang-look.ts';
import { hungPage } from '../model/hung-page.ts';
import type { HangSeen } from '../model/seen/hang.ts';
import { isUnobserved, type Probe, type Unobserved } from '../model/probe.ts';
import type { Target } from '../model/target.ts';
import { requestOf } from '../model/trace.ts';
import { ask, closedTo, commandsFor, privileged } from '../net/inside.ts';
import type { Shell } from '../net/shell.ts';
import type { World } from './world.ts';

const lookFor = (target: Target): string =>
  `cat /proc/uptime {stats}; echo ${between}; ss -Hltn; ss -Hlx; echo ${between}; ${privileged(target, 'ss -Htinp state established')}`;

/** As the administrator of the server, or as whoever the account's own settings name; nothing is typed. */
const threadsFor = (target: Target): string => {
  const options = target.inside?.database?.client ? '--defaults-file={client} ' : '';
  const asked = privileged(target, `$client ${options}--connect-timeout=2 -BNe "${threadsQuery}"`);
  return `client=$(command -v mariadb || command -v mysql) || exit 127; ${asked}`;
};

/** Seconds: below the time that a command may take. */
const patience = 4;
/** Straight there, whatever the settings of the account say: `-q` has to be first (curl(1)). */
const direct = `curl -q --noproxy '*' -gsS -o /dev/null -m ${patience} -w '%{http_code} %{time_total}' -H {host} {url}`;
const overSocket = `curl -q --noproxy '*' -gsS -o /dev/null -m ${patience} -w '%{http_code} %{time_total}' -H {host} --unix-socket {socket} {url}`;

/** Milliseconds: the request has arrived then, and so long apart are the two looks. */
const arrival = 300;
const interval = 400;

/** Milliseconds: the database counts whole seconds. */
const oneSecond = 1_100;

const look = async (
  shell: Shell,
  target: Target,
  pids: readonly number[],
): Promise<HangLook | Unobserved> => {
  const ran = await ask(shell, 'hang', {
    template: lookFor(target),
    globs: { stats: pids.map((pid) => `/proc/${pid}/stat`) },
  });
  return isUnobserved(ran) ? ran : lookIn(ran.out);
};

const threads = async (shell: Shell, target: Target): Promise<Pick<HangSeen, 'threads'>> => {
  const client = target.inside?.database?.client ?? '';
  const ran = await ask(shell, 'hang', { template: threadsFor(target), words: { client } });
  return isUnobserved(ran) || ran.exitCode !== 0 ? {} : { threads: threadsIn(ran.out) };
};

interface Watched extends Pick<HangSeen, 'threads' | 'lookedMs' | 'threadsMs'> {
  readonly one: HangLook;
  readonly other: HangLook;
}

/** Two looks and what the database says: last, where the page comes, because the looks are over sooner, and it counts seconds. */
const watch = async (
  shell: Shell,
  target: Target,
  pids: readonly number[],
  { began, isLate }: { readonly began: number; readonly isLate: boolean },
): Promise<Watched | undefined> => {
  const since = (): number => Math.round(performance.now() - began);
  const tell = async () => ({ ...(await threads(shell, target)), threadsMs: since() });
  const one = await look(shell, target, pids);
  const early = isLate ? undefined : await tell();
  await sleep(interval);
  const other = await look(shell, target, pids);
  const lookedMs = since();
  if (!early) await sleep(oneSecond - lookedMs);
  const told = early ?? (await tell());
  return isUnobserved(one) || isUnobserved(other) ? undefined : { one, other, lookedMs, ...told };
};

/** `http://127.0.0.1:8000/page`, `http://unix:/run/app.sock:/page`; what speaks another protocol cannot be asked by curl(1). */
const askProgram = async (
  shell: Shell,
  upstream: string,
  host: string,
): Promise<Pick<HangSeen, 'direct'>> => {
  if (!upstream.startsWith('http://')) return {};
  const [, socket, path = '/'] = /^http:\/\/unix:([^:]+):(.*)$/.exec(upstream) ?? [];
  const header = { host: `Host: ${host}` };
  const ran = await ask(
    shell,
    'hang',
    socket === undefined
      ? { template: direct, words: { ...header, url: upstream } }
      : { template: overSocket, words: { ...header, socket, url: `http://localhost${path}` } },
  );
  const seen = isUnobserved(ran) ? undefined : directIn(upstream, ran.out);
  return seen ? { direct: seen } : {};
};

export default {
  vantage: 'inside',
  // What the log says tells whether there is anything to look for; by then all other requests are over.
  needs: ['shell', 'nginx', 'listeners', 'processes', 'http', 'app', 'errors'],
  plan: (target) =>
    target.inside
      ? [
          ...(['http', 'https'] as const).map((scheme) => ({
            probe: 'hang' as const,
            protocol: 'tcp' as const,
            to: `${target.site.shown}${target.site.twin ? ` or ${target.site.twin}` : ''}`,
            port: target.ports[scheme],
            why: 'only when a page of the program does not come, or comes late: the same page once more, while the server is looked at',
          })),
          ...commandsFor(target, 'hang', [
            [
              lookFor(target),
              'only then: does the program work, what waits for it, and for what does it wait?',
            ],
            [threadsFor(target), 'only then: what do the connections to the database do?'],
            [direct, 'only then: does the program answer when it is asked without Nginx?'],
            [overSocket, 'the same over its file (a unix socket)'],
          ]),
        ]
      : [],
  async look(target, evidence, { shell, gate, userAgent }) {
    const { nginx, listeners } = evidence;
    const closed = closedTo(target, evidence.shell);
    if (closed) return closed;
    const hung = hungPage(target, evidence);
    if (!hung || !nginx || !listeners)
      return {
        unobserved: 'is looked at when a page of the program does not come, or comes late',
        skipped: true,
      };
    const name = target.site.ascii;
    const behind = behindNginx(nginx, listeners, name);
    const pids = [...new Set(behind.flatMap(({ processes }) => processes.map(({ pid }) => pid)))];
    const { askHttp } = await import('../net/http.ts');
    const before = await look(shell, target, pids);
    if (isUnobserved(before)) return before;
    const began = performance.now();
    // Nobody waits longer for it than it takes to look.
    const enough = new AbortController();
    const hanging = askHttp(
      { ...gate, signal: hung.isSilent ? AbortSignal.any([gate.signal, enough.signal]) : gate.signal },
      { probe: 'hang', url: new URL(hung.page.url), address: hung.page.address, userAgent },
    );
    await sleep(arrival);
    const seen = await watch(shell, target, pids, { began, isLate: hung.isLate ?? false });
    if (!seen) return { unobserved: 'the shell on the server went away' };
    const { one, other, ...told } = seen;
    const program = hung.upstream === undefined ? {} : await askProgram(shell, hung.upstream, name);
    enough.abort();
    return {
      request: requestOf(await hanging),
      ...told,
      ...program,
      queues: queuesOf(other, behind),
      processes: usageBetween(one, other),
      links: linksBetween(
        { before, one, other },
        new Set(pids),
        (port) => port === target.ports.db || port === 3306,
      ),
      command: 'ss -Hltn; ss -Htinp state established',
    };
  },
} satisfies Probe<'hang', 'shell' | 'nginx' | 'listeners' | 'processes' | 'http' | 'app' | 'errors', World>;
