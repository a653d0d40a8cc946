import { choose } from './choose.ts';
import { fill } from './fill.ts';
import { match } from './match.ts';
import { order } from './order.ts';
import type { Form, Mark, Offered, Question } from './question.ts';
import { say } from './say.ts';
import { several } from './several.ts';

const forms: { readonly [F in Question['form']]: Form<Extract<Question, { form: F }>> } = {
  choose,
  several,
  order,
  match,
  fill,
  say,
};

const formOf = (question: Question): Form<Question> => forms[question.form];

/** What is shown below a question. */
export const offeredIn = (question: Question): readonly Offered[] => formOf(question).offered(question);

/** How an answer is typed, to go on in "Type …". */
export const howToAnswer = (question: Question): string => formOf(question).how(question);

/** The answer that was typed, as it is kept; none when it is not an answer to this question. */
export const readAnswer = (question: Question, typed: string): string | undefined =>
  formOf(question).read(question, typed);

/** An answer that `readAnswer` gave, judged. */
export const markOf = (question: Question, answer: string): Mark => formOf(question).mark(question, answer);
