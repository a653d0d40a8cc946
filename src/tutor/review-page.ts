import { harmlessJson } from '../model/harmless.ts';
import { wrapped } from '../model/lines.ts';
import type { Screen } from '../model/screen.ts';
import { feedbackText, stepText } from './page.ts';
import { renderProse } from './prose.ts';
import { howToAnswer, markOf, offeredIn } from './questions/forms.ts';
import type { Reason, ReviewQuestion } from './review.ts';
import type { QuizStep } from './types.ts';

const why: Readonly<Record<Reason, string>> = {
  missed: 'you were wrong about this once',
  met: 'something of this kind was broken where you looked',
  learned: 'you have learned this, and it is time again',
};

/** `2 of 5, from dns/records: you were wrong about this once`. */
const headText = ({ lesson, reason }: ReviewQuestion, at: number, all: number, screen: Screen): string =>
  screen.ink.faint(wrapped(`${at + 1} of ${all}, from ${lesson}: ${why[reason]}`, screen.columns).join('\n'));

/** One question; with its choices where no prompt offers them. */
export const reviewText = (
  question: ReviewQuestion,
  at: number,
  all: number,
  screen: Screen,
  withChoices = false,
): string => `${headText(question, at, all, screen)}\n\n${stepText(question.step, screen, withChoices)}`;

/** What is said of a judged sentence: the fact, once. */
export const statementFeedback = (step: QuizStep, answer: string, screen: Screen): string => {
  const { right, because, mistakes } = markOf(step, answer);
  return right
    ? `${screen.ink.good('Correct.')}\n${renderProse(because.join(' '), screen)}`
    : renderProse(`**Not so.** ${mistakes.join(' ')}`, screen);
};

/** What is said after an answer. */
export const reviewFeedback = (question: ReviewQuestion, answer: string, screen: Screen): string =>
  question.isStatement
    ? statementFeedback(question.step, answer, screen)
    : feedbackText(question.step, answer, undefined, screen);

const schema = 1;

/** What is due, as one JSON document; without the answers. */
export const reviewJson = (questions: readonly ReviewQuestion[], next: string | undefined): string =>
  `${harmlessJson({
    schema,
    due: questions.map(({ idea, lesson, reason, step }) => ({
      idea,
      lesson,
      reason,
      ask: step.ask,
      form: step.form,
      offered: offeredIn(step),
      answer: howToAnswer(step),
    })),
    next: next ?? null,
  })}\n`;
