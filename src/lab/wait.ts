import { setTimeout as sleep } from 'node:timers/promises';

/**
 * Asks until the answer is yes.
 * @returns false when it was never yes within `ms` milliseconds
 */
export const until = async (
  yes: () => boolean | Promise<boolean>,
  { ms, every = 10 }: { readonly ms: number; readonly every?: number },
): Promise<boolean> => {
  const deadline = performance.now() + ms;
  while (!(await yes())) {
    if (performance.now() > deadline) return false;
    await sleep(every);
  }
  return true;
};

/** Whether the promise settles within `ms` milliseconds. */
export const settles = async (promise: Promise<unknown>, ms: number): Promise<boolean> => {
  const stop = new AbortController();
  const late = sleep(ms, false, { signal: stop.signal }).catch(() => false);
  const settled = promise.then(
    () => true,
    () => true,
  );
  const first = await Promise.race([settled, late]);
  stop.abort();
  return first;
};
