import { has, isDenied, says, textOf, type Clause, type Reading } from './reading.ts';
import { documentWordIs } from './record-words.ts';

/** What a text says of the type of the record `www`. */
export interface RecordSaid {
  readonly answer: 'a' | 'cname-chain' | 'hedge' | 'cname' | 'cname-to-ip' | 'unnamed';
  readonly clauses: readonly Clause[];
}

const words = ({ label, words: rest }: Clause) => [...label, ...rest];

const isAbout = (clause: Clause): boolean =>
  clause.topic === 'RECORD' ||
  has(words(clause), 'WWW', 'WWWNAME', 'NAME', 'DNS', 'DOMAIN', 'record', 'IPADDR', 'cname');

/** A sentence that says once that it is no CNAME explains what a CNAME is, and names none. */
const cnameAt = (clause: Clause): number => {
  const named = clause.words.flatMap((word, at) => (word.tags.has('cname') ? [at] : []));
  return named.some((at) => isDenied(clause, at)) ? -1 : (named[0] ?? -1);
};

const hasCname = (clause: Clause): boolean => cnameAt(clause) >= 0;

const or =
  /\bcname\b.{0,30}(?:\bor\b|\/|\beither\b).{0,30}\ba\b|\ba\b(?: \(? ?\w+ ?\)?)?(?: records?)?.{0,12}(?:\bor\b|\/).{0,25}\b(?:cname|canonical)\b|\bboth\b.{0,12}\b(?:a|cname)\b(?: records?)? and (?:an? )?(?:cname|a)\b/;

const possible =
  /\b(?:could|may|might|can|sometimes|in general|generally|other designs?|usually)\b.{0,40}\bcname\b/;

const chosen =
  /\b(?:here|in (?:this|our|my) (?:case|design|infrastructure|setup|exercise|task)|we use|we chose|i use|i chose|it is an? a|uses? an? a)\b/;

/** Both types in one sentence, and neither is chosen. */
const isHedge = (clause: Clause): boolean => {
  const text = textOf(words(clause));
  if (!or.test(text) || !hasCname(clause) || !documentWordIs.typeA(clause)) return false;
  return !(possible.test(text) && chosen.test(text));
};

const target = (clause: Clause, from: number) => clause.words.slice(from + 1, from + 16);

/** The CNAME itself is said to lead to an address. */
const leadsToAddress = (clause: Clause): boolean => {
  const at = cnameAt(clause);
  if (at < 0) return false;
  const behind = target(clause, at);
  // "A CNAME which maps www to 8.8.8.8": the relative is the record itself.
  const rest = /^(?:which|that)$/.test(behind[0]?.plain ?? '') ? behind.slice(1) : behind;
  const address = rest.findIndex((word) => word.tags.has('IPADDR'));
  if (address < 0 || documentWordIs.typeA(clause)) return false;
  const between = rest.slice(0, address);
  if (
    has(between, 'NAME', 'no') ||
    says(between, /^(?:another|other|name|which|has|names|instead|not|rather|where)$/i)
  )
    return false;
  return (
    says(between, /^(?:point|map|resolv|lead|alias|direct|link|refer|to|for|of|translat|associat|->)\w*/i) ||
    /->/.test(textOf(between))
  );
};

const namesApex = (clause: Clause): boolean => {
  const at = cnameAt(clause);
  return (
    at >= 0 &&
    (target(clause, at).some((word) => word.tags.has('NAME')) ||
      clause.words.slice(0, at).some((word) => word.tags.has('NAME')))
  );
};

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

/** "The DNS resolves the domain name to its IP", in the same item as the CNAME. */
const domainLeads = ({ words: rest }: Clause): boolean =>
  has(rest, 'DOMAIN') && has(rest, 'IPADDR') && has(rest, 'translate', 'point') && !has(rest, 'no', 'cname');

const ofChain = (own: readonly Clause[], cname: Clause): readonly Clause[] | undefined => {
  const near = own.filter(({ index }) => Math.abs(index - cname.index) < 3);
  const apex =
    near.find((clause) => apexLeads(clause)) ??
    near.find((clause) => clause !== cname && clause.unit === cname.unit && domainLeads(clause)) ??
    own.find((clause) => apexLeads(clause) && !has(clause.words, 'WWW', 'WWWNAME', 'cname'));
  return namesApex(cname) && apex ? [...new Set([cname, apex])] : undefined;
};

/** Reads what is said of the type of `www`. */
export const recordSaid = (reading: Reading): RecordSaid => {
  const own = reading.own.map((clause): Clause => ({ ...clause, words: words(clause), label: [] }));
  const about = own.filter((clause) => clause.kind !== 'diagram' && isAbout(clause));
  const hedge = about.find(isHedge);
  if (hedge) return { answer: 'hedge', clauses: [hedge] };
  const cnames = about.filter(saysCname);
  const wrong = cnames.find(leadsToAddress);
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
  )
    return { answer: 'a', clauses: [a] };
  return meant ? { answer: 'cname', clauses: [meant] } : { answer: 'unnamed', clauses: [] };
};
