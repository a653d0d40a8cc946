import { is, isDenied, textOf, type Clause } from './reading.ts';
import { actorOf, isAction } from './text/agents.ts';
import type { Word } from './text/words.ts';

/** What a server can be. */
const thing =
  /(?:^|\s)(?:computers?|machines?|hardwares?|softwares?|program(?:me)?s?|systems?|devices?|vms?|vps|appliances?|equipments?|tools?|apparatus|workstations?|pcs?|box|boxes|instances?|physical|virtual)$/;

/** "Server", however it is called, and not the thing it is. */
const isServer = (word: Word | undefined): boolean =>
  is(word, 'SERVER') && /s[ae]r?vers?$/.test(word?.plain ?? '');

const isThing = (word: Word): boolean => thing.test(word.plain) && !is(word, 'WEB', 'APP', 'DB', 'USER');

/** Between these and the thing stands nothing but what describes it. */
const divides = /^(?:if|when|because|since|so|while|unless|until|then|whose|what|only|not|no)$/;

/** "A dedicated computer", "a rented machine": these are no deeds. */
const describes =
  /^(?:dedicated|shared?|rented|connected|powered|hosted|hosting|storage|always|process|sort|form|kind|type|defined?|single)$|(?:ful|able|ing|ed)$/;

/** "A piece of hardware", and not "the heart of the system". */
const kindOf =
  /^(?:pieces?|kinds?|types?|sorts?|forms?|sets?|combinations?|collections?|instances?|bits?|class|group|terms?)$/;

