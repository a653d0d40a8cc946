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
