import type { ListenersSeen } from './seen/listeners.ts';
import type { ProcessesSeen, ProcessSeen } from './seen/processes.ts';
import type { Target } from './target.ts';
import { isNginx } from './servers.ts';

interface Seen {
  readonly processes?: ProcessesSeen;
  readonly listeners?: ListenersSeen;
}

/**
 * The processes of the Nginx that takes the connections of this site. Where whose the ports are may not be seen, those of
 * the only Nginx there is.
 */
export const nginxOf = (
  { processes, listeners }: Seen,
  { ports }: Pick<Target, 'ports'>,
): readonly ProcessSeen[] => {
  const all = (processes?.processes ?? []).filter(isNginx);
  const there = (listeners?.listeners ?? []).filter(
    ({ port }) => port === ports.http || port === ports.https,
  );
  const held = new Set(there.flatMap((one) => one.processes.filter(isNginx).map(({ pid }) => pid)));
  if (held.size > 0) return all.filter(({ pid }) => held.has(pid));
  const isHidden = there.some((one) => one.processes.length === 0);
  const isWatched = ({ parent }: ProcessSeen): boolean => all.some(({ pid }) => pid === parent);
  return isHidden && all.filter((one) => !isWatched(one)).length === 1 ? all : [];
};

/** Those of them that answer visitors; the first process only watches over them, and reads the configuration. */
export const workersOf = (seen: Seen, target: Pick<Target, 'ports'>): readonly ProcessSeen[] => {
  const all = nginxOf(seen, target);
  const workers = all.filter(({ parent }) => all.some(({ pid }) => pid === parent));
  return workers.length > 0 ? workers : all;
};
