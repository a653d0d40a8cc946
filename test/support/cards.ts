import { Ajv } from 'ajv';
import { expect } from 'vitest';
import { createMasks } from '../../src/saved/mask.ts';
import { judgeCard, type ExerciseCard } from '../../src/tutor/exercise-card.ts';
import schema from '../../src/tutor/exercise-card.schema.json' with { type: 'json' };
import { cardJson } from '../../src/tutor/exercise-page.ts';
import { readCards } from '../../src/tutor/read-card.ts';
import type { Exercise } from '../../src/tutor/types.ts';

const fits = new Ajv({ strict: false }).compile(schema);

/** Holds a document of `exercise check` to the published, closed schema. */
export const expectInSchema = (document: unknown): void => {
  fits(document);
  expect(fits.errors ?? []).toEqual([]);
};

/** The text of a card as `--save` keeps it. */
export const savedText = (exercise: Exercise, card: ExerciseCard): string => {
  const { deep } = createMasks(JSON.stringify(exercise.requirements));
  return cardJson(exercise, deep(card), { tool: { name: 'infra-tutor', version: '0.1.0' }, masked: [] });
};

/** What the saved card comes to when it is judged again. */
export const replayed = (exercise: Exercise, card: ExerciseCard) => {
  const text = savedText(exercise, card);
  expectInSchema(JSON.parse(text));
  const read = readCards(text);
  if (read.kind !== 'card') throw new Error('one card became those of a class');
  return judgeCard(exercise, read.card).map(({ id, status, reason }) => ({ id, status, reason }));
};
