import { isAdvice } from './advice.ts';
import { has, is, isDenied, textOf, type Clause, type Reading } from './reading.ts';
import type { Word } from './text/words.ts';

const issueName = /down ?-?time|mainten|single point|points? of fail|spof|^scal/i;

/** The words that name no issue: what is said beyond its name. */
const beyond = (words: readonly Word[]): readonly Word[] =>
  words.filter(({ plain }) => !issueName.test(plain));

/** A word with the first tag, and another word with the second one. */
const pair = (words: readonly Word[], first: string, second: string): boolean => {
  const rest = beyond(words);
  return rest.some(
    (word, at) => is(word, first) && rest.some((other, index) => index !== at && is(other, second)),
  );
};

const tagOf = { SPOF: 'spof', DOWN: 'downtime', SCALE: 'scale' } as const;

type Issue = keyof typeof tagOf;

type Named = Pick<Clause, 'words'> & { readonly topic?: Clause['topic'] | undefined };

const isOf = (clause: Named, issue: Issue): boolean =>
  clause.topic === issue || has(clause.words, tagOf[issue]);

/** Another issue is named here, or the work that leads to it. */
const isOfAnother = (clause: Named, issue: Issue): boolean =>
  (Object.keys(tagOf) as Issue[]).some((other) => other !== issue && isOf(clause, other));

/** Another issue is named in the words, or in front of them: not only far above. */
const isNamedAnother = (clause: Clause, issue: Issue): boolean =>
  isOfAnother(clause.own ? clause : { ...clause, topic: undefined }, issue);

const isNaming = (clause: Clause, issue: Issue): boolean =>
  has(clause.words, tagOf[issue]) && !isAdvice(clause);

/** In the same unit, or on the line below an item. */
const goesOn = (before: Clause, clause: Clause): boolean =>
  before.unit === clause.unit ||
  (before.kind === 'item' && clause.kind === 'prose' && !clause.own && before.unit === clause.unit - 1);

/** "This is the SPOF.", "That is why it cannot scale.": it is told in the sentence before. */
const pointsBack =
  /^(?:so |and |hence |therefore )*(?:this|that|it|these|which|we|(?:engineers|people) call)\b(?:(?: \w+){0,4} (?:spofs?|single points? of failure|down ?time)\b| (?:is|was|explains) why\b)/;

const longestBack = 10;

/** Words of a name that stands alone: "Any of them may fail. SPOF!" */
const bareName = 2;

const isBack = ({ words }: Clause, issue: Issue): boolean => {
  const count = words.filter(({ isMark }) => !isMark).length;
  return (
    has(words, tagOf[issue]) &&
    (count <= bareName || (count <= longestBack && pointsBack.test(textOf(words))))
  );
};

const partsOf = (words: readonly Word[]): Word[][] => {
  const parts: Word[][] = [[]];
  for (const word of words) {
    parts.at(-1)?.push(word);
    if (/^[,;]$/.test(word.text)) parts.push([]);
  }
  return parts;
};

/** "A SPOF, downtime, and no scaling": of a row of issues the part that is about this one; a reason may be of them all. */
const partAbout = (clause: Clause, issue: Issue): Clause => {
  const { words } = clause;
  const isRow = has(words, tagOf[issue]) && isOfAnother({ words }, issue);
  if (!isRow || /\b(?:because|since|due|as|if|when)\b/.test(textOf(words))) return clause;
  const parts = partsOf(words);
  const from = parts.findIndex((part) => has(part, tagOf[issue]));
  const rest = parts.slice(from + 1);
  const next = rest.findIndex((part) => has(part, ...Object.values(tagOf), 'maintenance', 'traffic'));
  return { ...clause, words: parts.slice(from, next < 0 ? undefined : from + 1 + next).flat() };
};

/** "As a result ...", "So ...": what comes of what stands in the sentence before. */
const follows =
  /^(?:as a (?:result|consequence)|consequently|therefore|thus|hence|so|this|that|these|it|in (?:this|that) (?:case|time|situation)|(?:during|in) (?:this|that)|meanwhile|then)\b/;

