import { behindNginx } from './arrow.ts';
import type { AccountsSeen } from './seen/accounts.ts';
import type { Link, LinksSeen } from './seen/links.ts';
import type { ListenersSeen } from './seen/listeners.ts';
import type { NginxSeen } from './seen/nginx.ts';
import type { Target } from './target.ts';

/** Whose connections a database is full of. */
export type HeldCause = 'held-by-program' | 'held-by-another' | 'limit-too-small';

export interface HeldSeen {
  readonly accounts?: AccountsSeen;
  readonly links?: LinksSeen;
  readonly nginx?: NginxSeen;
  readonly listeners?: ListenersSeen;
}

export interface Held {
  /** Absent when it was not seen which program it is. */
  readonly cause?: HeldCause;
  readonly because: string;
}

/** Of all: with less than that nothing is said of a database that was full a moment ago. */
const full = 0.9;
/** Of all connections by one account, and of its connections asleep: without it there would be room. */
const most = 0.75;

type Named = Readonly<Pick<Link, 'pid' | 'name'>>;

/** The program that has most of these connections; its processes may each have one. */
const programOf = (links: readonly Named[]): string => {
  const counts = new Map<string, number>();
  for (const { name = '' } of links) counts.set(name, (counts.get(name) ?? 0) + 1);
  const [first] = [...counts].toSorted(([, one], [, other]) => other - one);
  const name = first?.[0] ?? '';
  const pid = links.find((link) => (link.name ?? '') === name)?.pid;
  return `${name || 'a program'} (process ${pid ?? 'unknown'})`;
};

const shownHolder = ({ user, connections, asleep }: AccountsSeen['held'][number]): string =>
  `the user ${user.slice(0, 40)} holds ${connections}, of which ${asleep} are idle`;

/** Of a database that has no connection left: who holds them. */
export const heldBy = (
  { accounts, links, nginx, listeners }: HeldSeen,
  { site }: Target,
): Held | undefined => {
  const { held = [], maxConnections: limit } = accounts ?? {};
  const [first, ...rest] = held.toSorted((one, other) => other.connections - one.connections);
  const all = held.reduce((sum, { connections }) => sum + connections, 0);
  if (!first || limit === undefined || all < full * limit) return undefined;
  const because = `${limit} connections are allowed; ${[first, ...rest.slice(0, 2)].map(shownHolder).join(', ')}`;
  if (first.connections < most * limit || first.asleep < most * first.connections)
    return { cause: 'limit-too-small', because };
  if (!links || !nginx || !listeners) return { because };
  const ours = new Set(
    behindNginx(nginx, listeners, site.ascii).flatMap(({ processes }) => processes.map(({ pid }) => pid)),
  );
  const seen = links.links.filter(({ pid }) => pid !== undefined);
  const others = seen.filter(({ pid }) => !ours.has(pid ?? 0));
  const half = links.links.length / 2;
  if (ours.size > 0 && seen.length - others.length > half)
    return { cause: 'held-by-program', because: `${because}; they lead to the program behind Nginx` };
  return ours.size > 0 && others.length > half
    ? {
        cause: 'held-by-another',
        because: `${because}; they lead to ${programOf(others)}, which is not the program behind Nginx`,
      }
    : { because };
};
