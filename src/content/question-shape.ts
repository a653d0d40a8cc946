import * as v from 'valibot';
import { bare } from '../tutor/questions/fill.ts';
import { id, sentence } from './text-shape.ts';

/** What a prompt takes for a way on. */
const reserved = new Set(['back', 'skip', 'list', 'quit', '-']);

const choiceShape = v.pipe(
  v.strictObject({
    text: sentence,
    right: v.optional(v.boolean(), false),
    because: sentence,
    misconception: v.exactOptional(id),
    when: v.exactOptional(v.string()),
  }),
  v.check(
    ({ right, misconception }) => right || misconception !== undefined,
    'a wrong choice names its misconception',
  ),
);

const differ = (texts: readonly string[]): boolean => new Set(texts).size === texts.length;

const choices = v.pipe(
  v.array(choiceShape),
  v.minLength(2, 'a question has at least two choices'),
  v.maxLength(6),
  v.check((all) => differ(all.map(({ text }) => text)), 'two choices are the same'),
);

export const oneRight = v.pipe(
  choices,
  v.check((all) => all.filter(({ right }) => right).length === 1, 'exactly one choice is right'),
  v.check(
    (all) => all.every(({ right, misconception }) => right === (misconception === undefined)),
    'a right choice names no misconception',
  ),
);

const someRight = v.pipe(
  choices,
  v.check((all) => all.filter(({ right }) => right).length > 1, 'more than one choice is right'),
  v.check((all) => all.some(({ right }) => !right), 'at least one choice is wrong'),
);

const placed = v.strictObject({
  text: sentence,
  because: v.exactOptional(sentence),
  misconception: v.exactOptional(id),
});

const items = v.pipe(
  v.array(placed),
  v.minLength(3, 'there are at least three things to put in order'),
  v.maxLength(7),
  v.check((all) => differ(all.map(({ text }) => text)), 'two things are the same'),
  v.check(
    (all) => all.slice(1).every(({ because, misconception }) => because && misconception),
    'each thing but the first says because what it follows the one before, and names the misconception of who puts it earlier',
  ),
);

const short = v.pipe(v.string(), v.trim(), v.minLength(1));

const pair = v.strictObject({ left: short, right: sentence, because: sentence, misconception: id });

const pairs = v.pipe(
  v.array(pair),
  v.minLength(3, 'there are at least three pairs'),
  v.maxLength(6),
  v.check((all) => differ(all.map(({ left }) => left)), 'two left sides are the same'),
  v.check((all) => differ(all.map(({ right }) => right)), 'two right sides are the same'),
);

const word = v.pipe(
  v.union([v.string(), v.pipe(v.number(), v.transform(String))]),
  v.check((text) => bare(text) !== '', 'is empty'),
  v.check((text) => !text.includes(','), 'has a comma, which sets answers apart'),
  v.check((text) => !reserved.has(bare(text)), 'is what a prompt takes for a way on'),
);
const someWords = v.pipe(v.array(word), v.minLength(1));

/** Every form of a question; without a `form`, one choice is right. */
export const quizShape = v.pipe(
  v.looseObject({ form: v.optional(v.string(), 'choose') }),
  v.variant('form', [
    v.strictObject({ form: v.literal('choose'), ask: sentence, choices: oneRight }),
    v.strictObject({ form: v.literal('several'), ask: sentence, choices: someRight }),
    v.strictObject({ form: v.literal('order'), ask: sentence, items }),
    v.strictObject({ form: v.literal('match'), ask: sentence, pairs }),
    v.strictObject({
      form: v.literal('fill'),
      ask: sentence,
      answers: someWords,
      because: sentence,
      wrong: v.pipe(
        v.array(v.strictObject({ answers: someWords, because: sentence, misconception: id })),
        v.minLength(1, 'at least one wrong answer has its reason'),
      ),
    }),
    v.strictObject({
      form: v.literal('say'),
      ask: sentence,
      points: v.pipe(
        v.array(v.strictObject({ text: sentence, misconception: id })),
        v.minLength(2, 'an answer has at least two points'),
        v.maxLength(5),
      ),
    }),
  ]),
);
