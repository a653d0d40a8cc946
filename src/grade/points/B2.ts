import { definePoint, full, half, namedIn, none } from '../point.ts';
import { actorOf } from '../text/agents.ts';
import { domainTranslates, mapsOnly } from '../domain-translates.ts';
import { isOfName, saysGood } from '../name-role.ts';
import { has, is, says, textOf, type Clause } from '../reading.ts';

/** "instead of the IP", "rather than numbers": what the name spares us. */
const instead =
  /\b(?:instead of|in place of|rather than)\b[^,;]{0,40}\b(?:ip|8\.8\.8\.8|address\w*|numbers?|digits)\b|\bnot (?:by |with |in |an? |the )*(?:ips?|8\.8\.8\.8|numbers?|digits)\b|\bneedn?.?t\b.{0,30}\b(?:ip|address|numbers?)\b/;

/** Praise, which says something of a name only together with what it is easy for. */
const easy =
  /\b(?:easy|easier|easily|simpl\w*(?! (?:web|infra|stack|design|one))|convenient|nicer?|familiar)\b/;

const easyTo =
  /\b(?:easy|easier|simple|simpler|convenient|nice)\s+(?:for\s+\w+(?:\s+\w+)?\s+)?to\s+(?:be\s+)?(\w+)/;

const finding =
  /\b(?:remember|memori|recall|know|find|found|reach|access|visit|locat|read|typ|writ|say|spell|learn|us(?:e|ed|ing)\b|search|get|look|connect|request|go\b|open|navigat|shar|understand|identif|recogni|keep)\w*/;

/** "easier for people", "simpler than numbers". */
const helped =
  /\b(?:easy|easier|simple|simpler|convenient|nice|nicer|familiar)(?: \w+){0,2} (?:for|to|than) (?:\w+ )?(?:people|humans?|users?|visitors?|persons?|everyone|anyone|us|clients?|customers?|numbers?|digits|ips?|ip address\w*)\b/;

/** What a name is called besides, or what it makes easy: "a simple way", "an easy name". */
const easyName =
  /\b(?:easy|easier|simple|simpler|convenient|nice|familiar)(?:-to-\w+)?(?: \w+)? (?:names?|address|way|alias|label|words?|form)\b|\beasily (?:be )?(?:accessible|remember|memori|recall|find|found|reach|access|visit|locat|identif|recogni|read|type|get)|\b(?:remember|recall|find|reach|access|visit|locat|identif|get)\w*\b.{0,40}\beasily\b/;

/** "easy to remember", "easier for people"; not "easy to deploy a server". */
const eased = (text: string): string | undefined => {
  const said = easy.exec(text)?.[0];
  const verb = easyTo.exec(text)?.[1];
  const isOfNames = verb === undefined ? easyName.test(text) || helped.test(text) : finding.test(verb);
  return isOfNames ? said : undefined;
};

/** "so that users do not need to remember the number", "nobody can keep numbers in mind". */
const spared =
  /\b(?:not|dont|don't|doesn't|needn't|cannot|can't|cant|can ?not|couldn't|won't|never|without|instead of|nobody|no one|no human|no|hard|harder|difficult|impossible|complicated|tedious)\b.{0,20}\b(?:remember|memori|cram|keep|retain|know|typ|learn|recall|writ|us)\w*.{0,30}\b(?:it|ip|ips|numbers?|address\w*|digits|8\.8\.8\.8)\b/;

/** "An IP is hard to remember". */
const hardNumber =
  /\b(?:ips?|ip address\w*|address\w*|numbers?|digits|8\.8\.8\.8)\b.{0,12}\b(?:hard|harder|difficult|not easy|impossible|complicated|tedious)\b.{0,20}\b(?:remember|memori|cram|keep|retain|know|typ|learn|recall)/;

/** "The browser does not know the number" spares nobody anything. */
const byMachine = /\b(?:computers?|browsers?|machines?|dns|servers?)(?: (?:do|does|did|can|could|will))?$/;

const isSpared = (text: string): boolean => {
  const at = spared.exec(text)?.index ?? -1;
  return at >= 0 && !byMachine.test(text.slice(0, at).trimEnd());
};

const finds = /^(?:reach|find|access|visit|locat|get to|look for|search|identif|navigat|connect|discover)\w*/;

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
  const text = textOf(clause.words);
  if (contrast.test(text) && !has(clause.words, 'translate', 'no')) return true;
  const isNamed = isAbout(clause) || /^(?:the |a )?names? (?:itself )?(?:is|are|exists?)\b/.test(text);
  if (isNamed && (isSpared(text) || hardNumber.test(text) || instead.test(text))) return true;
  if (saysGood(clause)) return true;
  const said = isNamed ? eased(text) : undefined;
  const at = clause.words.findIndex(({ plain }) => plain.includes(said ?? ' '));
  return said !== undefined && (at < 0 || isOfName(clause, at));
};

