import type { Reached } from '../model/seen/reached.ts';

const reached: Readonly<Record<string, Exclude<Reached, 'open'>>> = {
  ECONNREFUSED: 'refused',
  ETIMEDOUT: 'silent',
  EHOSTUNREACH: 'unreachable',
  ENETUNREACH: 'unreachable',
  EHOSTDOWN: 'unreachable',
  ENETDOWN: 'unreachable',
  EADDRNOTAVAIL: 'unreachable',
  ECONNRESET: 'reset',
  EPIPE: 'reset',
};

/** The code of an error, or its class's name when it has none. */
export const codeOf = (error: unknown): string => {
  if (!(error instanceof Error)) return 'UNKNOWN';
  const { code } = error as Error & { code?: unknown };
  return typeof code === 'string' ? code : error.name;
};

/** How a connection attempt ended, by the operating system's code. */
export const reachedBy = (code: string): Exclude<Reached, 'open'> => reached[code] ?? 'failed';
