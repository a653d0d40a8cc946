import { has, says, textOf, type Clause, type Reading } from './reading.ts';

/** What could be, should be, is missing or comes later: it is no part of this design. */
const notHere =
  /\b(?:could|should|would|can|may|might|must|ought|need|needs|needed|if|unless|once|future|later|next|instead|without|no|not|nor|lack\w*|unlike|missing|absence|never|n't|hard|difficult|challeng\w*|impossible|solution\w*|solv\w*|fix\w*|add|adds|adding|added|recommend\w*|suggest\w*|consider\w*|improv\w*|enhanc\w*|better|ideal\w*|avoid\w*|prevent\w*|mitigat\w*|overcom\w*|to address|addressing|addressed|eliminat\w*|introduc\w*|implement\w*|utili[sz]\w*|adopt\w*|requir\w*|alternative\w*|typical\w*|usual\w*|often|real|production|other|larger|big|bigger|complex|unlike|compared|advanced|task|eg|example|such as|like|e ?\.? ?g)\b/;

/** "Use two servers": an order to somebody who would change it. */
const order =
  /^(?:please |then |also |just |to \w+ )*(?:use|add|put|place|set|deploy|install|run|have|get|buy|rent|move|split|separate|spread|distribute|scale|increase|replicate|duplicate|configure|provision|employ|make|create|ensure|upgrade|host|keep|go|try|think|switch|extend|load balanc\w*|redundan\w*|horizontal\w*|vertical\w*|multiple servers?)\b/;

/** A line that announces what could be done about the weaknesses. */
const announces =
  /\b(?:solution|solv|to address|addressing|improv|enhanc|mitigat|recommend|suggest|fix|overcome|future|upgrade|how to|next step|alternativ|optimi[sz]|consider|could|should|would|further|better|scale up|scaling up|resilien|advice|tip|to do|evolution|evolv)/;

const whole = ({ label, words }: Clause): string => textOf([...label, ...words]);

const isAnnouncement = (clause: Clause): boolean =>
  clause.kind === 'heading' || clause.words.at(-1)?.text === ':';

/** How many sentences a list of advice has at most. */
const longestList = 30;

/** The heading or the line with a colon that this one stands below. */
const above = ({ all }: Reading, { index }: Clause): Clause | undefined =>
  all.slice(Math.max(0, index - longestList), index).findLast(isAnnouncement);

/** Whether a sentence tells what somebody could do, or what is elsewhere, and not what is in this design. */
export const isElsewhere = (reading: Reading, clause: Clause): boolean => {
  if (has(clause.words, 'no') || notHere.test(whole(clause)) || order.test(textOf(clause.words))) return true;
  const announcement = above(reading, clause);
  return announcement !== undefined && announces.test(whole(announcement));
};

/** "We have", "the design consists of": it is said of this design. */
export const isOfDesign = ({ label, words }: Clause): boolean =>
  says([...label, ...words], /^(?:our|my|we|i|this|here)$/) ||
  /\b(?:the|a) (?:\w+ )?(?:design|infrastructure|architecture|setup|stack|system|website|site) (?:\w+ )?(?:has|have|is|are|uses?|consists?|includes?|contains?|compris\w*|runs?|made)\b|\bthere are (?:two|three|four|2|3|4)\b|\b(?:both|our) (?:\w+ )?servers\b/.test(
    textOf([...label, ...words]),
  );
