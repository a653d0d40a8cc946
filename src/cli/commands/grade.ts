import { gradeUnits } from '../../catalog-grade.ts';
import { loadLessons, loadMisconceptions } from '../../catalog-lessons.ts';
import type { Card } from '../../grade/card.ts';
import { grade } from '../../grade/grade.ts';
import { pointIds } from '../../grade/types.ts';
import { inOrder } from '../../tutor/lessons.ts';
import type { Lesson, Misconceptions } from '../../tutor/types.ts';
import type { Terminal } from '../terminal.ts';
import { UsageError } from '../usage-error.ts';
import { isFolder, readWriteUps, type WriteUp } from '../write-ups.ts';

export interface GradeFlags {
  readonly format?: string;
  readonly pass?: string;
}

const formats = ['text', 'json', 'markdown'] as const;
type Format = (typeof formats)[number];

const formatOf = (typed = 'text'): Format => {
  const format = formats.find((one) => one === typed);
  if (!format) throw new UsageError(`--format ${typed}: the formats are ${formats.join(', ')}.`);
  return format;
};

const passOf = (typed: string | undefined): number | undefined => {
  if (typed === undefined) return undefined;
  const score = Number(typed);
  if (!/^\d+(?:\.5|\.0)?$/.test(typed) || score > pointIds.length)
    throw new UsageError(
      `--pass ${typed}: a score is a number from 0 to ${pointIds.length}, in steps of 0.5.`,
    );
  return score;
};

interface Knowledge {
  readonly lessons: readonly Lesson[];
  readonly ideas: Misconceptions;
}

/** The first lesson on a newcomer's way that teaches it. */
const lessonFor = ({ lessons }: Knowledge, id: string): string =>
  lessons.find(({ teaches }) => teaches.includes(id))?.id ?? '';

const cardOf = ({ file, text, cutAt }: WriteUp, knowledge: Knowledge): Card => {
  const graded = grade(text, gradeUnits);
  return {
    ...graded,
    file,
    ...(cutAt === undefined ? {} : { cutAt }),
    misconceptions: graded.misconceptions.map(({ id, quote }) => ({
      id,
      quote,
      fact: knowledge.ideas[id]?.fact ?? '',
      lesson: lessonFor(knowledge, id),
    })),
    about: Object.fromEntries(
      pointIds.map((id) => [id, { title: gradeUnits.points[id].title, lesson: lessonFor(knowledge, id) }]),
    ),
  };
};

const rendered = async (
  cards: readonly Card[],
  format: Format,
  several: boolean,
  terminal: Terminal,
): Promise<string> => {
  if (format === 'json') return (await import('../../grade/pages/json.ts')).gradeJson(cards, several);
  if (format === 'markdown') return (await import('../../grade/pages/markdown.ts')).gradeMarkdown(cards);
  return `${(await import('../../grade/pages/text.ts')).gradeText(cards, terminal.screen)}\n`;
};

/** `infra-tutor grade FILE…`: marks written explanations. Resolves with the exit code: 1 when one is below `--pass`. */
export const gradeFiles = async (
  terminal: Terminal,
  named: readonly string[],
  flags: GradeFlags,
): Promise<number> => {
  const format = formatOf(flags.format);
  const pass = passOf(flags.pass);
  const several = named.length > 1 || named.some(isFolder);
  if (named.includes('-') && terminal.interactive)
    terminal.err('Type or paste your text. End it with Ctrl-D on a line of its own.');
  const writeUps = await readWriteUps(named, terminal.err);
  const knowledge = { lessons: inOrder(await loadLessons()), ideas: await loadMisconceptions() };
  const cards = writeUps.map((one) => cardOf(one, knowledge));
  terminal.document(await rendered(cards, format, several, terminal));
  return pass !== undefined && cards.some(({ score }) => score < pass) ? 1 : 0;
};
