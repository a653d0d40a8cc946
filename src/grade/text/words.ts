import { corrected } from './spelling.ts';
import { stem } from './stem.ts';
import { vocabulary } from './vocabulary.ts';

/** A word, a phrase of the vocabulary or a mark, and what it can mean. Offsets are those of the original text. */
export interface Word {
  readonly text: string;
  /** In small letters, typing errors in our words corrected. */
  readonly plain: string;
  readonly start: number;
  readonly end: number;
  readonly tags: ReadonlySet<string>;
  readonly isMark: boolean;
}

interface Piece extends Omit<Word, 'tags'> {
  readonly stem: string;
}

const pattern =
  /\d{1,3}(?:\.\d{1,3}){3}|[\p{L}\p{N}]+(?:[.'’][\p{L}\p{N}]+)*|[-=~]{1,20}>|<[-=]{1,20}|[→⟶➜➡⇒▶►↔⇄]|[^\s\p{L}\p{N}]/gu;

const arrow = /^(?:[-=~]+>|[→⟶➜➔➞➡⇒⟹▶►👉])$/u;

/** `browser.The` is two words with a dot between them; `foobar.com`, `8.8.8.8` and `Node.js` are one. */
const glued = /^(\p{L}{2,})\.(\p{Lu}\p{Ll}+|(?:the|it|this|a|and|in|if|when))$/u;

const pieceAt = (text: string, start: number): Piece => {
  const isMark = !/^[\p{L}\p{N}]/u.test(text);
  const plain = text.toLowerCase();
  const shown = arrow.test(text) ? '->' : text;
  const own = isMark ? shown : stem(plain);
  const right = isMark ? shown : corrected(own, plain);
  return {
    text: shown,
    plain: isMark || right === own ? shown.toLowerCase() : (vocabulary.words.get(right) ?? plain),
    start,
    end: start + text.length,
    isMark,
    stem: right,
  };
};

const piecesOf = (text: string, offset: number): Piece[] =>
  [...text.matchAll(pattern)].flatMap(({ 0: found, index }) => {
    const start = offset + index;
    const two = glued.exec(found);
    if (!two) return [pieceAt(found, start)];
    const [, first = '', second = ''] = two;
    return [
      pieceAt(first, start),
      pieceAt('.', start + first.length),
      pieceAt(second, start + first.length + 1),
    ];
  });

const isJoin = (piece: Piece | undefined, next: Piece | undefined): boolean =>
  piece?.text === '-' && piece.end === next?.start;

/** The longest phrase of the vocabulary that begins here, and how many pieces it takes. A hyphen between two words is none. */
const phraseAt = (
  pieces: readonly Piece[],
  at: number,
): { tags: ReadonlySet<string>; length: number } | undefined => {
  let key = '';
  let found: { tags: ReadonlySet<string>; length: number } | undefined;
  for (let length = 1, words = 0; words < vocabulary.longest; length += 1) {
    const piece = pieces[at + length - 1];
    if (!piece || (piece.isMark && length > 1 && piece.text !== '-' && piece.text !== '/')) break;
    if (length > 1 && isJoin(piece, pieces[at + length])) continue;
    key = key === '' ? piece.stem : `${key} ${piece.stem}`;
    words += 1;
    const tags = vocabulary.phrases.get(key);
    if (tags) found = { tags, length };
  }
  return found;
};

const none: ReadonlySet<string> = new Set();

/** The words of a text that stands at this offset, phrases joined. */
export const wordsOf = (text: string, offset: number): Word[] => {
  const pieces = piecesOf(text, offset);
  const words: Word[] = [];
  for (let at = 0; at < pieces.length;) {
    const first = pieces[at];
    if (!first) break;
    const { tags, length } = phraseAt(pieces, at) ?? { tags: none, length: 1 };
    const last = pieces[at + length - 1] ?? first;
    words.push({
      text: length === 1 ? first.text : text.slice(first.start - offset, last.end - offset),
      plain: pieces
        .slice(at, at + length)
        .map(({ plain }) => plain)
        .join(' ')
        .replace(/ - /g, '-'),
      start: first.start,
      end: last.end,
      tags,
      isMark: first.isMark && length === 1,
    });
    at += length;
  }
  return words;
};
