import type { Question } from './question.ts';

const partsOf = (question: Question): readonly { readonly misconception?: string }[] => {
  switch (question.form) {
    case 'choose':
    case 'several':
      return question.choices;
    case 'order':
      return question.items;
    case 'match':
      return question.pairs;
    case 'fill':
      return question.wrong;
    case 'say':
      return question.points;
  }
};

/** The wrong ideas that an answer to this question can show. */
export const ideasIn = (question: Question): readonly string[] => [
  ...new Set(partsOf(question).flatMap(({ misconception }) => misconception ?? [])),
];
