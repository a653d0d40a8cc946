/**
 * A signal that fires after `ms` milliseconds or with `outer`, whichever is first.
 * `stop` must be called when the work is done: a pending timer keeps the process alive.
 */
export const deadline = (ms: number, outer: AbortSignal): { readonly signal: AbortSignal; stop(): void } => {
  const inner = new AbortController();
  const end = (): void => inner.abort();
  const timer = setTimeout(end, ms);
  if (outer.aborted) end();
  outer.addEventListener('abort', end, { once: true });
  return {
    signal: inner.signal,
    stop() {
      clearTimeout(timer);
      outer.removeEventListener('abort', end);
    },
  };
};

/** Milliseconds since `start`, to a hundredth. */
export const since = (start: number): number => Math.round((performance.now() - start) * 100) / 100;
