import { startsWithUser } from './form.ts';
import { kindOf } from './kind.ts';
import type { MistakeRule } from './mistake.ts';
import type { PointRule } from './point.ts';
import { readingOf, whole, type Reading } from './reading.ts';
import {
  pointIds,
  type Graded,
  type Judged,
  type Kind,
  type Mark,
  type NamedMisconception,
  type PointId,
  type PointMark,
  type Span,
} from './types.ts';

/** The rules: one of each point, and the misconceptions that are recognised. */
export interface GradeUnits {
  readonly points: Readonly<Record<PointId, PointRule>>;
  readonly mistakes: Readonly<Record<string, MistakeRule>>;
}

/** Characters; a longer quote is cut at the end. */
const longestQuote = 300;

/** The words as they stand in the text. */
const quoted = (text: string, { start, end }: Span): string => {
  const front = /[*_`"]*$/.exec(text.slice(Math.max(0, start - 4), start))?.[0] ?? '';
  const behind = /^[*_`"]*/.exec(text.slice(end, end + 4))?.[0] ?? '';
  return text
    .slice(start - front.length, end + behind.length)
    .slice(0, longestQuote)
    .trim();
};

const worth: Readonly<Record<Mark, number>> = { full: 1, half: 0.5, none: 0 };

const reasons: Readonly<Record<Exclude<Kind, 'explanation'>, string>> = {
  'link-only': 'there is only a link, and what is behind it is not looked at',
  empty: 'there is no text',
  'question-list': 'there are only the questions',
  'other-language': 'the text is not in English, and only English is read',
};

const marked = (id: PointId, { mark, because, spans }: Judged, text: string): PointMark => ({
  id,
  mark,
  because,
  quotes: spans.map((span) => quoted(text, span)).filter((quote) => quote !== ''),
});

const mistakesIn = (mistakes: GradeUnits['mistakes'], reading: Reading): NamedMisconception[] =>
  Object.entries(mistakes).flatMap(([id, rule]) => {
    const clause = rule.find(reading);
    return clause ? [{ id, quote: quoted(reading.document.text, whole(clause)) }] : [];
  });

/** Marks a write-up. Pure: the same text gives the same marks. */
export const grade = (text: string, { points, mistakes }: GradeUnits): Graded => {
  const reading = readingOf(text);
  const kind = kindOf(reading);
  const judge = (id: PointId): Judged =>
    kind === 'explanation' ? points[id].judge(reading) : { mark: 'none', because: reasons[kind], spans: [] };
  const marks = pointIds.map((id) => marked(id, judge(id), text));
  return {
    kind,
    score: marks.reduce((sum, { mark }) => sum + worth[mark], 0),
    full: marks.filter(({ mark }) => mark === 'full').length,
    points: marks,
    form: { startsWithUser: kind === 'explanation' && startsWithUser(reading) },
    misconceptions: kind === 'explanation' ? mistakesIn(mistakes, reading) : [],
  };
};
