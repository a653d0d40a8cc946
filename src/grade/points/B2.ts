import { definePoint, full, half, namedIn, none } from '../point.ts';
import { agents, has, is, isDenied, says, textOf, type Clause } from '../reading.ts';

const strong =
  /\b(?:readable|label|rememb\w*|memor\w*|human\w*|friend\w*|alias|nickname|easy|easier|easily|simpl\w*(?! (?:web|infra|stack|design|one))|identif\w*|represent\w*|recogni\w*|stands for|convenient|understand\w*|recall|nice|familiar)\b|\b(?:instead of|in place of|rather than|without|and not|not)\b.{0,40}\b(?:ip|8\.8\.8\.8|address\w*|numbers?|digits)\b|\bunique name\b|\bname of (?:the|our|a|my) (?:web ?site|site)\b|\bneedn?.?t\b.{0,30}\b(?:ip|address|numbers?)\b/;

const finds = /\b(?:reach|find|access|visit|locate|get to|look for|search|identify|know|type|use)\w*/;

const of = ['DOMAIN', 'NAME', 'WWWNAME'] as const;

const isAbout = (clause: Clause): boolean =>
  clause.topic === 'DOMAIN' ||
  has([...clause.label, ...clause.words], ...of) ||
  (clause.previous.some((actor) => of.some((one) => one === actor)) &&
    /^(?:it|this|that|they|people|users?)\b/i.test(textOf(clause.words)));

const readable = (clause: Clause): boolean => {
  if (!isAbout(clause)) return false;
  const said = strong.exec(textOf(clause.words))?.[0];
  if (said === undefined) return false;
  const at = clause.words.findIndex(({ text }) => text.toLowerCase().includes(said.split(' ')[0] ?? said));
  return at < 0 || /^(?:not|without|and not)/.test(said) || !isDenied(clause, at);
};

/** "the name by which users find the site". */
const byName = (clause: Clause): boolean =>
  isAbout(clause) &&
  finds.test(textOf(clause.words)) &&
  has(clause.words, 'USER') &&
  (clause.topic === 'DOMAIN' || says(clause.words, /^names?$/i)) &&
  clause.words.some(
    (word, at) =>
      is(word, 'reach') &&
      [...agents(clause, at).strict, ...agents(clause, at).loose].some(
        (actor) => actor === 'USER' || of.some((one) => one === actor),
      ),
  );

export default definePoint({
  title: 'the role of the domain name',
  judge: (reading) => {
    const clauses = reading.own.filter((clause) => clause.kind !== 'diagram');
    const said = clauses.find(readable) ?? clauses.find(byName);
    if (said) return full('it says that people find the site by a name, not by a number', said);
    const named = namedIn(reading, 'DOMAIN') ?? namedIn(reading, 'NAME') ?? namedIn(reading, 'WWWNAME');
    return named
      ? half('a name is there, but not what it is good for', named)
      : none('nothing is said of the domain name');
  },
  examples: {
    full: [
      'The domain name is a human readable name for the IP address.',
      'Domain name: users remember foobar.com and not numbers.',
      'It is easier to remember foobar.com than 8.8.8.8.',
      'The domain name is an alias of the IP address.',
    ],
    half: ['The domain name is translated to an IP.', 'The user types www.foobar.com.'],
    none: ['The server has an IP.', 'What is the role of the domain name?'],
  },
});
