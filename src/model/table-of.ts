/**
 * A table that may be asked with text from outside. An object literal also answers to `constructor` and `__proto__`, which it
 * never held; this one answers nothing to them.
 */
export const tableOf = <T>(entries: Readonly<Record<string, T>>): Readonly<Record<string, T>> =>
  Object.assign(Object.create(null) as Record<string, T>, entries);
