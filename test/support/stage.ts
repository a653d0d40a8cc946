import type { TestContext } from 'vitest';
import { NotAllowed, NotHere } from './servers/program.ts';

/** What a test is staged with: everything it opens is closed when it ends, the last first, however it ends. */
export interface Stage {
  defer(close: () => unknown): void;
  use<T extends AsyncDisposable>(resource: T): T;
}

const stageOf = (closers: (() => unknown)[]): Stage => ({
  defer: (close) => void closers.push(close),
  use(resource) {
    closers.push(() => resource[Symbol.asyncDispose]());
    return resource;
  },
});

const closeAll = async (closers: readonly (() => unknown)[]): Promise<void> => {
  const problems: unknown[] = [];
  for (const close of closers.toReversed())
    await Promise.resolve()
      .then(close)
      .catch((error: unknown) => problems.push(error));
  if (problems.length > 0) throw new AggregateError(problems, 'not everything could be closed');
};

/** A stage for all tests of a file; whoever makes it ends it. */
export const makeStage = (): Stage & { end(): Promise<void> } => {
  const closers: (() => unknown)[] = [];
  return { ...stageOf(closers), end: () => closeAll(closers) };
};

/**
 * What a test does, on a stage. Where a program that it needs is not installed, it is skipped with the reason; with
 * CI=true it fails, but for what the computer does not let anybody do.
 */
export const staged =
  (run: (stage: Stage) => Promise<unknown>) =>
  async (context: TestContext): Promise<void> => {
    const closers: (() => unknown)[] = [];
    try {
      await run(stageOf(closers));
    } catch (error) {
      const isMissing = error instanceof NotHere && process.env['CI'] !== 'true';
      if (!isMissing && !(error instanceof NotAllowed)) throw error;
      context.skip(error.message);
    } finally {
      await closeAll(closers);
    }
  };
