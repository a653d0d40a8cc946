import { cnameAt, leadsToAddress } from './cname.ts';
import { has, textOf, type Clause, type Reading } from './reading.ts';
import { documentWordIs } from './record-words.ts';
import type { Word } from './text/words.ts';

/** What a text says of the type of the record `www`. */
export interface RecordSaid {
  readonly answer: 'a' | 'cname-chain' | 'hedge' | 'both' | 'cname' | 'cname-to-ip' | 'unnamed';
  readonly clauses: readonly Clause[];
}

const words = ({ label, words: rest }: Clause) => [...label, ...rest];

const isAbout = (clause: Clause): boolean =>
  clause.topic === 'RECORD' ||
  has(words(clause), 'WWW', 'WWWNAME', 'NAME', 'DNS', 'DOMAIN', 'record', 'IPADDR', 'cname');

const hasCname = (clause: Clause): boolean => cnameAt(clause) >= 0;

const or =
  /\bcname\b.{0,30}(?:\bor\b|\/|\beither\b).{0,30}\ba\b|\ba\b(?: \(? ?\w+ ?\)?)?(?: records?)?.{0,12}(?:\bor\b|\/).{0,25}\b(?:cname|canonical)\b|\bboth\b.{0,12}\b(?:a|cname)\b(?: records?)? and (?:an? )?(?:cname|a)\b/;

const possible =
  /\b(?:could|may|might|can|sometimes|in general|generally|other designs?|usually)\b.{0,40}\bcname\b/;

const chosen =
  /\b(?:here|in (?:this|our|my) (?:case|design|infrastructure|setup|exercise|task|project|example|stack)|(?:we|i) (?:use|used|chose|choose|have|took)|it is an? a|(?:is|uses?|must be|should be|has to be) an? a)\b/;

/** "A CNAME that leads www to the domain, or directly an A record": however much is told of the first one. */
const offersA = (clause: Clause): boolean => {
  const rest = clause.words.slice(cnameAt(clause) + 1);
  const at = rest.findLastIndex(({ plain }) => plain === 'or');
  return (
    at >= 0 &&
    /^or (?:(?:directly|simply|just|even|else|also|instead) )?(?:an? |type )?a\b/.test(
      textOf(rest.slice(at, at + 5)),
    ) &&
    documentWordIs.typeA({ ...clause, words: rest.slice(at) })
  );
};

