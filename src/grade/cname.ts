import { has, isDenied, says, textOf, type Clause } from './reading.ts';
import { documentWordIs } from './record-words.ts';
import type { Word } from './text/words.ts';

/** A sentence that says once that it is no CNAME explains what a CNAME is, and names none. */
export const cnameAt = (clause: Clause): number => {
  const named = clause.words.flatMap((word, at) => (word.tags.has('cname') ? [at] : []));
  return named.some((at) => isDenied(clause, at)) ? -1 : (named[0] ?? -1);
};

/** The words behind the one at `from` that can say where it leads. */
const target = (clause: Clause, from: number) => clause.words.slice(from + 1, from + 16);

const pronoun = /^(?:it|this|the|that|which)$/;
const isRecordWord = /^(?:records?|it|this|type|entry|cname|cname record)$/;

/** The sentence after it, when that goes on with the record. */
const nextWords = (own: readonly Clause[], clause: Clause): readonly Word[] => {
  const next = own.find(({ index }) => index === clause.index + 1);
  const [first, second] = (next?.words ?? []).map(({ plain }) => plain);
  const goesOn =
    next?.unit === clause.unit &&
    pronoun.test(first ?? '') &&
    (/^(?:it|this)$/.test(first ?? '') || isRecordWord.test(second ?? ''));
  return next && goesOn && !has(next.words, 'no') && !documentWordIs.typeA(next) ? next.words : [];
};

const behindCname = (own: readonly Clause[], clause: Clause, at: number): readonly Word[] => {
  const next = nextWords(own, clause);
  return next.length > 0 ? [...clause.words.slice(at + 1), ...next] : target(clause, at);
};

const leading =
  /^(?:point|map|tie|bind|connect|resolv|lead|alias|direct|link|refer|to|for|of|translat|associat|->)\w*/i;

/** How many words a sentence has at most behind the CNAME to be read to its end. */
const longRest = 40;

const also =
  /\b(?:or|specifically|directly|also)\b(?:(?!\b(?:which|that|whose)\b)[^.]){0,30}\bto(?: (?:the|our|its|an?))?(?: server)?(?: 's)?$/;

/** "... or directly to the IP", "specifically pointing to the IP": said of the record, though a name stands before it. */
const alsoLeads = (own: readonly Clause[], clause: Clause, at: number): boolean => {
  const rest = [...clause.words.slice(at + 1), ...nextWords(own, clause)].slice(0, longRest);
  return rest.some(
    (word, index) =>
      word.tags.has('IPADDR') && !has(rest.slice(0, index), 'no') && also.test(textOf(rest.slice(0, index))),
  );
};

const denies = /^(?:another|other|which|has|instead|not|rather|where|same)$/i;

/** "It leads to a name"; "it maps a name to the IP" does not lead to one. */
const leadsToName = (between: readonly Word[]): boolean =>
  between.some(
    ({ plain }, at) => /^names?$/.test(plain) && !/^(?:to|with|into)$/.test(between[at + 1]?.plain ?? ''),
  );

/** How many words before the address say that it is where something leads. */
const beside = 4;

/** The CNAME itself is said to lead to an address. */
export const leadsToAddress = (own: readonly Clause[], clause: Clause): boolean => {
  const at = cnameAt(clause);
  if (at < 0) return false;
  if (alsoLeads(own, clause, at)) return true;
  const behind = behindCname(own, clause, at);
  // "A CNAME which maps www to 8.8.8.8": the relative is the record itself.
  const relative = behind.findIndex(({ plain }) => !/^(?:records?|,|[()]|canonical.*|names?)$/.test(plain));
  const rest = /^(?:which|that)$/.test(behind[relative]?.plain ?? '') ? behind.slice(relative + 1) : behind;
  const address = rest.findIndex((word) => word.tags.has('IPADDR'));
  if (address < 0) return false;
  const between = rest.slice(0, address);
  if (has(between, 'no')) return false;
  if (documentWordIs.typeA(clause) || has(between, 'NAME') || says(between, denies) || leadsToName(between))
    return false;
  const isEnd = says(between.slice(-beside), /^(?:to|into|with|for|of|at|on|->|directly)$/);
  return (says(between, leading) && isEnd) || /->/.test(textOf(between));
};
