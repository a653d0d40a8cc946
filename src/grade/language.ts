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

/** Lines of a Mermaid drawing that hold no word of the student's. */
const drawingLine =
  /^[ \t]*(?:style|classDef|class|linkStyle|click|end|direction|graph|flowchart|sequenceDiagram|%%|autonumber|activate|deactivate)\b.*$/gm;

/** `E --> O[Code]`: the letters that stand for the boxes of a drawing are no words. */
const boxName =
  /\b\w{1,3}(?=[ \t]{0,9}(?:[[({]|-\.?-|->|==|--))|(?:->>?|-->|==>|-\.->|\|)[ \t]{0,9}\w{1,3}\b(?![ \t]\p{L})|\b\p{Lu}{1,2}\b/gu;

const wordsIn = (text: string): readonly string[] =>
  text
    .replace(drawingLine, ' ')
    .replace(boxName, ' ')
    .toLowerCase()
    .match(/\p{L}+/gu) ?? [];

/** How much of a text is function words of English, from where on it cannot be anything else. */
const surelyEnglish = 0.15;

/** A language shows in several of its words; one alone may be a name. */
const fewest = 3;

const byWords = (text: string): string | undefined => {
  const words = wordsIn(text);
  if (words.length < 12) return undefined;
  const share = (list: ReadonlySet<string>): number =>
    words.filter((word) => list.has(word)).length / words.length;
  const own = share(english);
  if (own >= surelyEnglish) return undefined;
  const present = new Set(words);
  const others = Object.entries(functionWords).map(([name, list]) => ({
    name,
    share: share(new Set(list.split(' '))),
    different: list.split(' ').filter((word) => present.has(word)).length,
  }));
  const [best] = others.toSorted((a, b) => b.share - a.share);
  if (best && best.share > 0.1 && best.share > own * 1.5 && best.different >= fewest) return best.name;
  // No function word of a language that we know, and hardly a word that we know.
  const known = stemsOf(words.join(' ')).filter((word) => vocabulary.words.has(word)).length / words.length;
  return words.length > 30 && own < 0.03 && known < 0.1 && (best?.share ?? 0) < 0.05
    ? 'another language'
    : undefined;
};

/** The language a text is written in when that is not English; a guess by its script or its commonest words. */
export const otherLanguage = (text: string): string | undefined => byScript(text) ?? byWords(text);
