import type { LabDescription } from '../lab/description.ts';

/** Hands the running lab to `use`, or one that is started for it and stopped after it, however `use` ends. */
export const withLab = async <T>(
  options: { readonly signal: AbortSignal; readonly requireReal?: boolean },
  use: (lab: LabDescription) => Promise<T>,
): Promise<T> => {
  const { runningLab } = await import('../lab/registry.ts');
  const running = await runningLab();
  if (running) return use(running);
  const { startStack } = await import('../lab/stack.ts');
  const stack = await startStack(options);
  try {
    return await use(stack.description);
  } finally {
    await stack.stop();
  }
};
