import { is, has, says, textOf, type Clause } from './reading.ts';
import { after, does } from './wrong.ts';

const being = /^(?:is|are|be|been|was|were|gets?|got)$/i;

const translates = /^(?:translat|resolv|convert|transform|map|chang|turn)(?:e|es|ing|s|)$/i;

/** "Its main function is to translate ...": the job of what the sentence before is about. */
const ownFunction =
  /^(?:its|their) (?:\w+ ){0,2}(?:function|role|purpose|job|task|work|duty) (?:is|are) (?:to|that of)?/;

/** "Human-readable, text-based names to machine-readable, number-based IPs": many words lie between. */
const farthest = 20;

const isOfDomain = ({ topic, previous }: Clause): boolean =>
  topic === 'DOMAIN' ||
  (previous[0] === 'DOMAIN' && previous.every((actor) => /^(?:DOMAIN|NAME|WWWNAME|USER)$/.test(actor)));

const translatesAt = (clause: Clause): number => {
  const at = does(clause, 'DOMAIN', translates);
  if (at >= 0 || !ownFunction.test(textOf(clause.words)) || !isOfDomain(clause)) return at;
  return clause.words.findIndex(({ text }) => translates.test(text));
};

/** "It works like a translator between names and addresses". */
const isTranslator = ({ words, topic }: Clause): boolean => {
  const at = words.findIndex(({ text }) => /^(?:translator|converter|interpreter|resolver)s?$/i.test(text));
  if (at < 0 || words.slice(0, at).some((word) => is(word, 'DNS', 'no'))) return false;
  const subject = words.slice(0, at).some((word) => is(word, 'DOMAIN'));
  return (
    (subject || topic === 'DOMAIN') &&
    says(words.slice(0, at), /^(?:is|as|like|a|an)$/) &&
    has(words.slice(at), 'IPADDR')
  );
};

/** "A domain name record that maps ...", "an A record that maps ...": what is made for domain names, and none itself. */
const isForDomains = ({ words }: Clause, at: number): boolean =>
  words.some(
    (word, index) =>
      index < at &&
      (is(word, 'record') ||
        (is(word, 'DOMAIN') &&
          /^(?:systems?|servers?|services?|entry|entries|settings)$/.test(words[index + 1]?.plain ?? ''))),
  );

/** "It maps the readable name to the IP": where the name leads, and not what it is good for. */
export const mapsOnly = (clause: Clause): boolean => {
  const at = does(clause, 'DOMAIN', /^map(?:s|ping)?$/i);
  if (at < 0 || has(clause.words.slice(0, at), 'readable')) return false;
  const behind = after(clause, at, farthest);
  const to = behind.findIndex(({ plain }) => plain === 'to');
  return to > 0 && behind.slice(to).some((word) => is(word, 'IPADDR'));
};

/** The domain name itself is said to do what DNS does. */
export const domainTranslates = (clause: Clause): boolean => {
  if (isTranslator(clause)) return true;
  const at = translatesAt(clause);
  if (isForDomains(clause, at)) return false;
  const verb = clause.words[at]?.text ?? '';
  if (at < 0 || (!/ing$/i.test(verb) && being.test(clause.words[at - 1]?.text ?? ''))) return false;
  const behind = after(clause, at, farthest);
  // "... by means of DNS", "so that DNS can ...": then it is not the name that does it.
  if (has(behind, 'DNS') || has(clause.words.slice(0, at), 'DNS')) return false;
  const to = behind.findIndex(({ text }) => /^(?:to|into|in)$/i.test(text));
  // "The domain name maps to the IP" is what it should be: something else has to be turned into the address.
  if (to === 0) return false;
  // "It maps the readable name to the IP" is said of itself; "names to IPs" is what DNS does for all.
  const isOwnMap = /^map/i.test(verb) && !says(behind.slice(0, Math.max(0, to)), /^(?:host|domain )?names$/);
  return !isOwnMap && behind.slice(Math.max(0, to)).some((word) => is(word, 'IPADDR'));
};