const inside = /^[,()/'"-]$/;

/** An article, an adjective, "a piece of", "either hardware or". */
const isDescription = (word: Word, index: number, words: readonly Word[]): boolean =>
  inside.test(word.text) ||
  isThing(word) ||
  (!word.isMark &&
    !divides.test(word.plain) &&
    actorOf(word) === undefined &&
    !is(word, 'rel', 'it', 'be', 'may') &&
    (!is(word, 'prep') || (/^(?:of|for)$/.test(word.plain) && kindOf.test(words[index - 1]?.plain ?? ''))) &&
    (!isAction(word) || describes.test(word.plain)) &&
    !isLink(word));

const isLink = (word: Word | undefined): boolean =>
  word !== undefined &&
  ((is(word, 'be') && word.plain !== 'that') ||
    /^(?:refers?|represents?|constitutes?|denotes?|as|na|its|they're|[:=–—-]|->)$/i.test(word.text));

/** "It is a computer": the one who was spoken of. */
const isPronoun = (word: Word | undefined): boolean =>
  /^(?:it|they|this|these|them|that|its|it's|they're)$/i.test(word?.text ?? '');

const speaksOfServer = ({ topic, previous }: Clause): boolean =>
  topic === 'SERVER' || previous.includes('SERVER');

const says = /^(?:defin|describ|consider|think|thought|sa[iy]|refer|acts?$|function|known)/;

const article = /^(?:the|an?)$/;

/** "A server, or web server, ...", "a server, also called a web server, ...": still the same one. */
const isOtherName = (words: readonly Word[], at: number): boolean =>
  words.slice(Math.max(0, at - 3), at).some(({ plain }) => /^(?:or|called|known|named)$/.test(plain));

/** Somebody else, or something that is done: the link is not the server's. */
const isInTheWay = ({ words }: Clause, at: number): boolean => {
  const word = words[at];
  if (!word || isOtherName(words, at)) return false;
  const isDeed = isAction(word) && !says.test(word.plain) && !article.test(words[at - 1]?.plain ?? '');
  return actorOf(word) !== undefined || is(word, 'rel') || isDeed;
};

const isFirst = ({ words }: Clause, at: number): boolean =>
  isServer(words.slice(0, at).find((word) => actorOf(word) !== undefined));

/** "The server, which is ...". */
const isRelative = ({ words }: Clause, at: number): boolean =>
  is(words[at], 'rel') &&
  (isServer(words[at - 1]) || (words[at - 1]?.text === ',' && isServer(words[at - 2])));

/** "... is used as the system has few users", but "acts as the machine". */
const isReason = ({ words }: Clause, link: number): boolean =>
  words[link]?.plain === 'as' &&
  /^(?:the|this|our|all)$/.test(words[link + 1]?.plain ?? '') &&
  !words.slice(Math.max(0, link - 3), link).some(({ plain }) => says.test(plain));

/** Whether what the link at `link` says is said of the server. */
const isSubject = (clause: Clause, link: number): boolean => {
  if (isReason(clause, link)) return false;
  if (isRelative(clause, link - 1)) return true;
  for (let at = link; at >= 0; at -= 1) {
    const word = clause.words[at];
    if (isServer(word)) return !is(clause.words[at - 1], 'no');
    if (isPronoun(word)) return speaksOfServer(clause) || isFirst(clause, at);
    if (at < link && isInTheWay(clause, at)) return false;
  }
  return clause.topic === 'SERVER';
};

/** "A server, a machine which ...", "the server (a virtual machine)", "server - computer". */
const isApposition = ({ words }: Clause, at: number): boolean => {
  const [server, mark, next] = words.slice(at, at + 3);
  if (!server || !mark || !isServer(server)) return false;
  return (
    mark.text === '(' ||
    (mark.text === '-' && mark.start > server.end) ||
    (mark.text === ',' && /^(?:an?|one|our|some)$/.test(next?.plain ?? ''))
  );
};

/** "A computer which serves others is called a server", "one machine (the server)". */
const isCalled =
  /^,? ?(?:(?!\. )[^;]){0,120}?(?:\b(?:is|are|be)(?: \w+)? (?:a|an|the|our)|\b(?:called|named|known as|referred to as|as|considered)(?: an?| the| our)?|\( ?(?:the|our)?) server\b(?! (?:error|room))/;

/** What stands in front of the thing at `at`, without what describes it. */
const frontOf = ({ words }: Clause, at: number): number => {
  const front = words.slice(0, at).findLastIndex((word, index) => !isDescription(word, index, words));
  const isTo = words[front]?.plain === 'to' && words[front - 1]?.plain.startsWith('refer') === true;
  return isTo ? front - 1 : front;
};

/** "The server is a system administrator's job", "hardware failure": the thing only says which. */
const head =
  /^(?:failures?|faults?|issues?|problems?|errors?|crash\w*|resources?|powers?|administrat\w*|files?|ports?|architectures?|networks?|infrastructures?|requirements?|updates?|upgrades?|maintenance)$/;

/** "The system goes down", "hosting software": it is not what the server is, but what something does. */
const isActing = ({ words }: Clause, at: number): boolean => {
  const [first, next] = [words[0], words[at + 1]];
  if (first && isAction(first) && first.plain.endsWith('ing')) return true;
  return (
    first?.plain === 'the' &&
    next !== undefined &&
    (is(next, 'be', 'may', 'down') || isAction(next)) &&
    next.plain !== 'that' &&
    !/(?:ing|ed)$/.test(next.plain)
  );
};

const isSaid = (clause: Clause, at: number): boolean => {
  const word = clause.words[at];
  if (!word || !isThing(word) || isDenied(clause, at) || head.test(clause.words[at + 1]?.plain ?? ''))
    return false;
  const front = frontOf(clause, at);
  if (front < 0 && clause.topic === 'SERVER') return !isActing(clause, at);
  if (isLink(clause.words[front]) ? isSubject(clause, front) : isApposition(clause, front)) return true;
  return front < 0 && isCalled.test(textOf(clause.words.slice(at + 1)));
};

/** Where a clause says what kind of thing the server is: a machine, a program; -1 when it does not. */
export const kindSaidAt = (clause: Clause): number => clause.words.findIndex((_, at) => isSaid(clause, at));
