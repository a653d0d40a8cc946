import { definePoint, full, half, namedIn, none } from '../point.ts';
import { actorOf } from '../text/agents.ts';
import { domainTranslates } from '../wrong.ts';
import { agents, has, is, isDenied, says, textOf, type Clause } from '../reading.ts';

const strong =
  /\b(?:readable|label|rememb\w*|memor\w*|human\w*|friend\w*|alias|nickname|identif\w*|identit\w*|represent\w*|recogni\w*|stands for|understand\w*|recall)\b|\b(?:instead of|in place of|rather than|without|and not|not)\b.{0,40}\b(?:ip|8\.8\.8\.8|address\w*|numbers?|digits)\b|\bunique name\b|\bname of (?:the|our|a|my) (?:web ?site|site)\b|\bneedn?.?t\b.{0,30}\b(?:ip|address|numbers?)\b/;

/** Praise, which says something of a name only together with what it is easy for. */
const easy =
  /\b(?:easy|easier|easily|simpl\w*(?! (?:web|infra|stack|design|one))|convenient|nice|familiar)\b/;

const easyTo =
  /\b(?:easy|easier|simple|simpler|convenient|nice)\s+(?:for\s+\w+(?:\s+\w+)?\s+)?to\s+(?:be\s+)?(\w+)/;

const finding =
  /\b(?:remember|memori|recall|know|find|found|reach|access|visit|locat|read|typ|writ|say|spell|learn|us(?:e|ed|ing)\b|search|get|look|connect|request|go\b|open|navigat|shar|understand|identif|recogni|keep)\w*/;

const helped =
  /\b(?:people|humans?|users?|visitors?|persons?|everyone|anyone|us|clients?|customers?|names?|than)\b/;

/** "easy to remember", "easier for people"; not "easy to deploy a server". */
const eased = (text: string): string | undefined => {
  const said = easy.exec(text)?.[0];
  const verb = easyTo.exec(text)?.[1];
  const isOfNames = verb === undefined ? finding.test(text) || helped.test(text) : finding.test(verb);
  return isOfNames ? said : undefined;
};

/** "so that users do not need to remember the number", "nobody can keep numbers in mind". */
const spared =
  /\b(?:not|dont|don't|doesn't|needn't|cannot|can't|cant|can ?not|couldn't|won't|never|without|instead of|nobody|no one|no human|hard|harder|difficult|impossible|complicated|tedious)\b.{0,20}\b(?:remember|memori|cram|keep|know|typ|learn|recall|writ|us)\w*.{0,30}\b(?:it|ip|ips|numbers?|address\w*|digits|8\.8\.8\.8)\b/;

const finds = /\b(?:reach|find|access|visit|locate|get to|look for|search|identify|know|type|use)\w*/;

const of = ['DOMAIN', 'NAME', 'WWWNAME'] as const;

const isAbout = (clause: Clause): boolean =>
  clause.topic === 'DOMAIN' ||
  has([...clause.label, ...clause.words], ...of) ||
  (clause.previous.some((actor) => of.some((one) => one === actor)) &&
    /^(?:it|this|that|they|people|users?)\b/i.test(textOf(clause.words)));

/** "Names exist for humans, machines are content with numbers." */
const contrast =
  /\bnames?\b.{0,30}\b(?:humans?|people|us|users)\b.{0,50}\b(?:numbers?|digits|ips?|ip address\w*)\b/;

const readable = (clause: Clause): boolean => {
  if (domainTranslates(clause)) return false;
  if (contrast.test(textOf(clause.words)) && !has(clause.words, 'translate', 'no')) return true;
  const text = textOf(clause.words);
  const isNamed = isAbout(clause) || /^(?:the |a )?names? (?:itself )?(?:is|are|exists?)\b/.test(text);
  if (!isNamed) return false;
  if (spared.test(text)) return true;
  const said = strong.exec(text)?.[0] ?? eased(text);
  if (said === undefined) return false;
  const at = clause.words.findIndex((word) => word.text.toLowerCase().includes(said.split(' ')[0] ?? said));
  return at < 0 || /^(?:not|without|and not)/.test(said) || !isDenied(clause, at);
};

/** "the name by which users find the site". */
const byName = (clause: Clause): boolean =>
  isAbout(clause) &&
  finds.test(textOf(clause.words)) &&
  has(clause.words, 'USER') &&
  (clause.topic === 'DOMAIN' ||
    says(clause.words, /^names?$/i) ||
    actorOf(clause.words.find((word) => actorOf(word) !== undefined)) === 'DOMAIN') &&
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
      'foobar.com is there because nobody can keep numbers in mind.',
      'The domain name is an alias of the IP address.',
      'A domain name is the address that users type in the browser to reach the website.',
      'What is the role of the domain name?\nIt allows users to access the website using a name rather than an IP.',
      'What is the role of the domain name?\nTo give the website a name which is easy to remember.',
      'The domain name is used to identify the website on the internet.',
      'Domain name: human readable form of an IP address.',
      'Domain names are easier for people than long numbers.',
      'The domain name is the identity of the site.',
      'The name is there because no human is going to learn 8.8.8.8.',
      'The name itself exists so that we need not cram digits.',
      'What is the role of the domain name?\nThe role is to make the address of the server easier to be remembered by humans',
      'Domain name: it is the name of the website that people use to find it.',
      'What is the role of the domain name?\nIt replaces the IP, which is hard to memorise, by words.',
      'A domain name is a unique name which identifies a website.',
      'What is the role of the domain name?\nIt is a string of text that maps to an IP, used to access a website from client software',
      'The domain name represents the IP address of the server.',
      'The domain name is because people cant remember numbers',
      'Names exist for us humans, machines are content with numbers.',
      'Domain name provide a simple way to reach the server',
      'What is the role of the domain name?\nIt is a label so users dont need to know the ip.',
      'The domain name is a user friendly name that is translated to the IP.',
    ],
    half: [
      'The domain name is translated to an IP.',
      'The user types www.foobar.com.',
      'The domain name is foobar.com.',
      'The domain name points to the IP 8.8.8.8.',
      'The domain name is resolved by the DNS.',
      'The domain name translates the human names to IP addresses.',
      'DNS translates the domain name to an IP address.',
      'What is the role of the domain name?\nIt is easy to set up.',
    ],
    none: [
      'The server has an IP.',
      'What is the role of the domain name?',
      'This is a simple web stack.',
      'It is easy to deploy a server.',
      'A user friendly website.',
    ],
  },
});
