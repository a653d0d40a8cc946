import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { HttpExchange } from '../model/seen/http.ts';
import type { CodeSeen } from '../model/seen/code.ts';
import type { DatabaseTrace, ProgramTrace, WebTrace } from '../model/seen/trace.ts';
import type { Link } from '../model/seen/links.ts';
import type { NginxAccessLog } from '../model/seen/nginx.ts';
import { isUnobserved, type Probe } from '../model/probe.ts';
import { tcpCounts, type Counted } from '../model/ss.ts';
import type { Target } from '../model/target.ts';
import { bytesBetween, countable, logFilesIn, requestOf, written } from '../model/trace.ts';
import { ask, closedTo, commandsFor, privileged } from '../net/inside.ts';
import type { Shell } from '../net/shell.ts';
import type { World } from './world.ts';

const counters = 'ss -Htin state established dport = :{port}';
const openFiles = 'ls -l /proc/{pid}/fd';

/** Its exit code tells a file that may not be read (2) from one without the mark (1). Of a long log only the end is read. */
const searchFor = (target: Target): string => {
  const end = privileged(target, 'tail -c 65536 {file}');
  return `${end} >/dev/null || exit 2; ${end} | grep -F {mark}`;
};

/** Milliseconds: as long as the request will take, and longer than a moment. */
const quietFor = ({ times }: HttpExchange): number => Math.min(2_000, Math.max(250, 2 * times.total));

/** A log may be written a moment after the answer. */
const onceMoreAfter = 200;

interface Search {
  readonly state: WebTrace['state'];
  readonly line: string;
}

const search = async (target: Target, shell: Shell, file: string, mark: string): Promise<Search> => {
  const command = { template: searchFor(target), words: { file, mark } };
  const once = async (): Promise<Search> => {
    const ran = await ask(shell, 'trace', command);
    if (isUnobserved(ran) || (ran.exitCode ?? 2) > 1) return { state: 'unreadable', line: '' };
    return ran.exitCode === 0
      ? { state: 'found', line: ran.out.split('\n')[0] ?? '' }
      : { state: 'absent', line: '' };
  };
  const first = await once();
  if (first.state !== 'absent') return first;
  await sleep(onceMoreAfter);
  return once();
};

const inWebLog = async (
  target: Target,
  shell: Shell,
  log: NginxAccessLog,
  mark: string,
  isEvery: boolean,
): Promise<WebTrace> => {
  const { state, line } = await search(target, shell, log.path, mark);
  return {
    file: log.path,
    state,
    isWhole: isEvery && !log.isPartial,
    ...(state === 'found' ? written(log, line) : {}),
  };
};

const inProgramLogs = async (
  target: Target,
  shell: Shell,
  { pid, name }: CodeSeen['programs'][number],
  mark: string,
): Promise<readonly ProgramTrace[]> => {
  const listed = await ask(shell, 'trace', {
    template: privileged(target, openFiles),
    words: { pid: String(pid) },
  });
  const files = isUnobserved(listed) ? [] : logFilesIn(listed.out);
  return Promise.all(
    files.map(async (file) => ({ pid, name, file, state: (await search(target, shell, file, mark)).state })),
  );
};

interface Count {
  readonly connections: readonly Counted[];
  readonly at: number;
}

const count = async (shell: Shell, { to, port = 0 }: Link): Promise<Count> => {
  const ran = await ask(shell, 'trace', { template: counters, words: { port: String(port) } });
  const connections = isUnobserved(ran) ? [] : tcpCounts(ran.out).filter((one) => one.to === to);
  return { connections, at: performance.now() };
};

