import { stemsOf, vocabulary } from './text/vocabulary.ts';

/** The commonest function words of each language, none of which English has. */
const functionWords: Readonly<Record<string, string>> = {
  French:
    'le la les des une est et du dans pour qui que avec sur pas par au aux ce cette il elle sont vers lorsque quand nous notre un',
  Spanish: 'el los las una es y del en para que con por se al lo su sus son este esta cuando como un nuestro',
  Portuguese: 'o os um uma é e do da dos das em para que com por se ao são este esta quando como no na nosso',
  German:
    'der die das und ist ein eine den dem des mit auf für von zu nicht sich wird werden wenn auch einen',
  Italian: 'il lo gli una è e di del della per che con su non si al sono questo quando come un nel',
  Swahili:
    'ni na ya wa kwa za la katika hii hiyo huu kama au yake ambayo ambao cha vya mtumiaji seva jina wakati sisi yetu',
  Indonesian: 'yang dan di ke dari untuk dengan adalah ini itu pada tidak akan sebuah atau oleh dapat kita',
  Turkish: 've bir bu için ile olarak olan da de sunucu gibi daha veya sonra kadar eğer',
  Kinyarwanda: 'ni na mu ku kandi iyo cyangwa ariko kuri muri nka uyu aho',
};

const english = new Set(
  'the a an is are of to and in for that this it on with by as or be from which when if at we our not can has have will was were its they there only one'.split(
    ' ',
  ),
);

/** A word must be mostly of letters of this script to count. */
const scripts: Readonly<Record<string, RegExp>> = {
  Arabic: /\p{Script=Arabic}/gu,
  Amharic: /\p{Script=Ethiopic}/gu,
  Cyrillic: /\p{Script=Cyrillic}/gu,
  Chinese: /\p{Script=Han}/gu,
  Japanese: /[\p{Script=Hiragana}\p{Script=Katakana}]/gu,
  Korean: /\p{Script=Hangul}/gu,
  Greek: /\p{Script=Greek}/gu,
  Hindi: /\p{Script=Devanagari}/gu,
  Hebrew: /\p{Script=Hebrew}/gu,
};

const countOf = (text: string, pattern: RegExp): number => text.match(pattern)?.length ?? 0;

const byScript = (text: string): string | undefined => {
  const latin = countOf(text, /\p{Script=Latin}/gu);
  return Object.entries(scripts).find(([, pattern]) => {
    const found = countOf(text, pattern);
    return found > 20 && found > latin * 0.6;
  })?.[0];
};

const byWords = (text: string): string | undefined => {
  const words = text.toLowerCase().match(/\p{L}+/gu) ?? [];
  if (words.length < 12) return undefined;
  const share = (list: ReadonlySet<string>): number =>
    words.filter((word) => list.has(word)).length / words.length;
  const own = share(english);
  const others = Object.entries(functionWords).map(([name, list]) => ({
    name,
    share: share(new Set(list.split(' '))),
  }));
  const [best] = others.toSorted((a, b) => b.share - a.share);
  if (best && best.share > 0.1 && best.share > own * 1.5) return best.name;
  // No function word of a language that we know, and hardly a word that we know.
  const known = stemsOf(words.join(' ')).filter((word) => vocabulary.words.has(word)).length / words.length;
  return words.length > 30 && own < 0.03 && known < 0.1 && (best?.share ?? 0) < 0.05
    ? 'another language'
    : undefined;
};

/** The language a text is written in when that is not English; a guess by its script or its commonest words. */
export const otherLanguage = (text: string): string | undefined => byScript(text) ?? byWords(text);
