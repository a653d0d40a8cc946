import { unitsOf, type Unit } from './blocks.ts';
import { boxOf, inBox } from './box.ts';
import { copiedLists, isCopied, isRequirement } from './echo.ts';
import { isName, labelEnd, leadOf, onlyMarks, withoutBullet } from './label.ts';
import { masked } from './mask.ts';
import { sentencesOf } from './sentences.ts';
import { topicOf, type Topic } from './topic.ts';
import { wordsOf, type Word } from './words.ts';

export interface Sentence {
  readonly words: readonly Word[];
  readonly kind: Unit['kind'];
  /** The words of the label before it: `Web server: ...`. They name a part and explain nothing. */
  readonly label: readonly Word[];
  /** What it is about when it does not say so itself; `own` when its own label does. */
  readonly topic?: Topic;
  readonly own: boolean;
  /** Copied from the exercise, or only a question: it earns nothing. */
  readonly echo: boolean;
  /** It stands in a box of a drawing. */
  readonly inBox?: true;
  /** Number of its unit. */
  readonly unit: number;
}

/** A write-up, read. */
export interface Document {
  readonly text: string;
  readonly plain: string;
  readonly sentences: readonly Sentence[];
}

interface Reading {
  readonly sentences: Sentence[];
  /** Of the heading or question above. */
  heading?: Topic;
  /** Of the unit above, for what goes on with it. */
  last?: Topic;
  /** Of the label in front of the unit above: for what lies deeper. */
  label?: Topic;
  /** The unit above only announced what follows. */
  opened: boolean;
  /** The unit above is a name, a question or a heading. */
  announced: boolean;
  /** What was announced above a list, for all its items. */
  list?: { readonly topic: Topic; readonly indent: number };
  /** Of the box in a drawing that a line opened. */
  box?: Topic | undefined;
  lastIndent: number;
  lastKind?: Unit['kind'];
}

const inherited = (reading: Reading, unit: Unit): Topic | undefined => {
  const { lastKind, lastIndent, heading, last, label } = reading;
  const isDeeper = unit.indent > lastIndent;
  if (isDeeper && label) return label;
  const isSibling = unit.kind === 'item' && lastKind === 'item' && !isDeeper;
  const isNext = unit.kind === 'prose' && lastKind === 'item' && !unit.follows && !isDeeper;
  const list = reading.list?.indent === unit.indent ? reading.list.topic : undefined;
  return isSibling || isNext ? ((isSibling ? list : undefined) ?? heading) : (last ?? heading);
};

/** "Server:" and deeper items below it: they all are about the server. */
const enterList = (reading: Reading, unit: Unit): void => {
  const isItem = unit.kind === 'item';
  const isDeeper = unit.indent > reading.lastIndent || reading.lastKind === 'prose';
  const isBelow = isItem && isDeeper && reading.announced;
  const isInside = reading.list !== undefined && reading.list.indent <= unit.indent;
  if (isItem && reading.lastKind === 'item' && !isBelow && isInside) return;
  delete reading.list;
  if (isBelow && reading.last) reading.list = { topic: reading.last, indent: unit.indent };
};

/** Inside an answer to one of these, "the server: ..." opens no new topic. */
const issues: ReadonlySet<string> = new Set(['SPOF', 'DOWN', 'SCALE']);

/** How many words a sentence has at most that only names an issue. */
const longestOpening = 10;

const opening =
  /^(?:there (?:is|are|will be|can be) |(?:it|this|the \w+|we) (?:can ?not|can't|cant) scale|(?:can ?not|can't|cant|hard to|not|un)? ?scal|(?:multiple |many |several |the |a )?(?:spofs?|single points?|down ?time|maintenance)|(?:no|lack of|limited|poor) scal)/;

/** "There are multiple SPOF.": what stands behind it explains the issue. */
const issueOpenedBy = (words: readonly Word[]): Topic | undefined => {
  const topic = topicOf(words);
  if (topic !== 'SPOF' && topic !== 'DOWN' && topic !== 'SCALE') return undefined;
  const plain = words.filter(({ isMark }) => !isMark).map((word) => word.plain);
  return plain.length <= longestOpening && opening.test(plain.join(' ')) ? topic : undefined;
};

