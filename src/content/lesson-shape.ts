import * as v from 'valibot';
import { hops } from '../model/hops.ts';
import { oneRight } from './question-shape.ts';
import { id, sentence, unitId } from './text-shape.ts';

const page = v.picklist(['static', 'program', 'data']);
const part = v.picklist(['web', 'app', 'db']);

export const matterShape = v.strictObject({
  title: sentence,
  hop: v.exactOptional(v.picklist(hops)),
  minutes: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(30)),
  after: v.array(unitId),
  teaches: v.pipe(v.array(v.union([v.pipe(v.string(), v.regex(/^[ABC][1-7]$/)), id])), v.minLength(1)),
  takeaway: sentence,
});

const lookShape = v.variant('see', [
  v.strictObject({ see: v.literal('journey'), name: sentence }),
  v.strictObject({ see: v.literal('records'), name: sentence, missing: sentence }),
  v.strictObject({ see: v.literal('existence'), names: v.pipe(v.array(sentence), v.minLength(2)) }),
  v.strictObject({ see: v.literal('walk'), name: sentence }),
  v.strictObject({ see: v.literal('programs') }),
  v.strictObject({ see: v.literal('memory') }),
  v.strictObject({ see: v.literal('database-port') }),
  v.strictObject({ see: v.literal('second-visit') }),
  v.strictObject({ see: v.literal('page-files') }),
  v.strictObject({ see: v.literal('ports') }),
  v.strictObject({ see: v.literal('certificate'), name: sentence }),
  v.strictObject({ see: v.literal('headers'), header: sentence }),
  v.strictObject({ see: v.literal('without'), part, pages: v.pipe(v.array(page), v.minLength(1)) }),
  v.strictObject({ see: v.literal('new-code') }),
  v.strictObject({ see: v.literal('restart'), part, page }),
  v.strictObject({
    see: v.literal('crowd'),
    page,
    visitors: v.pipe(v.number(), v.integer(), v.minValue(2), v.maxValue(100)),
  }),
]);

export const predictShape = v.pipe(
  v.strictObject({ ask: sentence, choices: oneRight, look: lookShape, explain: sentence }),
  v.transform((written) => ({ form: 'choose' as const, ...written })),
  v.check(
    ({ choices }) => choices.some(({ right, when }) => right && when !== undefined),
    'the right choice says `when`: the answer of the look that proves it',
  ),
);

export const misconceptionShape = v.strictObject({ fact: sentence, wrong: sentence, right: sentence });
