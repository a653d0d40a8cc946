import { harmless } from '../../model/harmless.ts';
import { withCommand, wrapped } from '../../model/lines.ts';
import type { Screen } from '../../model/screen.ts';
import { cutLine, kindSays, scoreLine, startLine, type Card, type Corrected } from '../card.ts';
import type { PointMark } from '../types.ts';

/** Longer lines are hard to read, however wide the terminal is. */
const longestLine = 80;

const columnsOf = (screen: Screen): number => Math.min(screen.columns, longestLine);

const oneLine = (quote: string): string => harmless(quote.replace(/\s+/g, ' '));

const inked = ({ ink }: Screen, mark: PointMark['mark']): string => {
  const word = mark.padEnd(4);
  if (mark === 'full') return ink.good(word);
  return mark === 'half' ? ink.warn(word) : ink.bad(word);
};

const pointLines = (card: Card, point: PointMark, screen: Screen): string[] => {
  const columns = columnsOf(screen);
  const about = card.about[point.id];
  const title = wrapped(
    `${point.id} ${about?.title ?? ''}`,
    columns,
    `${inked(screen, point.mark)}  `,
    '      ',
  );
  const quotes = point.quotes.flatMap((quote) =>
    wrapped(screen.ink.faint(`"${oneLine(quote)}"`), columns, '      '),
  );
  if (point.mark === 'full') return [...title, ...quotes];
  const why = wrapped(
    `${point.because}.`.replace(/^./, (letter) => letter.toUpperCase()),
    columns,
    '      ',
  );
  return [...title, ...why, ...quotes];
};

const command = (lesson: string, columns: number): string =>
  withCommand('  More:', `infra-tutor learn ${lesson}`, columns);

const wrongLines = ({ quote, fact, lesson }: Corrected, screen: Screen): string[] => {
  const columns = columnsOf(screen);
  return [
    ...wrapped(`"${oneLine(quote)}"`, columns, '  '),
    ...wrapped(fact, columns, '  '),
    command(lesson, columns),
  ];
};

/** The lessons of the points that are not full, each once, the first ones first. */
const lessonsToRead = ({ points, about }: Card): string[] => [
  ...new Set(points.filter(({ mark }) => mark !== 'full').flatMap(({ id }) => about[id]?.lesson ?? [])),
];

const body = (card: Card, screen: Screen): string[] => {
  const columns = columnsOf(screen);
  const wrong = card.misconceptions.flatMap((one) => ['', ...wrongLines(one, screen)]);
  const lessons = lessonsToRead(card);
  return [
    ...wrapped(startLine(card), columns),
    '',
    ...card.points.flatMap((point) => pointLines(card, point, screen)),
    ...(wrong.length > 0 ? ['', screen.ink.bold('Not true in it:'), ...wrong] : []),
    ...(lessons.length > 0 ? ['', ...wrapped('To read about what is not full:', columns)] : []),
    ...lessons.map((lesson) => `  infra-tutor learn ${lesson}`),
  ];
};

/** One file's page: no line is wider than the screen, but a command. */
const page = (card: Card, screen: Screen): string => {
  const columns = columnsOf(screen);
  const file = card.file === '-' ? 'standard input' : harmless(card.file);
  const cut = card.cutAt === undefined ? [] : wrapped(cutLine(card.cutAt), columns);
  if (card.kind !== 'explanation')
    return [
      ...wrapped(screen.ink.bold(file), columns),
      ...cut,
      ...wrapped(kindSays[card.kind], columns),
    ].join('\n');
  return [
    ...wrapped(screen.ink.bold(`${file}: ${scoreLine(card)}`), columns),
    ...cut,
    ...body(card, screen),
  ].join('\n');
};

/** The pages of all files, and a closing line that says what a mark rests on. */
export const gradeText = (cards: readonly Card[], screen: Screen): string => {
  const closing = wrapped(
    'Marked by rules, from the words of the text alone. Where you see it otherwise, trust the reason, not the number.',
    columnsOf(screen),
  );
  const marked = cards.some(({ kind }) => kind === 'explanation');
  return [...cards.map((card) => page(card, screen)), ...(marked ? [closing.join('\n')] : [])].join('\n\n');
};
