import { wrapped } from '../../model/lines.ts';
import type { Screen } from '../../model/screen.ts';
import { measure } from '../prose.ts';
import { minutesIn, scoreLine, type CardPoint, type ScoreCard } from './card.ts';
import { drawing } from './drawing.ts';
import { reviewMinutes, type Knowledge } from './page.ts';

const inked = ({ mark }: CardPoint, { ink }: Screen): string => {
  const word = mark.padEnd(4);
  return mark === 'full' ? ink.good(word) : mark === 'half' ? ink.warn(word) : ink.bad(word);
};

const pointLines = (point: CardPoint, { about }: Knowledge, screen: Screen): string[] => {
  const own = point.ruled === undefined ? '' : ` (your own mark; marked ${point.ruled} by the rules)`;
  const title = `${point.id} ${about[point.id]?.title ?? ''}${own}`;
  return wrapped(title, measure(screen), `${inked(point, screen)}  `, '      ');
};

const saidLines = ({ form }: ScoreCard): readonly string[] =>
  form
    ? [
        form.startsWithUser
          ? 'Your first answer started with a user who wants the site.'
          : 'Your first answer did not start with a user who wants the site. The course asks for that.',
        form.english
          ? 'You answered in English.'
          : 'Not everything was in English. The course asks for English, and only English is marked here.',
      ]
    : ['Nothing was said.'];

const formLines = (card: ScoreCard): readonly string[] => [
  ...saidLines(card),
  card.drawn === undefined
    ? 'The diagram was not drawn.'
    : `The diagram: ${card.drawn} of ${drawing.length} parts right.`,
  ...(card.usedMs === undefined
    ? []
    : [`Time: ${minutesIn(card.usedMs)} minutes; a review has ${reviewMinutes}.`]),
];

/** The lessons of the points that are not full, each once. */
export const lessonsToRead = ({ points }: ScoreCard, { about }: Knowledge): readonly string[] => [
  ...new Set(
    points
      .filter(({ mark }) => mark !== 'full')
      .flatMap(({ id }) => about[id]?.lesson ?? [])
      .filter((lesson) => lesson !== ''),
  ),
];

/** The 16 points, and apart from them what belongs to the form. */
export const cardText = (card: ScoreCard, knowledge: Knowledge, screen: Screen): string => {
  const columns = measure(screen);
  const own = card.points.filter(({ ruled }) => ruled !== undefined).length;
  return [
    ...wrapped(screen.ink.bold(`Score card: ${scoreLine(card)}`), columns),
    ...(card.confirmed ? [] : wrapped('Marked by rules, and not looked at by you yet.', columns)),
    ...(own > 0 ? wrapped(`Points marked by yourself: ${own}.`, columns) : []),
    '',
    ...card.points.flatMap((point) => pointLines(point, knowledge, screen)),
    '',
    ...wrapped('Form, apart from the points:', columns),
    ...formLines(card).flatMap((line) => wrapped(line, columns, '  - ')),
  ].join('\n');
};

/** What to read about the points that are not full. */
export const readingText = (card: ScoreCard, knowledge: Knowledge, screen: Screen): string => {
  const lessons = lessonsToRead(card, knowledge);
  return lessons.length === 0
    ? ''
    : [
        ...wrapped('To read about what is not full:', measure(screen)),
        ...lessons.map((lesson) => `  infra-tutor learn ${lesson}`),
      ].join('\n');
};
