import { textOf, type Clause } from './reading.ts';

/** What a design of more than one server is made of: a server alone is none, "more servers" are. */
const remedy =
  '(?:load[- ]?balanc\\w*|redundan\\w*|replicas?|replication|clusters?|clustering|fail-?over|back-?ups?|cdn|cach\\w*|auto[- ]?scal\\w*|cloud|rolling|blue|micro-?services?|containers?|high availability|(?:horizontal|vertical)\\w*|(?:more|several|multiple|additional|extra|another|second|other|further|redundant|many|two) (?:\\w+ )?(?:servers?|machines?|instances?|nodes?))';

const takesUp =
  '(?:add|us|adopt|deploy|employ|install|invest in|hav|need|put|consider|implement|introduc|utili[sz]|leverag|appl|buy|set(?:ting)? up)\\w*';

const takesRemedy = `${takesUp} (?:(?:an?|the|some|in|with|like|such as|solutions?) )*${remedy}`;

/** A sentence may open with one of these and still be an order. */
const opening =
  '(?:(?:so|then|also|therefore|thus|hence|please|instead|ideally|and|later|in (?:the )?future|,|:) ?)*';

const better =
  '(?:help|improv|reduc|minimi[sz]|solv|address|mitigat|fix|overcom|eliminat|prevent|avoid|resolv|enhanc|ensur|remov)\\w*';

const weakness = '(?:down ?time|disruptions?|interruptions?|spofs?|single points?|risks?|outages?)';

const may = '(?:could|can|would|might|may|will|should|must)';

const advising: readonly RegExp[] = [
  // "Consider a second server", "Implement redundancy": nobody is said to do it.
  new RegExp(`^${opening}(?:consider|implement|introduc|adopt|employ|leverag|utili[sz])(?:e|ing)?\\b`),
  new RegExp(`^${opening}${takesRemedy}`),
  // "To address this, ...", "We could add a load balancer", "Rolling updates can minimise it".
  new RegExp(`^${opening}to (?:${better}|achieve|handle|cope|scale)\\b.{0,80}\\b${takesRemedy}`),
  new RegExp(`^${opening}to ${better} (?:this|these|that|those|it|them)\\b`),
  new RegExp(
    `\\b(?:we|you|one|they|i|it) (?:${may}|need|have|had) (?:(?:also|to|be|need|scaled) )*(?:by )?${takesRemedy}`,
  ),
  new RegExp(
    `\\b${may} (?:also )?be (?:scaled (?:by|with)|${better}|added|implemented|introduced|considered)`,
  ),
  new RegExp(`\\b${remedy} (?:or [\\w ]{3,30} )?${may} be (?:used|needed|required|deployed)`),
  /^(?:possible )?(?:solutions?|mitigations?) ?[:=-]/,
  /\b(?:is|are) (?:recommended|advised|advisable)\b|\bsolutions? (?:to|for|is|are|include\w*|would|could|can|like|such|here)\b/,
  new RegExp(`\\b(?:${may}|helps?|to) (?:also |to )?${better} .{0,30}\\b${weakness}`),
  new RegExp(
    `\\b${remedy}\\b.{0,60}\\b(?:${may}|helps?) (?:also |to |us )*(?:${better}|scale|allow|share|spread|distribute)`,
  ),
  new RegExp(`^(?:an? |the )?(?:${remedy}|this|that|it|which)\\b(?: (?:would|will|can|could))? ${better}\\b`),
  /\bzero[- ]down-?time\b/,
  new RegExp(`\\bwithout (?:\\w+ ){0,2}${weakness}`),
  /\bfor (?:an? )?(?:improved|better|higher|more|increased|greater) (?:availability|scalability|reliability|performance)\b/,
];

/** What the design lacks is told beside what would help: "use a load balancer, since one server cannot carry it". */
const complains =
  /\b(?:only|just) (?:one|a single|1)\b|\b(?:one|single) (?:server|machine)\b|\b(?:can ?not|can't|unable|n't have)\b/;

const adviceLabel =
  /^(?:solutions?|mitigations?|remed\w+|improvements?|recommend\w+|suggest\w+|advice|fix(?:es)?|how to)\b/;

/** "Consider a load balancer": it says what another design would have, and nothing of what this one lacks. */
export const isAdvice = ({ label, words }: Clause): boolean => {
  const text = textOf(words);
  if (adviceLabel.test(textOf(label))) return true;
  return advising.some((pattern) => pattern.test(text)) && !complains.test(text);
};
