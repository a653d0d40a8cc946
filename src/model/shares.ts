import { backendsFor, listenersAt } from './arrow.ts';
import type { LinksSeen } from './seen/links.ts';
import type { ListenersSeen } from './seen/listeners.ts';
import type { NginxSeen } from './seen/nginx.ts';
import type { ProcessesSeen, ProcessSeen } from './seen/processes.ts';
import { isNginx } from './servers.ts';

/** What one part of the stack uses of the machine. */
export interface Share {
  readonly part: 'web' | 'app' | 'db';
  readonly name: string;
  readonly rssKiB: number;
  /** Of one processor, since its processes were started. */
  readonly cpuPercent: number;
}

export interface SharesSeen {
  readonly processes: ProcessesSeen;
  readonly listeners: ListenersSeen;
  readonly nginx: NginxSeen;
  readonly links: LinksSeen;
}

/** These processes and their children: a worker belongs to its main one. */
const withChildren = (all: readonly ProcessSeen[], pids: ReadonlySet<number>): readonly ProcessSeen[] =>
  all.filter(({ pid, parent }) => pids.has(pid) || pids.has(parent));

const shareOf = (
  part: Share['part'],
  all: readonly ProcessSeen[],
  pids: readonly number[],
): Share | undefined => {
  const own = withChildren(all, new Set(pids));
  const [first] = own;
  return first
    ? {
        part,
        name: first.name,
        rssKiB: own.reduce((sum, { rssKiB }) => sum + rssKiB, 0),
        cpuPercent: own.reduce((sum, { cpuPercent }) => sum + cpuPercent, 0),
      }
    : undefined;
};

/** Where the site's own server blocks listen, or any others that have no name of their own. */
const webPids = ({ listeners: { listeners }, nginx }: SharesSeen): readonly number[] => {
  const ports = new Set(nginx.servers.flatMap(({ listens }) => listens.flatMap(({ port }) => port ?? [])));
  return listeners
    .filter(({ port }) => port !== undefined && ports.has(port))
    .flatMap(({ processes }) => processes.filter(isNginx).map(({ pid }) => pid));
};

/** Of the three parts, those whose processes run on this machine, by the arrows between them. */
export const sharesOf = (seen: SharesSeen, name: string): readonly Share[] => {
  const { processes, listeners, nginx, links } = seen;
  const heard = backendsFor(nginx, name).flatMap((one) => listenersAt(listeners.listeners, one));
  const app = heard.flatMap((one) => one.processes.map(({ pid }) => pid));
  const own = links.links.filter(({ pid }) => pid !== undefined && app.includes(pid));
  const database = own.flatMap(({ protocol, to, port = 0 }) =>
    listenersAt(
      listeners.listeners,
      protocol === 'unix' ? { kind: 'unix', path: to } : { kind: 'tcp', host: to, port },
    ).flatMap((one) => one.processes.map(({ pid }) => pid)),
  );
  const all = processes.processes;
  return [shareOf('web', all, webPids(seen)), shareOf('app', all, app), shareOf('db', all, database)].flatMap(
    (share) => share ?? [],
  );
};
