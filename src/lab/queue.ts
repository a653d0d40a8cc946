/** Runs one piece of work at a time, in the order in which they were asked for. */
export const makeQueue = () => {
  let last: Promise<unknown> = Promise.resolve();
  return (work: () => Promise<void>): Promise<void> => {
    const done = last.then(work);
    last = done.catch(() => undefined);
    return done;
  };
};
