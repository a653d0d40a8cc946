import type { ScoreCard } from './card.ts';
import type { Rehearsal } from './state.ts';
import { isPlain } from '../../model/plain.ts';

/** What is kept of the rehearsals. */
export interface Rehearsed {
  /** When it was last touched, ISO 8601. */
  readonly at: string;
  /** The one that is not ended. */
  readonly open?: Rehearsal;
  readonly last?: ScoreCard;
}

const isText = (value: unknown): boolean => typeof value === 'string';

const isDate = (value: unknown): boolean => isText(value) && !Number.isNaN(Date.parse(String(value)));

const isCount = (value: unknown): boolean => typeof value === 'number' && value >= 0;

const isMark = (value: unknown): boolean => ['full', 'half', 'none'].includes(String(value));

const listOf = (value: unknown, holds: (one: unknown) => boolean): boolean =>
  Array.isArray(value) && value.every(holds);

const recordOf = (value: unknown, holds: (one: unknown) => boolean): boolean =>
  isPlain(value) && Object.values(value).every(holds);

const isAnswered = (value: unknown): boolean =>
  isPlain(value) && listOf(value['said'], isText) && isMark(value['mark']);

const isOpen = (value: unknown): boolean =>
  isPlain(value) &&
  isDate(value['begun']) &&
  isCount(value['usedMs']) &&
  isCount(value['at']) &&
  Number.isInteger(value['at']) &&
  ['ask', 'more', 'after'].includes(String(value['phase'])) &&
  listOf(value['draft'], isText) &&
  recordOf(value['drawn'], isText) &&
  recordOf(value['answers'], isAnswered) &&
  recordOf(value['own'], isMark);

const isPoint = (value: unknown): boolean =>
  isPlain(value) &&
  isText(value['id']) &&
  isMark(value['mark']) &&
  (value['ruled'] === undefined || isMark(value['ruled']));

const isForm = (value: unknown): boolean =>
  isPlain(value) && ['startsWithUser', 'english'].every((key) => typeof value[key] === 'boolean');

const isCard = (value: unknown): boolean =>
  isPlain(value) &&
  isDate(value['at']) &&
  isDate(value['begun']) &&
  isCount(value['usedMs'] ?? 0) &&
  listOf(value['points'], isPoint) &&
  (value['form'] === undefined || isForm(value['form'])) &&
  isCount(value['drawn'] ?? 0) &&
  typeof value['confirmed'] === 'boolean';

/** Whether a progress file can hold this. */
export const isRehearsed = (value: unknown): boolean =>
  isPlain(value) &&
  isDate(value['at']) &&
  (value['open'] === undefined || isOpen(value['open'])) &&
  (value['last'] === undefined || isCard(value['last']));

const laterCard = (a: ScoreCard | undefined, b: ScoreCard | undefined): ScoreCard | undefined =>
  a && b ? (b.at > a.at ? b : a) : (a ?? b);

/** Of two computers: the rehearsal that was touched last goes on; of the cards, the later one is kept. */
export const mergedRehearsed = (a: Rehearsed, b: Rehearsed): Rehearsed => {
  const { at, open } = b.at > a.at ? b : a;
  const last = laterCard(a.last, b.last);
  return { at, ...(open ? { open } : {}), ...(last ? { last } : {}) };
};