/** The request between two looks at the counters, after as long a time in which nothing is asked. */
const counting = async (
  shell: Shell,
  link: Link | undefined,
  quiet: number,
  signal: AbortSignal,
  request: () => Promise<HttpExchange>,
): Promise<{ readonly exchange: HttpExchange; readonly database?: DatabaseTrace }> => {
  if (!link) return { exchange: await request() };
  const before = await count(shell, link);
  await sleep(quiet, undefined, { signal }).catch(() => {});
  const between = await count(shell, link);
  const exchange = await request();
  const after = await count(shell, link);
  const ms = (from: Count, to: Count): number => Math.round(to.at - from.at);
  return {
    exchange,
    database: {
      to: link.to,
      port: link.port ?? 0,
      quietBytes: bytesBetween(before.connections, between.connections),
      quietMs: ms(before, between),
      bytes: bytesBetween(between.connections, after.connections),
      ms: ms(between, after),
    },
  };
};

/** The page once more, with the mark as the last word of its query. */
const marked = (url: string, mark: string): URL => {
  const asked = new URL(url);
  asked.search = asked.search === '' ? mark : `${asked.search}&${mark}`;
  return asked;
};

type Followed = Awaited<ReturnType<typeof counting>> & { readonly mark: string };

const newMark = (): string => `infra-tutor-${randomBytes(6).toString('hex')}`;

/**
 * The mark stands in the address, which most logs hold, and in the name of the browser. To a program that knows its
 * pages by their whole addresses that is another page: then it is asked again, with another mark in the second place only.
 */
const follow = async (
  page: HttpExchange,
  request: (url: URL, mark: string) => Promise<Followed>,
): Promise<Followed> => {
  const mark = newMark();
  const first = await request(marked(page.url, mark), mark);
  return first.exchange.status === page.status ? first : request(new URL(page.url), newMark());
};

const mostLogs = 4;

export default {
  vantage: 'inside',
  // After everything else that asks the site or its database: what is counted here is the one request.
  needs: ['shell', 'nginx', 'code', 'links', 'app', 'mysql', 'errors'],
  plan(target) {
    const { trace, site, ports } = target;
    if (!trace) return [];
    return [
      ...(['http', 'https'] as const).map((scheme) => ({
        probe: 'trace' as const,
        protocol: 'tcp' as const,
        to: `${site.shown}${site.twin ? ` or ${site.twin}` : ''}`,
        port: ports[scheme],
        why: 'the same page once more, with a mark (?infra-tutor-… and in the name of the browser)',
      })),
      ...commandsFor(target, 'trace', [
        [counters, 'how many bytes went to the database, before and after'],
        [privileged(target, openFiles), 'to which logs the program behind Nginx writes'],
        [searchFor(target), 'the mark in the end of each access log of Nginx and of the program'],
      ]),
    ];
  },
  async look(target, { shell: seen, nginx, code, links, app }, { shell, gate, userAgent }) {
    if (!target.trace) return { unobserved: 'is looked at with --trace', skipped: true };
    const closed = closedTo(target, seen);
    if (closed) return closed;
    const page = app?.answers.find(({ outcome }) => outcome === 'answer');
    if (!page) return { unobserved: 'the page did not come', blockedBy: 'web' };
    const { askHttp } = await import('../net/http.ts');
    const { mark, exchange, database } = await follow(page, async (url, one) => ({
      mark: one,
      ...(await counting(shell, countable(links?.links ?? []), quietFor(page), gate.signal, () =>
        askHttp(gate, { probe: 'trace', url, address: page.address, userAgent: `${userAgent} (${one})` }),
      )),
    }));
    const all = nginx?.accessLogs ?? [];
    const logs = all.slice(0, mostLogs);
    const isEvery = all.length <= mostLogs;
    const programs = (code?.programs ?? []).slice(0, mostLogs);
    return {
      mark,
      request: requestOf(exchange),
      web: await Promise.all(logs.map((log) => inWebLog(target, shell, log, mark, isEvery))),
      program: (
        await Promise.all(programs.map((program) => inProgramLogs(target, shell, program, mark)))
      ).flat(),
      ...(database ? { database } : {}),
      command: `grep ${mark} ${logs[0]?.path ?? '/var/log/nginx/access.log'}`,
    };
  },
} satisfies Probe<'trace', 'shell' | 'nginx' | 'code' | 'links' | 'app' | 'mysql' | 'errors', World>;
