import { harmless } from '../model/harmless.ts';
import { wrapped } from '../model/lines.ts';
import { meaning, places, type Place } from '../model/hops.ts';
import type { Screen } from '../model/screen.ts';
import { renderMap } from './map.ts';
import { measure, renderCommand, renderLine, renderProse, speakable } from './prose.ts';
import { chosenIn } from './questions/choose.ts';
import { offeredIn, markOf } from './questions/forms.ts';
import type { Mark, Offered } from './questions/question.ts';
import { isQuestion, stepOf, type Session } from './session.ts';
import type { Block, Lesson, PredictStep, QuizStep, Seen, Step } from './types.ts';

const seeLive = (id: string, screen: Screen): string => {
  const [place = ''] = id.split('/');
  const known = places.includes(place as Place) && place !== 'tester';
  const label = known ? meaning[place as Exclude<Place, 'tester'>].label : place;
  return `${screen.ink.faint(`See it live (${label}):`)}\n${renderCommand(`infra-tutor check --lab --only ${place}`, screen)}`;
};

const drillText = (id: string, screen: Screen): string =>
  `${screen.ink.faint('Measure it, on a lab of its own:')}\n${renderCommand(`infra-tutor lab drill ${id}`, screen)}`;

const byHand = ({ where, run, says }: Extract<Block, { kind: 'hand' }>, screen: Screen): string => {
  const title = where === 'server' ? 'By hand, on your server:' : 'By hand, on your computer:';
  const commands = run
    .trim()
    .split('\n')
    .map((line) => renderCommand(line, screen));
  return `${[screen.ink.faint(title), ...commands].join('\n')}\n\n${renderProse(says, screen)}`;
};

const blockText = (block: Block, screen: Screen): string => {
  if (block.kind === 'prose') return renderProse(block.text, screen);
  if (block.kind === 'map') return renderMap(block.light, screen);
  if (block.kind === 'drill') return drillText(block.id, screen);
  return block.kind === 'check' ? seeLive(block.id, screen) : byHand(block, screen);
};

const offeredText = (offered: readonly Offered[], screen: Screen): string =>
  offered
    .map(({ mark, text }) => wrapped(renderLine(text, screen), measure(screen), `  ${mark} `).join('\n'))
    .join('\n');

/**
 * What there is to choose from, to order or to match. A prompt offers the choices itself, and shows what belongs into an
 * answer in own words only behind it; without prompts all stands on one page.
 */
const offeredBelow = (step: PredictStep | QuizStep, screen: Screen, isWhole: boolean): readonly string[] => {
  const offered = offeredIn(step);
  const isLater = step.form === 'choose' || step.form === 'say';
  if (offered.length === 0 || (isLater && !isWhole)) return [];
  const head =
    step.form === 'say' ? ['First say it aloud or write it down. These points belong into it:'] : [];
  return [...head.map((text) => renderProse(text, screen)), offeredText(offered, screen)];
};

const questionText = (step: PredictStep | QuizStep, screen: Screen, isWhole: boolean): string => {
  const title = screen.ink.bold(step.kind === 'predict' ? 'What do you expect?' : 'A question');
  return [title, renderProse(step.ask, screen), ...offeredBelow(step, screen, isWhole)].join('\n\n');
};

/** One's own words, and what a reviewer listens for. */
const compareText = (step: PredictStep | QuizStep, words: string, screen: Screen): string =>
  [
    'You said:',
    wrapped(speakable(harmless(words), screen), measure(screen), '  ', '  ').join('\n'),
    renderProse('These points belong into the answer. Which of them did you say?', screen),
    offeredText(offeredIn(step), screen),
  ].join('\n\n');

const listed = (texts: readonly string[]): string =>
  texts.length > 1 ? texts.map((text) => `\n- ${text}`).join('') : texts.join('');

/** One word for a right answer; for a wrong one why it is not, and then the right one. */
const verdictText = (mark: Mark, screen: Screen): string[] => {
  if (mark.right)
    return [`${screen.ink.good('Correct.')}\n${renderProse(listed(mark.because).trim(), screen)}`];
  const refuted = renderProse(`**Not so.** ${listed(mark.mistakes)}`.trim(), screen);
  return [refuted, renderProse(`**Right: ${mark.solution}** ${mark.because.join(' ')}`.trim(), screen)];
};

/** What was not said is no mistake. */
const ownWordsText = (mark: Mark, screen: Screen): string[] =>
  mark.right ? verdictText(mark, screen) : [renderProse(listed(mark.mistakes).trim(), screen)];