/** "a name that people know us by", and not "the domain name that the user types is resolved". */
const used =
  /(?<!domain )\b(?:names?|words?|address)(?: (?:by|with|through))?(?: (?:which|that))? (?:the |our |most )?(?:people|users?|clients?|visitors?|customers?|humans?|we|persons?)\b.{0,24}\b(?:use|know|type|enter|address|call|go)/;

/** It is about the name, and no step of a visit: "when a user wants to access the site ...". */
const isAnswer = ({ topic, own, words }: Clause): boolean => {
  if (/^(?:when|if|once|whenever|after)$/.test(words[0]?.plain ?? '')) return false;
  const first = actorOf(words.find((word) => actorOf(word) !== undefined));
  return first === 'DOMAIN' || (first !== 'WWW' && topic === 'DOMAIN' && (own || first !== 'USER'));
};

/** "the name by which users find the site". */
const byName = (clause: Clause): boolean =>
  isAbout(clause) &&
  clause.words.some((word) => is(word, 'USER') && !/browser/.test(word.plain)) &&
  (says(clause.words, /^names?$/i) || isAnswer(clause)) &&
  clause.words.some(({ plain }, at) => finds.test(plain) && isOfName(clause, at));

const isUsed = (clause: Clause): boolean => isAbout(clause) && used.test(textOf(clause.words));

export default definePoint({
  title: 'the role of the domain name',
  judge: (reading) => {
    const clauses = reading.own.filter((clause) => clause.kind !== 'diagram');
    const wrong = clauses.find(domainTranslates);
    if (wrong) return half('the name itself is said to do what DNS does', wrong);
    const said =
      clauses.find((clause) => readable(clause) && !mapsOnly(clause)) ??
      clauses.find((clause) => byName(clause) || isUsed(clause));
    if (said) return full('it says that people find the site by a name, not by a number', said);
    const named = namedIn(reading, 'DOMAIN') ?? namedIn(reading, 'NAME') ?? namedIn(reading, 'WWWNAME');
    return named
      ? half('a name is there, but not what it is good for', named)
      : none('nothing is said of the domain name');
  },
  examples: {
    full: [
      'Domain names are host names that people use to identify servers on the internet.',
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
      'DNS allows people to use readable names, while machines use the IP address.',
      'We need the domain name because IP addresses are hard to remember.',
      'The role of a domain:\nGives a human-friendly alias for an IP address.',
      'The domain name is a name by which visitors address our server.',
      'The domain name gives visitors an easy way to get to the site.',
      'What is the role of the domain name?\n- Makes the IP address memorable',
    ],
    half: [
      'Domain name: maps a human-readable name to the IP of the server.',
      'Domain names are host names which DNS uses to identify servers on the internet.',
      'What is the role of the domain name?\nit transtales human-friendly domain names to machine-friendly IPs.',
      'The domain name is translated to an IP.',
      'The user types www.foobar.com.',
      'The domain name is foobar.com.',
      'The domain name points to the IP 8.8.8.8.',
      'The domain name is resolved by the DNS.',
      'The domain name translates the human names to IP addresses.',
      'DNS translates the domain name to an IP address.',
      'What is the role of the domain name?\nIt is easy to set up.',
      'This design represents a web stack for www.foobar.com and is easy to understand.',
      'The website is reachable through www.foobar.com.',
      'The domain name is mapped to the IP address, which identifies the server.',
      'The domain name is translated to an IP address that computers understand.',
      'What is the role of the domain name?\nIt is turned into an IP by the DNS to be recognised.',
      'Domain names are used for the simple identification of hosts.',
      'The domain name is a human readable label. Its main job is to translate names into IP addresses.',
      'A user who wants the website www.foobar.com connects to the server.',
      'The browser asks for www.foobar.com, as the computer does not know the IP.',
      'www.foobar.com: the web server identifies the request of the user.',
      'The domain name can be easily converted to the IP address.',
      'www is a record with an alias for the name foobar.com and leads to the IP address.',
      'Domain name: foobar.com. When a user wants to access the website, he types it.',
      'A user visits www.foobar.com and gets a page that is easy to read.',
    ],
    none: [
      'What is the role of the web server?\nIt looks for the IP in the request to get the site representing it.',
      'The server has an IP.',
      'What is the role of the domain name?',
      'This is a simple web stack.',
      'It is easy to deploy a server.',
      'A user friendly website.',
    ],
  },
});
