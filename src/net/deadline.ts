import { setMaxListeners } from 'node:events';

/** What ended a step: its own time was over, or the run was ended first (its deadline, Ctrl-C). */
type TimeUp = 'silent' | 'cut-short';

interface Deadline {
  readonly signal: AbortSignal;
  stop(): void;
}

/**
 * A signal that fires after `ms` milliseconds or with `outer`, whichever is first; `timeUp` tells which of them it was.
 * `stop` must be called when the work is done: a pending timer keeps the process alive.
 */
export const deadline = (ms: number, outer: AbortSignal): Deadline => {
  const inner = new AbortController();
  const end = (): void => inner.abort((outer.aborted ? 'cut-short' : 'silent') satisfies TimeUp);
  const timer = setTimeout(end, ms);
  if (outer.aborted) end();
  // As many steps as are under way at once listen to the same signal, each until its own `stop`: that is no leak.
  setMaxListeners(0, outer);
  outer.addEventListener('abort', end, { once: true });
  return {
    signal: inner.signal,
    stop() {
      clearTimeout(timer);
      outer.removeEventListener('abort', end);
    },
  };
};

/** Why the signal of a `deadline` fired. */
export const timeUp = ({ reason }: AbortSignal): TimeUp => (reason === 'cut-short' ? 'cut-short' : 'silent');

/** Calls `late` when the signal fires, and at once when it has fired already. */
export const whenLate = (signal: AbortSignal, late: () => void): void => {
  if (signal.aborted) late();
  else signal.addEventListener('abort', late, { once: true });
};

/** Milliseconds since `start`, to a hundredth. */
export const since = (start: number): number => Math.round((performance.now() - start) * 100) / 100;
