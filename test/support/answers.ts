import { letter } from '../../src/tutor/questions/letters.ts';
import { offeredIn, readAnswer } from '../../src/tutor/questions/forms.ts';
import type { Question } from '../../src/tutor/questions/question.ts';

const arrangements = (signs: readonly string[]): string[] =>
  signs.length < 2
    ? [signs.join('')]
    : signs.flatMap((sign) =>
        arrangements(signs.filter((other) => other !== sign)).map((rest) => `${sign}${rest}`),
      );

const typed = (question: Question): readonly string[] => {
  const signs = offeredIn(question)
    .map(({ mark }) => mark.charAt(0))
    .filter((sign) => /[a-z]/.test(sign));
  if (question.form === 'fill')
    return [...question.answers, ...question.wrong.flatMap(({ answers }) => answers), 'x'];
  if (question.form === 'order' || question.form === 'match') return arrangements(signs);
  if (question.form === 'choose') return signs;
  const sets = Array.from({ length: 2 ** signs.length }, (_, bits) =>
    signs.filter((_sign, index) => (bits >> index) % 2 === 1).join(''),
  );
  return sets.map((set) => set || '0');
};

/** Every answer that this question takes; of the words that can be typed, those it knows and one that it does not. */
export const sampleAnswers = (question: Question): readonly string[] =>
  typed(question).filter((answer) => readAnswer(question, answer) !== undefined);

/** The answer that is right. */
export const rightAnswer = (question: Question): string => {
  const signs = (indexes: readonly number[]): string => indexes.map(letter).join('');
  const shown = offeredIn(question).map(({ text }) => text);
  switch (question.form) {
    case 'choose':
    case 'several':
      return signs(question.choices.flatMap(({ right }, index) => (right ? [index] : [])));
    case 'order':
      return signs(question.items.map(({ text }) => shown.indexOf(text)));
    case 'match':
      return signs(question.pairs.map(({ right }) => shown.slice(question.pairs.length).indexOf(right)));
    case 'fill':
      return question.answers[0] ?? '';
    case 'say':
      return signs(question.points.map((_, index) => index));
  }
};
