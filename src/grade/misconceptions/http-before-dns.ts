import { defineMistake } from '../mistake.ts';
import { has, textOf, type Clause, type Reading } from '../reading.ts';
import { actorOf } from '../text/agents.ts';
import { findClause } from '../wrong.ts';

const request = '\\bhttps? request\\b';
const lookup = '\\b(?:dns|domain(?: name)?|name)\\b.{0,25}\\b(?:resolv|translat|look|find|convert)\\w*';

/** First the request, then the name; "after DNS has found it" is the other order. */
const orders = [
  new RegExp(`${request}.{0,70}\\b(?:then|next|later|after that|after this|afterwards?)\\b.{0,30}${lookup}`),
  new RegExp(
    `\\brequest to (?:the |our |a )?(?:web ?)?(?:server|website|site|nginx)\\b.{0,20}\\b(?:then|next|later|after that|after this|afterwards?)\\b.{0,30}${lookup}`,
  ),
  new RegExp(`${request}.{0,30}\\bbefore\\b.{0,20}${lookup}`),
  new RegExp(`${lookup}.{0,20}\\bafter (?:the |an? |this )?https? request\\b`),
] as const;

const isWrongOrder = ({ words }: Clause): boolean =>
  !has(words, 'no') && orders.some((order) => order.test(textOf(words)));

/** How many sentences lie at most between the steps. */
const steps = 3;

const sends =
  /\b(?:sends?|makes?|issues?|sending|initiates?) (?:an? |the |his |its |their )?https? requests?\b/;

const visits = /\b(?:types?|typing|enters?|wants?|visits?|opens?|access\w*|navigates?)\b/;

const resolves = /\b(?:resolv|translat|convert)(?:es|ing)\b/;

/** "DNS resolves www.foobar.com to 8.8.8.8": of this visit, and not of names in general. */
const isLookup = ({ words }: Clause): boolean =>
  actorOf(words.find((word) => actorOf(word) !== undefined)) === 'DNS' &&
  resolves.test(textOf(words)) &&
  has(words, 'NAME', 'WWWNAME', 'IPADDR') &&
  !/\b(?:has|had|was|already|first|before|earlier|once|when)\b/.test(textOf(words));

/** The steps of a visit in the order in which they are told: the request comes first, and nobody asked DNS before. */
const isToldFirst = ({ own }: Reading, clause: Clause): boolean => {
  const at = own.indexOf(clause);
  const before = own.slice(Math.max(0, at - steps), at + 1);
  const next = own.slice(at + 1).find(({ kind, words }) => kind !== 'heading' && words.at(-1)?.text !== ':');
  return (
    has(clause.words, 'USER') &&
    sends.test(textOf(clause.words)) &&
    !has(clause.words, 'no') &&
    !/\b(?:after|once|dns query|lookup)\b/.test(textOf(clause.words)) &&
    before.some(({ words }) => has(words, 'USER') && visits.test(textOf(words))) &&
    !before.slice(0, -1).some(({ words }) => has(words, 'DNS')) &&
    next !== undefined &&
    next.kind !== 'diagram' &&
    isLookup(next)
  );
};

export default defineMistake({
  find: (reading) => findClause(reading, (clause) => isWrongOrder(clause) || isToldFirst(reading, clause)),
  examples: {
    held: [
      'A visitor types www.foobar.com and his browser sends an HTTP request. The DNS resolves www.foobar.com to 8.8.8.8.',
      'When a user wants to see the site:\n1. The browser sends an HTTP request\n2. DNS translates www.foobar.com to 8.8.8.8\n3. Nginx answers',
      'He first sends a request to the website, after that the DNS is resolved.',
      'The browser sends an HTTP request, then the DNS is looked up.',
      'The HTTP request is sent before the domain is resolved.',
      'The name is resolved by the DNS after the HTTP request has been sent.',
      'The browser first sends an HTTP request to the web server and after that DNS resolves the name.',
      'The user sends an HTTP request to the server, then the DNS translates the name.',
    ],
    notHeld: [
      'A visitor types www.foobar.com. The browser asks the DNS. The browser sends an HTTP request. The DNS resolves www.foobar.com again.',
      'A user opens the site and the browser sends an HTTP request to Nginx. DNS translates names into addresses of servers.',
      'The browser sends an HTTP request. Nginx answers. DNS resolves www.foobar.com to 8.8.8.8.',
      'The browser sends a request to the DNS server, then the name is resolved.',
      'The name is resolved before the HTTP request is sent.',
      'After DNS gave the address, the browser sends the HTTP request.',
      'DNS resolves the name and then the browser sends an HTTP request to the server.',
      'The browser sends an HTTP request to the server after DNS has resolved the name.',
      'The browser asks DNS first and then sends an HTTP request to the server.',
      'An HTTP request is sent to the server, and then the server answers.',
    ],
  },
});
