import { harmless } from '../model/harmless.ts';
import { wrapped } from '../model/lines.ts';
import { meaning, places, type Place } from '../model/hops.ts';
import type { Screen } from '../model/screen.ts';
import { renderMap } from './map.ts';
import { measure, renderCommand, renderLine, renderProse, speakable } from './prose.ts';
import { stepOf, type Session } from './session.ts';
import type { Block, Choice, Lesson, PredictStep, QuizStep, Seen, Step } from './types.ts';

/** The letter of a choice: a, b, c … */
export const letter = (index: number): string => String.fromCharCode(97 + index);

const seeLive = (id: string, screen: Screen): string => {
  const [place = ''] = id.split('/');
  const known = places.includes(place as Place) && place !== 'tester';
  const label = known ? meaning[place as Exclude<Place, 'tester'>].label : place;
  return `${screen.ink.faint(`See it live (${label}):`)}\n${renderCommand(`infra-tutor check --lab --only ${place}`, screen)}`;
};

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
  return block.kind === 'check' ? seeLive(block.id, screen) : byHand(block, screen);
};

/** The question; its choices are shown where they are not offered by a prompt. */
const questionText = (step: PredictStep | QuizStep, screen: Screen, withChoices: boolean): string => {
  const title = screen.ink.bold(step.kind === 'predict' ? 'What do you expect?' : 'A question');
  const choices = step.choices.map(({ text }, index) =>
    wrapped(renderLine(text, screen), measure(screen), `  ${letter(index)}) `).join('\n'),
  );
  return [title, renderProse(step.ask, screen), ...(withChoices ? [choices.join('\n')] : [])].join('\n\n');
};

const lettered = (choices: readonly Choice[], right: Choice): string =>
  `${letter(choices.indexOf(right))}) ${right.text}`;

/** One word for a right answer; for a wrong one why it is not, and then the right one. */
const verdictText = (choices: readonly Choice[], chosen: Choice | undefined, screen: Screen): string[] => {
  const right = choices.find((choice) => choice.right);
  if (!right) return [];
  if (chosen === right) return [`${screen.ink.good('Correct.')}\n${renderProse(right.because, screen)}`];
  const refuted = chosen ? [renderProse(`**Not so.** ${chosen.because}`, screen)] : [];
  return [...refuted, renderProse(`**Right: ${lettered(choices, right)}** ${right.because}`, screen)];
};

const seenText = (seen: Seen, screen: Screen): string => {
  if (seen.unavailable !== undefined)
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
  return [screen.ink.bold('The lab just showed:'), ...lines].join('\n');
};

/** Compares what was predicted with what was seen, and never claims what was not seen. */
const comparison = (step: PredictStep, chosen: Choice | undefined, seen: Seen, screen: Screen): string[] => {
  const right = step.choices.find((choice) => choice.right);
  if (seen.unavailable !== undefined || seen.answer === right?.when)
    return [...verdictText(step.choices, chosen, screen), renderProse(step.explain, screen)];
  const hit = chosen?.when !== undefined && chosen.when === seen.answer;
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
  chosen: number | undefined,
  seen: Seen | undefined,
  screen: Screen,
): string => {
  const choice = chosen === undefined ? undefined : step.choices[chosen];
  if (step.kind === 'quiz') return verdictText(step.choices, choice, screen).join('\n\n');
  const looked = seen ?? { lines: [], unavailable: 'Nothing was asked.' };
  const predicted = choice ? [renderProse(`You predicted: ${choice.text}`, screen)] : [];
  return [seenText(looked, screen), ...predicted, ...comparison(step, choice, looked, screen)].join('\n\n');
};

/** A step as it is first shown. */
export const stepText = (step: Step, screen: Screen, withChoices = false): string =>
  step.kind === 'screen'
    ? step.blocks.map((block) => blockText(block, screen)).join('\n\n')
    : questionText(step, screen, withChoices);

/** `dns/records, screen 3 of 9`. */
export const placeText = (lesson: Lesson, at: number, screen: Screen): string =>
  screen.ink.faint(
    wrapped(`${lesson.id}, screen ${at + 1} of ${lesson.steps.length}`, measure(screen)).join('\n'),
  );

/** What the learner sees now. */
export const pageText = (lesson: Lesson, session: Session, screen: Screen): string => {
  const step = stepOf(lesson, session);
  if (!step) return renderProse(`**Remember:** ${lesson.takeaway}`, screen);
  const body =
    session.phase === 'after' && step.kind !== 'screen'
      ? feedbackText(step, session.chosen, session.seen, screen)
      : stepText(step, screen);
  return session.phase === 'after' || session.phase === 'look'
    ? body
    : `${placeText(lesson, session.at, screen)}\n\n${body}`;
};

/** The head of a lesson: its title and how long it takes. */
export const titleText = (lesson: Lesson, screen: Screen): string =>
  wrapped(
    screen.ink.bold(speakable(`${lesson.title} (${lesson.minutes} min)`, screen)),
    measure(screen),
  ).join('\n');