/** "An A record that holds the address, or a CNAME": the other way round. */
const offersCname = (clause: Clause): boolean => {
  const at = clause.words.findLastIndex(({ plain }, index) => plain === 'or' && index < cnameAt(clause));
  const front = clause.words.slice(0, Math.max(0, at));
  return (
    !has(front, 'no') &&
    /^or (?:(?:also|even|else|simply) )?(?:an? |the |type )*(?:\( ?)?(?:cname|canonical)/.test(
      textOf(clause.words.slice(Math.max(0, at))),
    ) &&
    documentWordIs.typeA({ ...clause, words: front })
  );
};

/** Both types in one sentence, and neither is chosen. */
const isHedge = (clause: Clause): boolean => {
  const text = textOf(words(clause));
  if (!hasCname(clause) || !documentWordIs.typeA(clause)) return false;
  if (!or.test(text) && !offersA(clause) && !offersCname(clause)) return false;
  return !(possible.test(text) && chosen.test(text));
};

/** How many sentences behind "A or CNAME" the choice may stand. */
const choiceWithin = 2;

/** "It may be A or CNAME. Here it is an A record": offered, and then chosen. */
const choiceBehind = (about: readonly Clause[], hedge: Clause): Clause | undefined =>
  about.find(
    (clause) =>
      clause.index > hedge.index &&
      clause.index <= hedge.index + choiceWithin &&
      clause.topic === hedge.topic &&
      !has(clause.words, 'cname') &&
      documentWordIs.typeA(clause) &&
      chosen.test(textOf(clause.words)),
  );

/** It leads to the domain itself, and that has its name in the same sentence. */
const namesApex = (clause: Clause): boolean =>
  cnameAt(clause) >= 0 && clause.words.some((word) => word.tags.has('NAME'));

/** "So that both resolve to the same IP", "to the same IP as foobar.com": then foobar.com has one. */
const sharesAddress = (clause: Clause): boolean =>
  has(clause.words, 'NAME') &&
  /\b(?:resolv|lead|point|map|go|have|has|shar|get|end)\w*\b.{0,25}\bsame (?:\w+ )?(?:ip|address)/.test(
    textOf(clause.words),
  ) &&
  !has(clause.words, 'no');

/** "foobar.com has an A record", "foobar.com is 8.8.8.8": the name at the end of the chain has an address. */
const apexLeads = (clause: Clause): boolean => {
  return clause.words.some((word, at) => {
    if (!word.tags.has('NAME')) return false;
    const rest = clause.words.slice(at + 1, at + 14);
    const stop = rest.findIndex(
      (other) => other.tags.has('WWWNAME') || other.tags.has('WWW') || other.tags.has('cname'),
    );
    const near = stop < 0 ? rest : rest.slice(0, stop);
    if (has(near, 'no')) return false;
    return has(near, 'IPADDR') || documentWordIs.typeA({ ...clause, words: near });
  });
};

/** A CNAME explained in general, or denied, beside an A record that is chosen. */
const saysCname = (clause: Clause): boolean => hasCname(clause) && !possible.test(textOf(clause.words));

/** "www is generally a CNAME": without an A record beside it, that is what is said of this one. */
const saysMostly = (clause: Clause): boolean =>
  hasCname(clause) &&
  has(clause.words, 'WWW', 'WWWNAME') &&
  /\b(?:is|are) (?:generally|usually|in general|sometimes|often) (?:an? )?(?:\( ?)?cname\b/.test(
    textOf(clause.words),
  );

const isOurAddress = (rest: readonly Word[]): boolean =>
  /8\.8\.8\.8|\bserver\b.{0,12}\bip\b|\bits ip\b|\bip\b.{0,20}\bserver\b/.test(textOf(rest));

/** Below the domain name: "Maps to the server's IP". */
const leadsAsTopic = ({ words: rest, topic }: Clause): boolean =>
  topic === 'DOMAIN' &&
  /^(?:it )?(?:maps|points|leads|resolves|translates) to\b/.test(textOf(rest)) &&
  !has(rest, 'WWW', 'WWWNAME', 'cname') &&
  isOurAddress(rest);

/** The domain of this design, and not domain names in general, leads to the address of the server. */
const domainLeads = (clause: Clause): boolean => {
  const { words: rest } = clause;
  if (leadsAsTopic(clause)) return true;
  const at = rest.findIndex(
    (word, index) =>
      (word.tags.has('DOMAIN') || word.plain === 'name') &&
      !word.plain.endsWith('s') &&
      /^(?:the|our|my|main|root|this|that)$/.test(rest[index - 1]?.plain ?? ''),
  );
  return (
    at >= 0 &&
    has(rest, 'IPADDR') &&
    has(rest, 'translate', 'point') &&
    !has(rest, 'no', 'cname', 'readable') &&
    isOurAddress(rest)
  );
};

/** "We only change the A record of foobar.com", beside the CNAME: both ends of the chain in one sentence. */
const apexHasA = (clause: Clause): boolean =>
  /\ba[- ]records? (?:of|for|on|at) (?:the )?(?:domain )?foobar|\bfoobar\.com(?: 's)? a[- ]record/.test(
    textOf(clause.words),
  );

const ofChain = (own: readonly Clause[], cname: Clause): readonly Clause[] | undefined => {
  if (apexHasA(cname) || (namesApex(cname) && sharesAddress(cname))) return [cname];
  const near = own.filter(({ index }) => Math.abs(index - cname.index) < 3);
  const apex =
    near.find((clause) => apexLeads(clause)) ??
    own.find((clause) => clause !== cname && domainLeads(clause)) ??
    own.find((clause) => apexLeads(clause) && !has(clause.words, 'WWW', 'WWWNAME', 'cname'));
  return namesApex(cname) && apex ? [...new Set([cname, apex])] : undefined;
};

/** "The www is typically a CNAME": of this record, and not of what a CNAME is. */
const isSaidOfWww = (clause: Clause): boolean =>
  has(clause.words.slice(0, cnameAt(clause)), 'WWW', 'WWWNAME') &&
  hasCname(clause) &&
  /\b(?:is|uses?) (?:\w+ )?(?:an? )?(?:\w+ )?(?:\( ?)?(?:cname|canonical)/.test(textOf(clause.words)) &&
  !/\b(?:others?|elsewhere|general)\b/.test(textOf(clause.words)) &&
  !documentWordIs.typeA(clause);

/** Reads what is said of the type of `www`. */
export const recordSaid = (reading: Reading): RecordSaid => {
  const own = reading.own.map((clause): Clause => ({ ...clause, words: words(clause), label: [] }));
  const [told, drawn] = [
    own.filter(({ kind }) => kind !== 'diagram'),
    own.filter(({ kind }) => kind === 'diagram'),
  ];
  const about = told.filter(isAbout);
  const hedge = about.find(isHedge);
  const choice = hedge && choiceBehind(about, hedge);
  if (choice) return { answer: 'a', clauses: [choice] };
  if (hedge) return { answer: 'hedge', clauses: [hedge] };
  const cnames = about.filter(saysCname);
  const wrong = cnames.find((clause) => leadsToAddress(own, clause));
  if (wrong) return { answer: 'cname-to-ip', clauses: [wrong] };
  for (const clause of cnames) {
    const chain = ofChain(own, clause);
    if (chain) return { answer: 'cname-chain', clauses: chain };
  }
  const a =
    about.find((clause) => documentWordIs.typeA(clause) && !saysCname(clause)) ??
    about.find((clause) => documentWordIs.typeA(clause));
  const meant =
    cnames.find((clause) => has(words(clause), 'WWW', 'WWWNAME') || clause.topic === 'RECORD') ?? cnames[0];
  if (
    a &&
    !(
      meant &&
      has(words(meant), 'WWW', 'WWWNAME') &&
      !has(words(a), 'WWW', 'WWWNAME') &&
      a.topic !== 'RECORD'
    )
  ) {
    const other = about.find(
      (clause) => clause !== a && isSaidOfWww(clause) && !chosen.test(textOf(a.words)),
    );
    return other ? { answer: 'both', clauses: [a, other] } : { answer: 'a', clauses: [a] };
  }
  const named = meant ?? about.find(saysMostly);
  if (named) return { answer: 'cname', clauses: [named] };
  // A drawing cannot explain, but it can name a type.
  const seen = drawn.find((clause) => documentWordIs.typeA(clause));
  return seen ? { answer: 'a', clauses: [seen] } : { answer: 'unnamed', clauses: [] };
};
