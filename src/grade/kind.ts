import { otherLanguage } from './language.ts';
import { is, textOf, type Clause, type Reading } from './reading.ts';
import type { Kind } from './types.ts';

const link =
  /https?:\/\/|!\[|\]\(|\b[\w-]+\.(?:png|jpe?g|svg|gif|drawio|pdf)\b|\b(?:imgur|drive\.google|miro|lucid|ibb)\.\w+/i;

const wordCount = (clauses: readonly Clause[]): number =>
  clauses.reduce(
    (sum, { words, label }) => sum + [...label, ...words].filter(({ isMark }) => !isMark).length,
    0,
  );

/** A part of the stack, or something said of it. */
const isMatter = ({ words, label, kind }: Clause): boolean =>
  kind === 'diagram' ||
  (kind !== 'heading' &&
    [...label, ...words].some((word) =>
      is(word, 'WEB', 'APP', 'DB', 'SERVER', 'DOMAIN', 'DNS', 'NAME', 'WWWNAME', 'http', 'spof', 'cname'),
    ));

const pointer =
  /^(?:(?:you can |please |click |see |view |visit |here |the |this |a |link |image |diagram |picture |board |url |drawing |is |of |to |my |our |for |in |at |on |below |above |design |web |infrastructure |simple |stack |whiteboard |screenshot |photo |file |png |jpg |open |find |it |can |be |found |project |task |by |and |from |google |drive |imgur |miro |draw ?io |docs? )\s*)*[.:!]*$/;

const isPointer = ({ words, label }: Clause): boolean =>
  pointer.test(`${textOf([...label, ...words].filter(({ isMark }) => !isMark))} `);

const ownMatter = (own: readonly Clause[]): readonly Clause[] =>
  own.filter((clause) => clause.kind !== 'heading' && !isPointer(clause) && wordCount([clause]) > 0);

/** What a text is as a whole. */
export const kindOf = ({ document, all, own }: Reading): Kind => {
  const { text, plain } = document;
  const hasLink = link.test(text);
  if (!/[\p{L}\p{N}]/u.test(plain)) return hasLink ? 'link-only' : 'empty';
  const matter = ownMatter(own);
  const copied = all.filter(({ echo, kind }) => echo && kind !== 'heading');
  if (otherLanguage(plain) !== undefined) return 'other-language';
  const isBare = !matter.some(isMatter) && wordCount(matter) < 15;
  const asked = all.filter(({ echo, topic }) => echo && topic !== undefined).length;
  if (isBare && asked < 3)
    return hasLink && copied.length === 0
      ? 'link-only'
      : wordCount(all) === 0
        ? 'empty'
        : hasLink
          ? 'link-only'
          : 'explanation';
  if (
    asked >= 3 &&
    wordCount(matter.filter((clause) => !isIssueName(clause))) < 12 &&
    !matter.some(({ kind }) => kind === 'diagram')
  )
    return 'question-list';
  return 'explanation';
};

/** An issue's bare name in a list. */
const isIssueName = ({ words, label }: Clause): boolean =>
  label.length === 0 &&
  words.filter(({ isMark }) => !isMark).length < 9 &&
  words.some((word) => is(word, 'spof', 'downtime', 'scale'));
