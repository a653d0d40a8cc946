import { wrapped } from '../model/lines.ts';
import { bareLine } from '../tutor/prose.ts';
import { howToAnswer, readAnswer } from '../tutor/questions/forms.ts';
import { letter } from '../tutor/questions/letters.ts';
import type { QuizStep } from '../tutor/types.ts';
import type { Terminal } from './terminal.ts';

export type PickedAnswer =
  { readonly to: 'skip' | 'quit' } | { readonly to: 'answer'; readonly answer: string };

/** Picks one of the choices, and says which. */
const pickChoice = async (
  { ask, out, screen }: Terminal,
  texts: readonly string[],
): Promise<PickedAnswer> => {
  const names = texts.map((text, index) => `${letter(index)}) ${bareLine(text, screen)}`);
  const picked = await ask.select<PickedAnswer>('Your answer?', [
    ...names.map((name, index) => {
      const value: PickedAnswer = { to: 'answer', answer: letter(index) };
      return { name, value };
    }),
    { name: 'Skip this question', value: { to: 'skip' } },
    { name: 'Quit', value: { to: 'quit' } },
  ]);
  const said = picked.to === 'answer' ? names[picked.answer.charCodeAt(0) - 97] : undefined;
  if (said !== undefined) out(wrapped(said, screen.columns, '> ', '     ').join('\n'));
  return picked;
};

const typeAnswer = async ({ ask }: Terminal, step: QuizStep): Promise<PickedAnswer> => {
  const how = howToAnswer(step);
  const read = (typed: string): PickedAnswer | undefined => {
    const word = typed.trim().toLowerCase();
    if (word === 'skip' || word === 'quit') return { to: word };
    const answer = readAnswer(step, typed);
    return answer === undefined ? undefined : { to: 'answer', answer };
  };
  const wrong = `This takes ${how}; or one of: skip, quit.`;
  const typed = await ask.text(`Type ${how}. Or: skip, quit.`, (text) => (read(text) ? undefined : wrong));
  return read(typed) ?? { to: 'quit' };
};

/** An answer to a question that stands outside a lesson, or a way on. @throws {PromptClosed} */
export const pickAnswer = (terminal: Terminal, step: QuizStep): Promise<PickedAnswer> =>
  step.form === 'choose'
    ? pickChoice(
        terminal,
        step.choices.map(({ text }) => text),
      )
    : typeAnswer(terminal, step);
