/** Something the lab cannot do: a sentence for people, and what they can do about it. */
export class LabError extends Error {
  override readonly name = 'LabError';
  /** One step to take, as an order. */
  readonly advice: string;
  /** `port-taken` is worth another try with other ports; nothing else is. */
  readonly code: 'port-taken' | 'other';

  constructor(says: string, advice: string, options: ErrorOptions & { code?: 'port-taken' } = {}) {
    super(says, options);
    this.advice = advice;
    this.code = options.code ?? 'other';
  }
}

/** The operating system's code of an error (`EADDRINUSE`), or nothing. */
export const codeOf = (error: unknown): string | undefined =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;

/** What the system says when files cannot be written or copied, as a sentence; any other error as it is. */
export const aboutFiles = (part: string, error: unknown): unknown => {
  const code = codeOf(error);
  if (error instanceof LabError || code === undefined || !/^E[A-Z0-9]+$/.test(code)) return error;
  const isFull = code === 'ENOSPC' || code === 'EDQUOT';
  return new LabError(
    `The lab could not make the files of its part ${part} (${code}).`,
    isFull ? 'Make room on the disk, and try again: df -h shows what is full.' : 'Look at the error code.',
    { cause: error },
  );
};
