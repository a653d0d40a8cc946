import { harmlessJson } from '../../model/harmless.ts';
import type { Card } from '../card.ts';

const schema = 1;

const entry = ({ file, kind, score, full, points, form, misconceptions, cutAt }: Card) => ({
  file,
  kind,
  score,
  full,
  points,
  form,
  misconceptions,
  ...(cutAt === undefined ? {} : { cutAt }),
});

/** One document: of one file, or of several in the order in which they were named. */
export const gradeJson = (cards: readonly Card[], several: boolean): string => {
  const [first] = cards;
  return `${harmlessJson(several || !first ? { schema, files: cards.map(entry) } : { schema, ...entry(first) })}\n`;
};
