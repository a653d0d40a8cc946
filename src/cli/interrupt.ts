/**
 * Runs `work` with a signal that Ctrl-C aborts with the reason `interrupted`. A second Ctrl-C ends the process at once.
 */
export const interruptible = async <T>(work: (signal: AbortSignal) => Promise<T>): Promise<T> => {
  const controller = new AbortController();
  const onSignal = (name: string): void => {
    // Somebody who presses Ctrl-C twice has no patience left; a second SIGTERM (two `lab down` at once) has.
    if (controller.signal.aborted && name === 'SIGINT') process.exit(130);
    controller.abort('interrupted');
  };
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
  for (const name of signals) process.on(name, onSignal);
  try {
    return await work(controller.signal);
  } finally {
    for (const name of signals) process.off(name, onSignal);
  }
};
