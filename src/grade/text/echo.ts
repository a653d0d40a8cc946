import type { Word } from './words.ts';

/** The questions and requirements of the exercise as bags of words, in no order: what is made of them alone is no answer. */
const bags: readonly ReadonlySet<string>[] = [
  'what is a server explain define it meaning definition',
  'what is the role of the a domain name does do why purpose explain we need use',
  'what which type kind of dns record www is in for foobar.com www.foobar.com explain the a',
  'what is the role of the a web server does do why purpose explain nginx',
  'what is the role of the an application server app does do why purpose explain',
  'what is the role of the a database does do why purpose explain mysql db',
  'what is the server using use to communicate with the computer of the user requesting requesting the website client protocol how does used for users do uses between and visitor communication talk browser',
  'you must be able to explain what the issues are with this infrastructure some specifics about issues problems specific',
  'spof single point of failure points what is are in this infrastructure explain',
  'downtime when maintenance is needed like deploying new code web server needs to be restarted required for during issue in case of e.g such as',
  'cannot can t scale if there is too much incoming traffic when high it issue scaling scalability not',
  'one 1 server web server nginx application server set of files your code base database mysql domain name foobar.com configured with a the www record that points pointing to your ip 8.8.8.8 you must use requirements requirement explanation and',
].map((bag) => new Set(bag.split(' ')));

const plainOf = (words: readonly Word[]): string[] =>
  words
    .filter(({ isMark }) => !isMark)
    .flatMap(({ text }) => text.toLowerCase().split(/[\s'’/-]+/))
    .filter((word) => word !== '' && word !== 's' && !/^\d{1,2}$/.test(word));

const starts = /^(?:what|which|how|why|when|explain|describe|define|whats|who|where)$/;

const isWithin = (words: readonly string[], bag: ReadonlySet<string> | undefined, share: number): boolean =>
  bag !== undefined && words.filter((word) => bag.has(word)).length >= words.length * share;

/** A question of any wording. */
export const isQuestion = (words: readonly Word[]): boolean => {
  const [first = ''] = plainOf(words);
  if (words.slice(0, -1).some(({ text }) => /^[.?!:=]$|^->$/.test(text))) return false;
  return (
    words.at(-1)?.text === '?' ||
    (starts.test(first) && words.length < 26 && bags.some((bag) => isWithin(plainOf(words), bag, 0.9)))
  );
};

/** A requirement of the exercise, addressed to the student ("your code base") or in its own words. */
export const isRequirement = (words: readonly Word[]): boolean => {
  const plain = plainOf(words);
  return plain.length > 3 && plain.includes('your') && isWithin(plain, bags.at(-1), 0.8);
};

/** An issue in the words of the exercise, with more of them than its name. */
export const isIssueEcho = (words: readonly Word[]): boolean => {
  const plain = plainOf(words);
  return plain.length > 4 && [bags[7], ...bags.slice(9, 11)].some((bag) => isWithin(plain, bag, 0.95));
};

/** One of these makes a thing to explain out of a name. */
const asks =
  /^(?:role|what|which|type|kind|purpose|why|explain|meaning|definition|describe|communicate|communication|issues?|problems?|specifics?)$/;

const states = /\b(?:is|are|does|uses?)\b/;

/** "Type A" and "DNS record: A record" answer, and ask nothing. */
const namesType = (words: readonly Word[]): boolean =>
  !/^(?:what|which)$/.test(words[0]?.plain ?? '') &&
  words.some(
    ({ text }, at) =>
      at > 0 && /^A\b/.test(text) && /^(?:type|dns|record|is|:|an|www)/.test(words[at - 1]?.plain ?? ''),
  );

/** "What type of record is www -> A": the answer stands behind the question. */
const isAnswered = (words: readonly Word[]): boolean =>
  words.slice(0, -1).some(({ text }) => /^(?:[?:=]|->)$/.test(text));

/** "Role of the web server": a thing to explain, without an answer. */
export const isTitle = (words: readonly Word[]): boolean => {
  const plain = plainOf(words);
  if (namesType(words) || (starts.test(plain[0] ?? '') && isAnswered(words))) return false;
  if (
    !plain.some((word) => asks.test(word)) ||
    (!starts.test(plain[0] ?? '') && states.test(plain.join(' ')))
  )
    return false;
  return plain.length < 22 && bags.slice(0, 8).some((bag) => isWithin(plain, bag, 1));
};

/** A question, a thing to explain or an issue, in the words of the exercise. */
export const isCopied = (words: readonly Word[]): boolean =>
  isQuestion(words) || isTitle(words) || isIssueEcho(words);

/** Nothing but words of one line of the exercise. */
const isOfExercise = (words: readonly Word[]): boolean => {
  const plain = plainOf(words);
  return plain.length > 0 && bags.some((bag) => isWithin(plain, bag, 1));
};

/** "A record" below the question about it is an answer, though the question has both words. The name of an issue is none. */
const answers = ({ words }: Item, above: Item | undefined): boolean =>
  above !== undefined &&
  isCopied(above.words) &&
  !isCopied(words) &&
  !words.some(({ tags }) => tags.has('spof') || tags.has('downtime') || tags.has('scale'));

/** How many items in a row are a list. */
const shortestList = 3;

interface Item {
  readonly words: readonly Word[];
  readonly label: readonly Word[];
  readonly kind: string;
  readonly echo: boolean;
}

/** One of them is copied for certain, or what stands above asks for them: then all are, also those that are a name alone. */
const isCopiedList = (items: readonly Item[], above: Item | undefined): boolean =>
  items.length >= shortestList &&
  (items.some(({ words, echo }) => echo || plainOf(words).includes('your')) ||
    [above, ...items].some(
      (one) =>
        one !== undefined &&
        /\b(?:must|requirements?|have to use|should use)\b/.test(plainOf(one.words).join(' ')),
    ));

/** A line of a list with a mark in front, or of one without. */
const isListed = (one: Item | undefined): one is Item => one?.kind === 'item' || one?.kind === 'prose';

/** Where the exercise's own list of parts, questions or issues was pasted: its sentences are no answer. */
export const copiedLists = (sentences: readonly Item[]): ReadonlySet<number> => {
  const copied = new Set<number>();
  let start = 0;
  for (let at = 0; at <= sentences.length; at += 1) {
    const one = sentences[at];
    const above = sentences[at - 1];
    const isLine = isListed(one) && isOfExercise([...one.label, ...one.words]) && !answers(one, above);
    if (isLine && (start === at || above?.kind === one.kind)) continue;
    if (isCopiedList(sentences.slice(start, at), sentences[start - 1]))
      for (let index = start; index < at; index += 1) copied.add(index);
    start = isLine ? at : at + 1;
  }
  return copied;
};
