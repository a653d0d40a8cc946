import { grade, type GradeUnits } from './grade.ts';
import { type Graded, type Mark, type NamedMisconception, type PointId, type PointMark } from './types.ts';
import { isNamedOnly, isOtherWeakness } from './weakness.ts';

/** What was understood of an answer to the question about one point. */
export interface Heard {
  readonly mark: Mark;
  /** One sentence, without full stop. */
  readonly because: string;
  /** The speaker's own words that the mark rests on. */
  readonly quotes: readonly string[];
  readonly wrong: readonly NamedMisconception[];
  /** Other points that were spoken about; nothing of them was asked. */
  readonly aside: readonly PointId[];
}

/** What can be judged only over all that was said. */
export interface Form {
  readonly startsWithUser: boolean;
  readonly english: boolean;
}

/**
 * What stands in front of an answer so that "it stores the data" is understood as an answer: a question above it, a name
 * before it. A part that is to be named has to be named by the speaker, so there is nothing in front of those.
 */
const contexts: Readonly<Record<PointId, readonly string[]>> = {
  A1: [''],
  A2: [''],
  A3: [''],
  A4: [''],
  A5: [''],
  A6: [''],
  B1: ['What is a server?\n', 'Server: '],
  B2: ['What is the role of the domain name?\n', 'Domain name: '],
  B3: ['What type of DNS record is www?\n'],
  B4: ['What is the role of the web server?\n', 'Web server: '],
  B5: ['What is the role of the application server?\n', 'Application server: '],
  B6: ['What is the role of the database?\n', 'Database: '],
  B7: ['What does the server use to communicate with the user?\n'],
  C1: ['What is a SPOF?\n', 'SPOF: '],
  C2: ['Why is there downtime during maintenance?\n', 'Downtime: '],
  C3: ['Why can it not scale?\n', 'Scaling: '],
};

const rank: Readonly<Record<Mark, number>> = { none: 0, half: 1, full: 2 };

const best = <T extends { readonly mark: Mark }>(marks: readonly [T, ...T[]]): T =>
  marks.reduce((a, b) => (rank[b.mark] > rank[a.mark] ? b : a));

const pointIn = ({ points }: Graded, id: PointId): PointMark =>
  points.find((point) => point.id === id) ?? { id, mark: 'none', because: '', quotes: [] };

/** The words of the answer alone. */
const ownWords = (quotes: readonly string[], context: string): readonly string[] => {
  const before = context.trim();
  return quotes
    .map((quote) => (before !== '' && quote.startsWith(before) ? quote.slice(before.length).trim() : quote))
    .filter((quote) => quote !== '');
};

const plainWords = (text: string): string =>
  text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();

/** "No, an A record" is a correction, and denies nothing of what follows. */
const opening = /^(?:(?:no|yes|ok|okay|sorry|well|i mean)\s*[,.:;]\s*)+/i;

/** What was said, without questions, and without what the reviewer has said. */
const answersIn = (text: string, asked: readonly string[]): string => {
  const sentences = (whole: string): string[] =>
    whole.match(/[^.?!\n]*(?:[.?!](?!\s|$)[^.?!\n]*)*[.?!\n]*\s*/g) ?? [];
  const known = new Set(asked.flatMap(sentences).map(plainWords));
  return sentences(text)
    .filter((sentence) => !/\?\s*$/.test(sentence) && !known.has(plainWords(sentence)))
    .join('')
    .trim()
    .replace(opening, '');
};

/** A sentence with a subject of its own says what it says without the question. */
const ownSubject =
  /^(?:(?:the|a|an|our|my|this)\s+)?(?:web ?server|nginx|app(?:lication)? server|server|browser|user|client|web ?site|site|database|mysql|code ?base|code|dns)\b(?!,)/i;

const standsAlone = (id: PointId, text: string): boolean => id.startsWith('B') && ownSubject.test(text);

const noPoint = (id: PointId): PointMark => ({
  id,
  mark: 'none',
  because: 'what was asked is not in it',
  quotes: [],
});

/** A question names its subject; what is half because of that name alone was not said by the speaker. */
const markIn = (id: PointId, text: string, context: string, units: GradeUnits): PointMark => {
  const graded = grade(text, units);
  const bare = pointIn(graded, id);
  if (context === '' || bare.mark === 'full' || standsAlone(id, text)) return bare;
  const point = pointIn(grade(`${context}${text}`, units), id);
  const isUnsaid = point.mark === 'half' && bare.mark === 'none';
  if (isUnsaid || isOtherWeakness(id, text, graded)) return noPoint(id);
  const quotes = ownWords(point.quotes, context);
  return point.mark === 'full' && isNamedOnly(id, text)
    ? { id, mark: 'half', because: 'it does not say what follows from it', quotes }
    : { ...point, quotes };
};

const markOf = (id: PointId, text: string, units: GradeUnits): PointMark => {
  const [first = '', ...others] = contexts[id];
  return best([markIn(id, text, first, units), ...others.map((context) => markIn(id, text, context, units))]);
};

/** Each answer for itself: together, a correction would look like two opinions. */
const wrongInOne = (id: PointId, text: string, units: GradeUnits): readonly NamedMisconception[] => {
  const context = contexts[id][0] ?? '';
  const found = grade(`${context}${text}`, units).misconceptions;
  return found
    .map((one) => ({ ...one, quote: ownWords([one.quote], context)[0] ?? '' }))
    .filter(({ quote }) => quote !== '' && text.includes(quote));
};

const wrongIn = (
  id: PointId,
  answers: readonly string[],
  units: GradeUnits,
): readonly NamedMisconception[] => {
  const all = answers.flatMap((text) => wrongInOne(id, text, units));
  return all.filter((one, at) => all.findIndex((other) => other.id === one.id) === at);
};

const asideIn = (id: PointId, text: string, units: GradeUnits): readonly PointId[] =>
  grade(text, units)
    .points.filter((point) => point.id !== id && point.mark === 'full')
    .map((point) => point.id);

/**
 * Marks what was said to the question about a point, and then to the follow-up question; `asked` is what the reviewer has
 * said. Who corrects an answer is marked by the correction; the wrong idea is named all the same.
 */
export const hear = (
  id: PointId,
  said: readonly string[],
  asked: readonly string[],
  units: GradeUnits,
): Heard => {
  const answers = said.map((text) => answersIn(text, asked));
  const text = answers.join('\n');
  const { mark, because, quotes } = best([
    markOf(id, text, units),
    ...answers.slice(1).map((more) => markOf(id, more, units)),
  ]);
  return {
    mark,
    because,
    quotes,
    wrong: wrongIn(id, answers, units),
    aside: mark === 'full' ? [] : asideIn(id, text, units),
  };
};

/** Whether the first answer begins with a user, and all of them are English. */
export const formOf = (first: string, all: readonly string[], units: GradeUnits): Form => ({
  startsWithUser: grade(first, units).form.startsWithUser,
  english: all.length > 0 && all.every((text) => grade(text, units).kind !== 'other-language'),
});
