/** What was typed cannot be done: exit code 2, one sentence, and what to type instead. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}