/** It goes on with a sentence about the issue, or with what goes on with that. */
const goesOnWith = (own: readonly Clause[], at: number, issue: Issue): boolean => {
  const [before, clause] = [own[at - 1], own[at]];
  if (!before || !clause || before.unit !== clause.unit || isNamedAnother(clause, issue)) return false;
  if (!follows.test(textOf(clause.words))) return false;
  return isNaming(before, issue) || goesOnWith(own, at - 1, issue);
};

const placesOf = ({ own }: Reading, issue: Issue): readonly Clause[] =>
  own.filter((clause, at) => {
    if (clause.kind === 'diagram' || isAdvice(clause)) return false;
    if (isOf(clause, issue) || goesOnWith(own, at, issue)) return true;
    const [before, behind] = [own[at - 1], own[at + 1]];
    if (before && goesOn(before, clause) && isNaming(before, issue) && !isNamedAnother(clause, issue))
      return true;
    return !isOfAnother(clause, issue) && behind?.unit === clause.unit && isBack(behind, issue);
  });

/** Where an issue is told: in its section, where it is named, and in the sentence behind or before that. */
export const aboutIssue = (reading: Reading, issue: Issue): readonly Clause[] =>
  placesOf(reading, issue).map((clause) => partAbout(clause, issue));

/** "Cannot scale: add a load balancer": the advice is none, but the issue is named in front of it. */
export const labelled = ({ own }: Reading, issue: Issue): Clause | undefined =>
  own.find(({ kind, label }) => kind !== 'diagram' && has(label, tagOf[issue]));

const lone =
  /\bonly server\b|\b(?:only|just) (?:has |have |got )?(?:one|a single|1)\b|\b(?:one|single|sole) (?:web |physical |application )?(?:server|machine|box|instance|nginx|database|component|node|host)\b|\bno (?:backup|redundan\w*|second|other|failover|replica\w*|replacement|spare)|\bnot redundan\w*|\bdepends?\b|\brel(?:y|ies)\b|\bone of (?:each|everything)\b|\bnot (?:a|an|any) (?:second|other|spare|backup|copy)\b|\bwithout (?:backup|redundan\w*|replica\w*)|\black of redundan|\bnothing replaces\b|\bbecause\b|\bsince\b|\bdue to\b|\ball\b.{0,40}\b(?:same|one|single)\b/;

