import { wrapped } from '../model/lines.ts';
import { bareLine } from '../tutor/prose.ts';
import { howToAnswer, readAnswer } from '../tutor/questions/forms.ts';
import { letter } from '../tutor/questions/letters.ts';
import type { QuizStep } from '../tutor/types.ts';
import type { Terminal } from './terminal.ts';

/** An answer, or a way on without one. */
export type PickedAnswer<W extends string> =
  { readonly to: W } | { readonly to: 'answer'; readonly answer: string };

/** Picks one of the choices, and says which. */
const pickChoice = async <W extends string>(
  { ask, out, screen }: Terminal,
  texts: readonly string[],
  ways: readonly W[],
  wayNames: Readonly<Record<W, string>>,
): Promise<PickedAnswer<W>> => {
  const names = texts.map((text, index) => `${letter(index)}) ${bareLine(text, screen)}`);
  const picked = await ask.select<PickedAnswer<W>>('Your answer?', [
    ...names.map((name, index) => {
      const value: PickedAnswer<W> = { to: 'answer', answer: letter(index) };
      return { name, value };
    }),
    ...ways.map((to) => ({ name: wayNames[to], value: { to } })),
  ]);
  const said = 'answer' in picked ? names[picked.answer.charCodeAt(0) - 97] : undefined;
  if (said !== undefined) out(wrapped(said, screen.columns, '> ', '     ').join('\n'));
  return picked;
};

const typeAnswer = async <W extends string>(
  { ask }: Terminal,
  step: QuizStep,
  ways: readonly W[],
): Promise<PickedAnswer<W>> => {
  const how = howToAnswer(step);
  const read = (typed: string): PickedAnswer<W> | undefined => {
    const to = ways.find((way) => way === typed.trim().toLowerCase());
    if (to !== undefined) return { to };
    const answer = readAnswer(step, typed);
    return answer === undefined ? undefined : { to: 'answer', answer };
  };
  const wrong = `This takes ${how}; or one of: ${ways.join(', ')}.`;
  const typed = await ask.text(`Type ${how}. Or: ${ways.join(', ')}.`, (text) =>
    read(text) ? undefined : wrong,
  );
  const picked = read(typed);
  // The prompt lets nothing else through.
  if (!picked) throw new Error(`no answer: ${typed}`);
  return picked;
};

/** An answer to a question that stands outside a lesson, or one of these ways on, by these names. @throws {PromptClosed} */
export const pickAnswerOr = <W extends string>(
  terminal: Terminal,
  step: QuizStep,
  ways: readonly W[],
  names: Readonly<Record<W, string>>,
): Promise<PickedAnswer<W>> =>
  step.form === 'choose'
    ? pickChoice(
        terminal,
        step.choices.map(({ text }) => text),
        ways,
        names,
      )
    : typeAnswer(terminal, step, ways);
