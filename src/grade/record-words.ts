import { has, type Clause } from './reading.ts';
import type { Word } from './text/words.ts';

const next =
  /^(?:\(|records?|type|address|dns|,|\.|\)|;|-|–|—|and|not|which|that|because|since|as|in|for|it|here|:|->|rather|instead|host|pointing|mapping|with|so|ipv4|when|to|\||is|from|or|\/|=)$/i;

const before =
  /^(?:an|type|is|it's|its|that's|record|the|=|:|->|\(|as|are|of|uses?|be|dns|one|called|named|'|-|–|—|kind|by|a|use|or|\/|either|both)$/i;

/** `A` is the letter, not the article: a capital where a name of a type stands. */
const isLetter = (words: readonly Word[], at: number, topic: string | undefined): boolean => {
  const word = words[at];
  if (!word || word.text !== 'A') return false;
  const behind = words[at + 1];
  const front = words[at - 1];
  const isRecord = behind !== undefined && /^records?$/.test(behind.plain);
  if (front === undefined || /^[?.:;]$/.test(front.text))
    return (
      behind === undefined ||
      isRecord ||
      /^[.(,]$|^address$|^type$|^or$|^\/$/i.test(behind.text) ||
      (topic === 'RECORD' && next.test(behind.text) && !/^dns$/i.test(behind.text))
    );
  // A line of a zone: `www IN A 8.8.8.8`.
  if (isRecord || front.text === 'IN' || behind?.text === '8.8.8.8') return true;
  return before.test(front.text) && (behind === undefined || next.test(behind.text));
};

const denied = (words: readonly Word[], at: number): boolean =>
  has(words.slice(Math.max(0, at - 4), at), 'no');

/** The joined phrase "A record", by its capital or by the article before it: "an a record", "type a". */
const isPhrase = (words: readonly Word[], at: number): boolean => {
  const word = words[at];
  if (!word) return false;
  if (/^a[- ]records?$/.test(word.plain))
    return word.text.startsWith('A')
      ? at > 0 || words[at + 1]?.text !== 'of'
      : /^(?:an|the|is|dns|type|a)$/i.test(words[at - 1]?.text ?? '') &&
          !/^is$/i.test(words[at - 1]?.text ?? '');
  return /^a$/i.test(word.text) && /^(?:type|an)$/i.test(words[at - 1]?.text ?? '');
};

const isHost = (words: readonly Word[], at: number): boolean =>
  /^(?:address|host)$/i.test(words[at]?.text ?? '') &&
  /^(?:mapping )?records?$|^mapping$/i.test(words[at + 1]?.text ?? '');

/** Reads the letter of a record's type. */
export const documentWordIs = {
  /** The type A is named and not denied. */
  typeA: ({ words, topic }: Clause): boolean =>
    words.some(
      (_, at) =>
        (isLetter(words, at, topic) || isPhrase(words, at) || isHost(words, at)) && !denied(words, at),
    ),
};