/** Where the lines come from: this moment, or a recording. */
const sourceText = ({ recorded, site, unavailable = '' }: Seen, screen: Screen): string =>
  recorded
    ? renderProse(
        `The lab was not looked at: ${unavailable} This was recorded on ${recorded.takenAt.slice(0, 10)}, from a lab with ${recorded.software.join(', ')}:`,
        screen,
      )
    : screen.ink.bold(site === undefined ? 'The lab just showed:' : `${site} just showed:`);

const seenText = (seen: Seen, screen: Screen): string => {
  if (seen.unavailable !== undefined && !seen.recorded)
    return renderProse(
      `The lab was not looked at: ${seen.unavailable} So what follows was not seen now; it is what a healthy lab shows.`,
      screen,
    );
  const lines = seen.lines.flatMap((line) => {
    const [mark = '', indent = '', number = ''] = /^( *)(\d+\. )?/.exec(line) ?? [];
    const rest = `  ${indent}${' '.repeat(number.length || 2)}`;
    const text = speakable(harmless(line.slice(mark.length).trim()), screen);
    return wrapped(text, measure(screen), `  ${mark}`, rest);
  });
  return [sourceText(seen, screen), ...lines].join('\n');
};

/** Compares what was predicted with what was seen, and never claims what was not seen. */
const comparison = (step: PredictStep, answer: string, seen: Seen, screen: Screen): string[] => {
  const right = step.choices.find((choice) => choice.right);
  const chosen = chosenIn(step, answer);
  const isUnseen = seen.unavailable !== undefined && !seen.recorded;
  if (isUnseen || seen.answer === right?.when)
    return [...verdictText(markOf(step, answer), screen), renderProse(step.explain, screen)];
  const hit = chosen?.when !== undefined && chosen.when === seen.answer;
  const healthy = `On a healthy lab: **${right?.text ?? ''}** ${right?.because ?? ''} ${step.explain}`;
  if (seen.site !== undefined)
    return [
      renderProse(
        `${hit ? 'You predicted what was seen.' : 'That is how it is there.'} A site may be built in another way, and need not be wrong.`,
        screen,
      ),
      renderProse(healthy, screen),
    ];
  return [
    renderProse(
      `${hit ? 'You predicted what was seen. But it' : 'This'} is not what a healthy lab shows, so trust what you saw, and this lesson about it less. Somebody may have changed the lab.`,
      screen,
    ),
    renderProse(`On a healthy lab: **${right?.text ?? ''}** ${right?.because ?? ''} ${step.explain}`, screen),
  ];
};

/** What is said after an answer. */
export const feedbackText = (
  step: PredictStep | QuizStep,
  answer: string,
  seen: Seen | undefined,
  screen: Screen,
): string => {
  if (step.kind === 'quiz') {
    const mark = markOf(step, answer);
    return (step.form === 'say' ? ownWordsText(mark, screen) : verdictText(mark, screen)).join('\n\n');
  }
  const looked = seen ?? { lines: [], unavailable: 'Nothing was asked.' };
  const predicted = renderProse(`You predicted: ${chosenIn(step, answer)?.text ?? ''}`, screen);
  return [seenText(looked, screen), predicted, ...comparison(step, answer, looked, screen)].join('\n\n');
};

/** A step as it is first shown; `isWhole` where no prompt follows that could show the rest. */
export const stepText = (step: Step, screen: Screen, isWhole = false): string =>
  step.kind === 'screen'
    ? step.blocks.map((block) => blockText(block, screen)).join('\n\n')
    : questionText(step, screen, isWhole);

/** `dns/records, screen 3 of 9`. */
export const placeText = (lesson: Lesson, at: number, screen: Screen): string =>
  screen.ink.faint(
    wrapped(`${lesson.id}, screen ${at + 1} of ${lesson.steps.length}`, measure(screen)).join('\n'),
  );

/** What the learner sees now. */
export const pageText = (lesson: Lesson, session: Session, screen: Screen): string => {
  const step = stepOf(lesson, session);
  if (!step) return renderProse(`**Remember:** ${lesson.takeaway}`, screen);
  const { phase, chosen, words, seen } = session;
  if (isQuestion(step) && phase === 'after' && chosen !== undefined)
    return feedbackText(step, chosen, seen, screen);
  if (isQuestion(step) && phase === 'compare') return compareText(step, words ?? '', screen);
  const body = stepText(step, screen);
  return phase === 'look' ? body : `${placeText(lesson, session.at, screen)}\n\n${body}`;
};

/** The head of a lesson: its title and how long it takes. */
export const titleText = (lesson: Lesson, screen: Screen): string =>
  wrapped(
    screen.ink.bold(speakable(`${lesson.title} (${lesson.minutes} min)`, screen)),
    measure(screen),
  ).join('\n');