const cannot =
  /\bno way\b.{0,30}\b(?:access|reach|use|open|visit|enter|see|get)\b|\b(?:not|n't|cannot|can't|won't|never|unable to|no longer|nobody can|no one can|can no longer|impossible to|not (?:be )?able to) (?:be )?(?:\w+ )?(?:access\w*|reach\w*|use\w*|open\w*|visit\w*|enter\w*|respond\w*|work\w*|serve\w*|answer\w*|available|see\w*|load\w*|function\w*|online|shown|disponible|get|show\w*|run\w*|browse|display\w*|connect\w*)\b/;

/** Something fails, and then something is lost. */
const leads =
  /\b(?:fail|crash|break|outage|problem|malfunction|fault)\w*\b.{0,60}\b(?:leads?|caus\w+|means?|results?|makes?)\b.{0,40}\b(?:fail\w*|stop\w*|down|outage|loss|crash\w*)\b/;

const without =
  /\bwithout (?:it|the|this|that|our|a) ?(?:server|machine|database|nginx|component)?\b.{0,20}\bno\b/;

/** "If something happens to it": whatever it is that goes wrong. */
const happens =
  /\b(?:something|anything|whatever|problems?|issues?) (?:\w+ )?(?:happen|occur|aris|goes|went|hits?)\w*/;

export const failsAndStops = (clause: Clause): boolean =>
  without.test(textOf(clause.words)) ||
  leads.test(textOf(clause.words)) ||
  (has(beyond(clause.words), 'fail') &&
    /\b(?:nothing (?:works?|runs?|will)|(?:sees?|gets?|has|have|finds?) nothing|no (?:more |longer any )?(?:web ?)?(?:site|page|service))\b/.test(
      textOf(clause.words),
    )) ||
  pair(clause.words, 'fail', 'down') ||
  (happens.test(textOf(clause.words)) && stops(clause)) ||
  (has(beyond(clause.words), 'fail') && cannot.test(textOf(clause.words)));

/** "The single server is a SPOF", "SPOF with only one server" say only where it is. */
const onlyWhere =
  /^(?:the|this|our|a|here|that) (?:\w+ )?(?:single|one|only|sole) (?:\w+ )?server (?:is|represents|becomes) (?:a|the|our)?[ .]*$|^\W*(?:an? )?(?:(?:we|there|it|this|the \w+) (?:have|has|is|are) (?:an? )?)?(?:with|on|in|at|for|of|by) (?:having )?(?:only |just )?(?:the |an? |our )?(?:one|single|only|1) (?:\w+ )?server[ .]*$/;

/** "This one-server design has a SPOF": that is what it is called, and no reason. */
const calledSo =
  /(?<!\b(?:due to|because|because of|since|as|with) (?:the |an? |this |our )?)\b(?:one|single)[- ]server (?:\w+ )?(?:infrastructure|set-?up|design|stack|architecture|system|deployment)\b/g;

export const isAlone = ({ words }: Clause): boolean => {
  const text = textOf(beyond(words)).replaceAll(calledSo, '');
  return lone.test(text) && !onlyWhere.test(text);
};

const parts = ['SERVER', 'WEB', 'APP', 'DB'] as const;

/** Visitors alone are in every clause about a site; here more of them come than usual. */
export const grows =
  /\b(?:scal\w*|traffic|loads?(?! balanc)|overload\w*|growth|peak|spike|surge|burst|wave|rush|flood|influx|tide|crowd\w*|thousands?|millions?|popular)\b|\b(?:many|more|lots?|too|increas\w*|high|big|huge|large|number|hundreds?|much|several)\b.{0,30}\b(?:visitors?|requests?|users?|people|clients?|connections?|readers?|guests?|customers?|viewers?)\b|\b(?:visitors|requests|users|people|clients)\b.{0,30}\b(?:grow\w*|increas\w*|at once|at the same|simultaneous\w*|together)\b/;

const anyPart =
  /\b(?:the host|anything|(?:any|one|the|a|some) (?:\w+ )?(?:parts?|components?|piece|element)|one of (?:them|these)|(?:any|one|a) (?:\w+ )?(?:malfunction|fault|failure))\b/;

/** "If the server crashes, the site is gone": a single point of failure without its name. */
export const failsUnnamed = (clause: Clause): boolean =>
  failsAndStops(clause) &&
  (has([...clause.label, ...clause.words], ...parts) ||
    clause.previous.some((actor) => parts.some((part) => part === actor)) ||
    anyPart.test(textOf(clause.words))) &&
  has(clause.words, 'site') &&
  /\b(?:if|when|once|whenever|as soon as|in case|in the event|(?:any|one|a single) (?:failure|malfunction|fault)|(?:failure|crash|loss|breakdown) (?:of|on|in|at))\b/.test(
    textOf(clause.words),
  ) &&
  !grows.test(textOf(clause.words)) &&
  !has(clause.words, 'maintenance') &&
  !/\b(?:restart|reboot|deploy)/.test(textOf(clause.words));

/** Words for what is lost, that are not the issue's own name. */
const putDown = /\b(?:bring|take|put|turn|shut|switch|knock)\w* (?:\w+ ){1,4}(?:down|off|offline)\b/;

export const stops = (clause: Clause): boolean =>
  putDown.test(textOf(clause.words)) ||
  beyond(clause.words).some((word) => is(word, 'down') && word.plain !== 'down') ||
  /\b(?:go|goes|going|went|be|is|are|was|been|take|taken|takes|put|bring|brings|brought|get|gets) (?:\w+ )?down\b|\b(?:sees?|gets?) nothing\b|\bnothing (?:works?|runs?|is|will|can)\b|\bno (?:more )?(?:web ?)?(?:site|page|service|answer)\b/.test(
    textOf(clause.words),
  ) ||
  cannot.test(textOf(clause.words));

export const restarts = (clause: Clause): boolean =>
  clause.words.some((word, at) => is(word, 'restart') && !isDenied(clause, at));