/** A heading or a question: it opens a topic, and what follows is the answer. */
const openTopic = (reading: Reading, unit: Unit, words: readonly Word[], index: number): void => {
  const topic = topicOf(words);
  const echo =
    isCopied(words) || isRequirement(words) || (unit.kind === 'heading' && labelEnd(words, '') === 0);
  reading.sentences.push({
    words,
    kind: unit.kind,
    label: [],
    ...(topic ? { topic } : {}),
    own: true,
    echo,
    unit: index,
  });
  delete reading.label;
  const keep = !isCopied(words) && unit.kind !== 'heading' && isName(words);
  if (topic) reading.last = topic;
  else delete reading.last;
  reading.announced = true;
  reading.opened = topic !== undefined && (!keep || issues.has(topic));
  if (keep) return;
  if (topic) reading.heading = topic;
  else delete reading.heading;
};

/** The name of a part can be an answer; the name of an issue only announces one. */
const isAnswer = (words: readonly Word[]): boolean => !issues.has(topicOf(words) ?? '');

/** Whether a unit only announces what follows. Below a question, a bare name is the answer. */
const announces = (reading: Reading, words: readonly Word[], unit: Unit, plain: string): boolean => {
  if (unit.kind === 'diagram') return false;
  const lead = leadOf(words, plain);
  return (
    unit.kind === 'heading' ||
    isCopied(words) ||
    (lead > 0 && onlyMarks(words.slice(lead))) ||
    (unit.kind !== 'row' && isName(words) && !(reading.opened && isAnswer(words)))
  );
};

/** The sentences of a unit; a label or a question in front of one is what the next ones are about, too. */
const readSentences = (
  reading: Reading,
  unit: Unit,
  words: readonly Word[],
  plain: string,
  index: number,
): void => {
  let topic = inherited(reading, unit);
  // The first sentence below a question or a heading is its answer.
  let own = reading.opened && topic !== undefined && topic === reading.last;
  let isFirst = true;
  const required = isRequirement(words);
  for (const sentence of sentencesOf(words, plain)) {
    const lead = unit.kind === 'diagram' ? 0 : leadOf(sentence, plain);
    const label = sentence.slice(0, lead);
    const rest = sentence.slice(lead);
    const named = lead > 0 || isCopied(sentence) ? topicOf(lead > 0 ? label : sentence) : undefined;
    if (named && !(own && issues.has(topic ?? '') && !issues.has(named))) [topic, own] = [named, true];
    const isOnly = onlyMarks(rest);
    reading.sentences.push({
      words: isOnly ? sentence : rest,
      kind: unit.kind,
      label: isOnly ? [] : label,
      ...(topic ? { topic } : {}),
      own,
      echo: required || (isOnly ? isCopied(sentence) : isCopied(rest) || isRequirement(rest)),
      unit: index,
    });
    if (isFirst && !named) own = false;
    if (isFirst && !own) topic = issueOpenedBy(rest) ?? topic;
    isFirst = false;
  }
  reading.opened = false;
  reading.announced = false;
  if (topic && own) reading.label = topic;
  else if (unit.kind === 'item' && unit.indent < reading.lastIndent) delete reading.label;
  if (topic && (!own || issues.has(topic))) reading.last = topic;
  else if (own) delete reading.last;
};

const readUnit = (reading: Reading, unit: Unit, plain: string, index: number): void => {
  const words = withoutBullet(wordsOf(plain.slice(unit.start, unit.end), unit.start));
  if (onlyMarks(words)) return;
  if (unit.inBox) {
    reading.sentences.push(...inBox(words, reading.box, index));
    reading.box = boxOf(words) ?? reading.box;
    return;
  }
  reading.box = unit.kind === 'diagram' ? boxOf(words) : undefined;
  enterList(reading, unit);
  if (announces(reading, words, unit, plain)) openTopic(reading, unit, words, index);
  else readSentences(reading, unit, words, plain, index);
  reading.lastKind = unit.kind;
  reading.lastIndent = unit.indent;
};

/** Reads a write-up: its sentences, what each is about, and which are only copied. */
export const documentOf = (text: string): Document => {
  const plain = masked(text);
  const reading: Reading = { sentences: [], opened: false, announced: false, lastIndent: 0 };
  unitsOf(text, plain).forEach((unit, index) => readUnit(reading, unit, plain, index));
  const copied = copiedLists(reading.sentences);
  const sentences = reading.sentences.map((one, at) => (copied.has(at) ? { ...one, echo: true } : one));
  return { text, plain, sentences };
};
