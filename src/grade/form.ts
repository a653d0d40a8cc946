import { has, is, textOf, type Clause, type Reading } from './reading.ts';
import { isAction } from './text/agents.ts';
import type { Word } from './text/words.ts';

const wants =
  /\b(?:type|typ|enter|open|want|wish|visit|request|access|navigat|go|write|look|ask|search|brows|try|tries|need|reach|put|click|send|initiat|start|come|use|key|make|hit|view|see|connect|attempt|input|load|tap|press)\w*/;

/** "We use three servers" is no visit: of the writer, only what nobody but a visitor does. */
const visits =
  /\b(?:typ\w*|enter\w*|open\w*|want\w*|wish\w*|visit\w*|access\w*|navigat\w*|search\w*|brows\w*)\b/;

/** How many words a title or a caption has at most. */
const captionWords = 4;

/** How many words a line has at most that is a title above the text. */
const titleWords = 8;

const wordsOf = ({ label, words }: Clause): readonly Word[] => [...label, ...words];

const countOf = (words: readonly Word[]): number => words.filter(({ isMark }) => !isMark).length;

const caption =
  /\b(?:team|author|image|diagram|link|screenshot|figure|picture (?:of|above|below|shows)|(?:the|see|this|a) picture)\b/;

const isSubstance = (clause: Clause): boolean =>
  clause.kind !== 'diagram' &&
  clause.kind !== 'heading' &&
  !clause.inBox &&
  !clause.echo &&
  countOf(wordsOf(clause)) >= captionWords &&
  !caption.test(textOf(wordsOf(clause)).slice(0, 60));

/** A line without a sentence in it: "Simple web stack (by a student)", "How it works:". */
const isTitle = (clause: Clause): boolean =>
  isPlainTitle(clause) ||
  (clause.kind === 'prose' && countOf(wordsOf(clause)) <= titleWords && clause.words.at(-1)?.text === ':');

const isPlainTitle = (clause: Clause): boolean =>
  clause.kind === 'prose' &&
  clause.label.length === 0 &&
  countOf(clause.words) <= titleWords &&
  !/^[.!;]$/.test(clause.words.at(-1)?.text ?? '') &&
  !has(clause.words, 'be');

/** "As you can see": it is the reader that is spoken to. */
const toReader =
  /\b(?:as|that|which|what|here|below|above|if|when|where) (?:you|we|i) (?:can|could|may|might|will|would) ?(?:\w+ )?(?:see|view|look|notice|observe|find|read)\b|\b(?:you|we|i) (?:can|will|may) (?:see|find|notice) (?:that|how|in|from|below|above|here|a diagram|the diagram)\b|\bas (?:you|we|i) (?:see|know)\b/;

const opens =
  /\b(?:when|whenever|if|once|first|imagin\w*|suppos\w*|assum\w*|let us|let's|say|start\w*|begin\w*|consider\w*|scenario|journey|process|flow)\b/;

/** "This design serves users who want the site": somebody else does something to them. */
const isObject = (front: readonly Word[]): boolean => {
  const own = front.slice(front.findLastIndex(({ isMark }) => isMark) + 1);
  return !opens.test(textOf(front)) && own.some((word) => isAction(word) || is(word, 'be'));
};

/** "You need a server", "we want to design": it is the builder that wants something. */
const builds =
  /^(?:\w+ )?(?:want|need|wish|have|plan|try|like|go)\w* (?:to )?(?:design|build|creat|host|deploy|explain|show|have|use|make|set|put|an?|one|our|the server|some|two|1|only)\b/;

const isUserFirst = (clause: Clause): boolean => {
  const words = wordsOf(clause);
  if (toReader.test(textOf(words))) return false;
  const actor = words.findIndex((word) =>
    is(word, 'USER', 'WEB', 'APP', 'DB', 'SERVER', 'DOMAIN', 'NAME', 'WWWNAME', 'DNS', 'WWW'),
  );
  const start = words.slice(0, 16);
  const user = start.findIndex((word) => is(word, 'USER') || /^(?:you|u|i|we|he|she)$/i.test(word.text));
  const isOpened = /^(?:when|if|imagine|suppose|once|let)/i.test(textOf(words));
  // "When foobar.com is typed by a user", but not "When a server answers a user".
  const isPart = is(words[actor], 'WEB', 'APP', 'DB', 'SERVER');
  if (user < 0 || (actor >= 0 && actor < user && (isPart || !isOpened))) return false;
  const behind = textOf(words.slice(user + 1, user + 12));
  const isWriter = /^(?:i|we)$/i.test(words[user]?.text ?? '');
  const front = words.slice(0, user);
  const isBuilder = /^(?:i|we|you)$/i.test(words[user]?.text ?? '') && builds.test(behind);
  return (isWriter ? visits : wants).test(behind) && !isBuilder && !has(front, 'no') && !isObject(front);
};

/** Among how many first sentences "Let us start with a user" may stand. */
const opening = 3;

const announced =
  /\b(?:start|starts|starting|begin|begins|beginning) (?:off )?(?:with|from|by|when) (?:a|an|the|our|one|some)? ?(?:\w+ )?(?:user|users|visitor|client|person|someone|customer)\b/;

/** The first sentence of substance is about somebody who wants the site, or one of the first says that it starts there. */
const isToldFirst = (sentences: readonly Clause[]): boolean => {
  const [first, second] = sentences;
  if (!first) return false;
  return (
    isUserFirst(first) ||
    (isTitle(first) && second !== undefined && isUserFirst(second)) ||
    sentences
      .slice(0, opening)
      .some((clause) => announced.test(textOf(wordsOf(clause))) && isUserFirst(clause))
  );
};

/** A drawing begins with the first part in it. */
const isDrawnFirst = (drawing: readonly Clause[]): boolean => {
  const first = drawing
    .flatMap(wordsOf)
    .find((word) =>
      is(word, 'USER', 'WEB', 'APP', 'DB', 'SERVER', 'DOMAIN', 'NAME', 'WWWNAME', 'DNS', 'WWW'),
    );
  return is(first, 'USER');
};

/** What is said in the box of a drawing, with the drawing around it. */
const isDrawn = (all: readonly Clause[], { kind, index }: Clause): boolean =>
  kind === 'item' &&
  all.slice(0, index).findLast((other) => other.kind !== 'item')?.kind === 'diagram' &&
  all.slice(index + 1).find((other) => other.kind !== 'item')?.kind === 'diagram';

/** Where nothing is told, the drawing counts; a title may stand above what is told. */
export const startsWithUser = ({ all }: Reading): boolean => {
  const told = all.filter((clause) => isSubstance(clause) && !isDrawn(all, clause));
  return told.length > 0
    ? isToldFirst(told)
    : isDrawnFirst(all.filter((clause) => clause.kind === 'diagram' || isDrawn(all, clause)));
};
