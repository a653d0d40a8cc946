import { harmless } from '../../model/harmless.ts';
import { withCommand, wrapped } from '../../model/lines.ts';
import type { Screen } from '../../model/screen.ts';
import { renderMap } from '../map.ts';
import { feedbackText, stepText } from '../page.ts';
import { measure, renderProse, speakable } from '../prose.ts';
import { minutesIn } from './card.ts';
import { drawing } from './drawing.ts';
import { reviewer } from './reviewer.ts';
import { steps, type Mark, type Rehearsal, type Step } from './state.ts';

/** What was understood of an answer. */
export interface Understood {
  readonly mark: Mark;
  /** One sentence, without full stop. */
  readonly because: string;
  readonly quotes: readonly string[];
  readonly wrong: readonly { readonly id: string; readonly quote: string }[];
  /** Points that were spoken about and not asked. */
  readonly aside: readonly string[];
}

/** What stands against a wrong idea, and where it is taught. */
export interface Correction {
  readonly fact: string;
  readonly lesson: string;
}

/** What the pages know beside the rehearsal. */
export interface Knowledge {
  /** Point → its title and the lesson about it. */
  readonly about: Readonly<Record<string, { readonly title: string; readonly lesson: string }>>;
  /** Wrong idea → correction. */
  readonly corrections: Readonly<Record<string, Correction>>;
}

/** The time of a review, in minutes. It is shown, and never stops anybody. */
export const reviewMinutes = 30;

/** More words than this are more than the answer to one question takes. */
const manyWords = 60;

const shown = (text: string, screen: Screen): string =>
  speakable(harmless(text.replace(/\s+/g, ' ')), screen);

const quoted = (quote: string, screen: Screen): string =>
  wrapped(`"${shown(quote, screen)}"`, measure(screen), '  ').join('\n');

/** `Question 4 of 16. 6 of 30 minutes used.` */
export const clockText = ({ at, usedMs }: Rehearsal, screen: Screen): string => {
  const place =
    at < drawing.length
      ? `Drawing, part ${at + 1} of ${drawing.length}.`
      : at < steps.length
        ? `Question ${at + 1 - drawing.length} of ${reviewer.length}.`
        : 'The score card.';
  const minutes = minutesIn(usedMs);
  const time =
    minutes < reviewMinutes
      ? `${minutes} of ${reviewMinutes} minutes used.`
      : `${minutes} minutes used; a review ends after ${reviewMinutes}. Here you may go on.`;
  return screen.ink.faint(wrapped(`${place} ${time}`, measure(screen)).join('\n'));
};

/** The question of this step; without prompts with everything that it offers. */
export const askText = (step: Step, screen: Screen, isWhole = false): string =>
  step.kind === 'draw'
    ? stepText(step.step, screen, isWhole)
    : renderProse(`**The reviewer asks:** ${step.ask}`, screen);

/** What is said to a part of the drawing; the last one ends with the whole way. */
export const drawnText = (
  { id, step }: Extract<Step, { kind: 'draw' }>,
  answer: string,
  screen: Screen,
): string => {
  const said = feedbackText(step, answer, undefined, screen);
  return id === drawing.at(-1)?.id ? `${said}\n\n${renderMap('all', screen)}` : said;
};

const inked = (mark: Mark, word: string, { ink }: Screen): string =>
  mark === 'full' ? ink.good(word) : mark === 'half' ? ink.warn(word) : ink.bad(word);

const sentence = (text: string): string => `${text.replace(/^./, (letter) => letter.toUpperCase())}.`;

const verdicts: Readonly<Record<Mark, string>> = {
  full: 'Full point.',
  half: 'Half a point.',
  none: 'No point.',
};

const asideText = ({ aside }: Understood, { about }: Knowledge, screen: Screen): string[] =>
  aside.length === 0
    ? []
    : [
        renderProse(
          `You also spoke about ${aside.map((id) => about[id]?.title ?? id).join('; ')}. That was not asked here, so it earns nothing here.`,
          screen,
        ),
      ];

const lengthText = (said: string, screen: Screen): string[] => {
  const count = said.split(/\s+/).filter((word) => word !== '').length;
  return count > manyWords
    ? [
        renderProse(
          `Those were ${count} words. Points are given for what was asked: two or three sentences are enough, and more can count against you.`,
          screen,
        ),
      ]
    : [];
};

/** The mark, the words that it rests on, and what is missing. */
export const heardText = (
  understood: Understood,
  said: string,
  knowledge: Knowledge,
  screen: Screen,
): string => {
  const { mark, because, quotes } = understood;
  const head = inked(mark, verdicts[mark], screen);
  const recognised =
    quotes.length === 0
      ? ['Recognised: nothing that was asked for.']
      : [mark === 'none' ? 'Heard:' : 'Recognised:', ...quotes.map((quote) => quoted(quote, screen))];
  const why = renderProse(sentence(because), screen);
  const lines = [
    head,
    ...recognised.flatMap((line) => (line.startsWith('  ') ? line : wrapped(line, measure(screen)))),
    why,
  ];
  return [lines.join('\n'), ...asideText(understood, knowledge, screen), ...lengthText(said, screen)].join(
    '\n\n',
  );
};

/** The one question that a reviewer asks when something is missing. */
export const followUpText = (
  { followUp }: Extract<Step, { kind: 'point' }>,
  mark: Mark,
  screen: Screen,
): string =>
  renderProse(`**The reviewer asks once more:** ${followUp[mark === 'half' ? 'half' : 'none']}`, screen);

/** What was not true in an answer, with the fact and the lesson. */
export const wrongText = ({ wrong }: Understood, { corrections }: Knowledge, screen: Screen): string[] =>
  wrong.map(({ id, quote }) => {
    const known = corrections[id];
    const fact = known ? [renderProse(known.fact, screen)] : [];
    const lesson = known?.lesson
      ? [withCommand('More:', `infra-tutor learn ${known.lesson}`, measure(screen))]
      : [];
    return [screen.ink.bold('Not true in it:'), quoted(quote, screen), ...fact, ...lesson].join('\n');
  });
