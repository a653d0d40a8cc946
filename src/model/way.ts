import { shownEndpoint } from './address.ts';
import type { Evidence } from './evidence.ts';
import type { Hop } from './hops.ts';
import type { CodeSeen } from './seen/code.ts';
import type { DatabaseTrace, ProgramTrace, TraceSeen, WebTrace } from './seen/trace.ts';
import { reachedDatabase } from './trace.ts';

/** A box on the way of one request. Milliseconds from its start; a box whose part of the time is not known has none. */
export interface Stage {
  readonly hop: Hop;
  readonly from?: number;
  readonly to?: number;
  /** How long, as the server measured it, in whole milliseconds. */
  readonly measured?: number;
  readonly says: string;
}

const fileName = (path: string): string => path.slice(path.lastIndexOf('/') + 1);

const shownStatus = ({ outcome, status }: TraceSeen['request']): string =>
  outcome === 'answer' ? `gets ${status ?? 'an answer'}` : 'gets no answer';

const visitor = ({ request }: TraceSeen): Stage => {
  const { pathname, search } = new URL(request.url);
  return {
    hop: 'user',
    from: 0,
    to: request.times.total,
    says: `asks for ${pathname}${search} and ${shownStatus(request)}`,
  };
};

const connection = ({ request }: TraceSeen): Stage => ({
  hop: 'server',
  ...(request.times.connected === undefined ? {} : { from: 0, to: request.times.connected }),
  says: `accepts the connection to ${shownEndpoint(request)}`,
});

const encryption = ({ request: { times } }: TraceSeen): Stage[] =>
  times.connected === undefined || times.secured === undefined
    ? []
    : [{ hop: 'tls', from: times.connected, to: times.secured, says: 'is agreed on' }];

/** How long a box on the server took is measured there; when, is not: as late as it can have been. */
const atTheEnd = (
  { times }: TraceSeen['request'],
  measured: number | undefined,
): Pick<Stage, 'from' | 'to' | 'measured'> => {
  const earliest = times.secured ?? times.connected ?? 0;
  return measured === undefined
    ? {}
    : { from: Math.max(earliest, times.total - measured), to: times.total, measured };
};

const wroteDown = ({ state, isWhole, status, file }: WebTrace): string => {
  if (state === 'unreadable') return `its log may not be read (${file})`;
  if (state === 'found')
    return `writes it down${status === undefined ? '' : ` with ${status}`} (${fileName(file)})`;
  return isWhole
    ? `has not written it down (${file})`
    : `its log does not hold every request at once (${file})`;
};

const foundOr = <T extends { readonly state: string }>(all: readonly T[]): T | undefined =>
  all.find(({ state }) => state === 'found') ?? all[0];

const webServer = ({ web, request }: TraceSeen): Stage => {
  const log = foundOr(web);
  return {
    hop: 'web',
    ...atTheEnd(request, log?.requestMs),
    says: log ? wroteDown(log) : 'it has no log of requests',
  };
};

/** Nginx writes `-` for a request that it answered by itself. */
const handedTo = (log: WebTrace | undefined): string | undefined =>
  log?.upstream === undefined || log.upstream === '-' ? undefined : log.upstream;

const ranBy = (log: ProgramTrace | undefined, upstream: string | undefined): string => {
  if (log?.state === 'found')
    return `${log.name} (process ${log.pid}) writes it down (${fileName(log.file)})`;
  if (upstream !== undefined) return `Nginx handed it on to ${upstream} and got an answer from there`;
  return log?.state === 'unreadable'
    ? `its log may not be read (${log.file})`
    : 'its logs do not name single requests';
};

const program = ({ web, program: logs, request }: TraceSeen): Stage => {
  const log = foundOr(web);
  const upstream = handedTo(log);
  const says =
    log?.upstream === '-' ? 'was not asked: Nginx answered by itself' : ranBy(foundOr(logs), upstream);
  return { hop: 'app', ...atTheEnd(request, log?.upstreamMs), says };
};

const files = (code: CodeSeen | undefined): Stage[] => {
  const folders = (code?.programs ?? []).flatMap(({ folder }) => folder ?? []);
  return folders.length === 0
    ? []
    : [{ hop: 'code', says: `the program runs the files in ${folders.join(' and ')}` }];
};

const counted = (seen: DatabaseTrace): string => {
  const { to, port, bytes, quietBytes, quietMs } = seen;
  const where = shownEndpoint({ address: to, port });
  if (bytes === 0) return `was not asked: no byte went to ${where}`;
  const went = `${bytes} bytes went to ${where} and back`;
  if (quietBytes > 0) return `${went}; in the ${quietMs} ms before, ${quietBytes} for others`;
  return reachedDatabase(seen)
    ? `${went}; none in the ${quietMs} ms before`
    : `${went}; the wait before was too short to tell whose they were`;
};

const database = ({ database: seen }: TraceSeen): Stage[] => [
  {
    hop: 'db',
    says: seen
      ? counted(seen)
      : 'the program keeps no connection open over TCP, so there was nothing to count',
  },
];

/** The way of the marked request through all boxes, in the order of the diagram. */
export const wayOf = ({ trace, code }: Partial<Evidence>): readonly Stage[] =>
  trace
    ? [
        visitor(trace),
        connection(trace),
        ...encryption(trace),
        webServer(trace),
        program(trace),
        ...files(code),
        ...database(trace),
      ]
    : [];
