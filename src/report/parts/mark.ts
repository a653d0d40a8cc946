import type { HopVerdict, Status } from '../../model/report.ts';
import type { Ink, Screen } from '../../model/screen.ts';

interface Mark {
  readonly unicode: string;
  readonly ascii: string;
  readonly word: string;
  readonly ink: keyof Ink;
}

/** Every mark has a word beside it: neither the sign nor its colour carries meaning alone. */
export const marks: Readonly<Record<Status, Mark>> = {
  ok: { unicode: '✔', ascii: '+', word: 'ok', ink: 'good' },
  warn: { unicode: '!', ascii: '!', word: 'warn', ink: 'warn' },
  broken: { unicode: '✖', ascii: 'x', word: 'BROKEN', ink: 'bad' },
  unknown: { unicode: '?', ascii: '?', word: 'unknown', ink: 'faint' },
  blocked: { unicode: '·', ascii: '.', word: 'blocked', ink: 'faint' },
  skipped: { unicode: '-', ascii: '-', word: 'skipped', ink: 'faint' },
  error: { unicode: '✖', ascii: 'x', word: 'ERROR', ink: 'bad' },
};

export const markWidth = 9;

/** `✔ ok`, padded, in its colour. */
export const mark = (status: Status, { unicode, ink }: Screen): string => {
  const { word, ...rest } = marks[status];
  return ink[rest.ink](`${unicode ? rest.unicode : rest.ascii} ${word}`.padEnd(markWidth));
};

const products: Readonly<Partial<Record<HopVerdict['hop'], string>>> = {
  web: 'Nginx',
  db: 'MySQL',
  app: 'an application server',
};

/** ` (stand-in for Nginx)` where the lab has no real one. */
export const standIn = ({ hop, real }: HopVerdict): string =>
  real === false ? ` (stand-in for ${products[hop] ?? 'the real one'})` : '';
