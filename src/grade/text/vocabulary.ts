import { actors, entities } from './entities.ts';
import { nouns, small } from './nouns.ts';
import { stem } from './stem.ts';
import { verbs } from './verbs.ts';

/** Tags by the stems of a phrase, and how many words the longest phrase has. */
export interface Vocabulary {
  readonly phrases: ReadonlyMap<string, ReadonlySet<string>>;
  /** Every stem of a phrase, and a word that has it. */
  readonly words: ReadonlyMap<string, string>;
  readonly longest: number;
}

const listed = (lists: readonly Readonly<Record<string, string>>[]): (readonly [string, string])[] =>
  lists.flatMap((list) =>
    Object.entries(list).flatMap(([tag, phrases]) =>
      phrases.split(';').map((phrase) => [tag, phrase.trim()] as const),
    ),
  );

/** The words of a phrase as stems; what is no letter or digit divides, a dot in a name or number does not. */
export const stemsOf = (phrase: string): string[] =>
  (phrase.match(/[\p{L}\p{N}]+(?:[.'’][\p{L}\p{N}]+)*|\S/gu) ?? []).filter((word) => word !== '-').map(stem);

const made = (): Vocabulary => {
  const phrases = new Map<string, Set<string>>();
  for (const [tag, phrase] of listed([entities, verbs, nouns, small])) {
    const key = stemsOf(phrase).join(' ');
    phrases.set(key, (phrases.get(key) ?? new Set()).add(tag));
  }
  // "Single server" is a server, too; "web server" is not one.
  for (const [key, tags] of phrases) {
    const last = key.slice(key.lastIndexOf(' ') + 1);
    if (last !== key && [...tags].every((tag) => !actors.has(tag)) && phrases.get(last)?.has('SERVER'))
      tags.add('SERVER');
  }
  const written = listed([entities, verbs, nouns, small]).flatMap(([, phrase]) => phrase.split(/[\s/-]+/));
  const words = new Map(written.toReversed().map((word) => [stem(word), word.toLowerCase()]));
  return {
    phrases,
    words: new Map([...words].filter(([key]) => key.length > 3)),
    longest: Math.max(...[...phrases.keys()].map((key) => key.split(' ').length)),
  };
};

export const vocabulary: Vocabulary = made();

export const actionTags: ReadonlySet<string> = new Set(Object.keys(verbs));
