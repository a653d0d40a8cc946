import { isElsewhere } from '../elsewhere.ts';
import { defineMistake } from '../mistake.ts';
import { wordIn } from '../point.ts';
import { is, isDenied, says, textOf, type Clause, type Reading } from '../reading.ts';
import { findClause } from '../wrong.ts';

const apache = /^apache(?:2|\d)?$/i;

/** Said of web servers in general, or of a stack that somebody else may have. */
const inGeneral =
  /\b(?:popular|famous|common\w*|most|many|some|widely|include\w*|examples?|instance|kinds?|types?|one of|known|when|whenever|depend\w*|etc|or|windows|stands? for|acronym|wamp|xampp?|foundation|license|iis|lighttpd|litespeed|caddy|tomcat|kafka|spark|well|also)\b|\b[lwm]amp ?\(/;

/** "Linux/Apache/MySQL": a part of a stack's name. */
const isInName = ({ words }: Clause, at: number): boolean =>
  [words[at - 1], words[at + 1]].some((word) => word?.text === '/');

/** How many words lie between the product and what it is said to be. */
const near = 5;

const uses = /^(?:us(?:e|es|ed|ing)|chose|chosen|choose|installs?|installed|runs?|running|have|has|with)$/;

/** It is the web server, or it is used: somebody who only mentions it says neither. */
const isWebServer = (clause: Clause, at: number): boolean => {
  const { words, topic } = clause;
  const before = words.slice(Math.max(0, at - near), at);
  const behind = words.slice(at + 1, at + 1 + near);
  return (
    [...before, ...behind].some((word) => is(word, 'WEB')) ||
    topic === 'WEB' ||
    says(before, uses) ||
    says(behind, /^(?:handles?|receives?|serves?|takes?|gets?|answers?|accepts?|listens?|delivers?)$/)
  );
};

/** "We install a web server like Apache": one of its kind, and the one that is taken here. */
const isTaken = ({ words }: Clause): boolean =>
  /\b(?:we|our|i) (?:\w+ )?(?:us|install|run|chos|choos|have|took)\w* (?:\w+ ){0,4}(?:like|such as|as|called|named) apache\b/.test(
    textOf(words),
  ) && !says(words, /^(?:could|can|may|might|would|should|if|or|etc|no|not)$/);

const isHeld = (reading: Reading, clause: Clause): boolean => {
  const { label, words } = clause;
  if (isTaken(clause)) return true;
  if (isElsewhere(reading, clause) || inGeneral.test(textOf([...label, ...words]))) return false;
  if (says(label, apache)) return true;
  const at = words.findIndex(({ text }) => apache.test(text));
  return at >= 0 && !isDenied(clause, at) && !isInName(clause, at) && isWebServer(clause, at);
};

const nginx = /^n?gi?nx$|nginx|ngnix/i;

/** What is told, and not only drawn. */
const told = (reading: Reading): Reading => ({
  ...reading,
  own: reading.own.filter(({ kind }) => kind !== 'diagram'),
});

export default defineMistake({
  find: (reading) =>
    wordIn(told(reading), nginx) ? undefined : findClause(reading, (clause) => isHeld(reading, clause)),
  examples: {
    held: [
      'The web server is Apache.',
      'Apache: receives requests.',
      'Apache web server',
      'Web server (Apache): takes the requests of the browser.',
      'We use Apache to serve the pages.',
      'The request arrives at Apache, which is our web server.',
      'We run a web server such as Apache on the machine.',
      '```mermaid\ngraph TD\nA[User] --> B[Nginx]\n```\nApache takes the request as web server and passes it on.',
    ],
    notHeld: [
      'A web server can be Apache.',
      'The web server is Nginx, not Apache.',
      'A web server like Apache or Nginx.',
      'Nginx is faster than Apache.',
      'We do not use Apache.',
      'On Windows people have WAMP (Windows/Apache/MySQL/PHP), on Linux LAMP.',
      'LAMP stands for Linux, Apache, MySQL and PHP.',
      'Apache is the most popular web server.',
      'The web server could be Apache.',
      'Web server: a program that gives pages (Apache, IIS).',
      'To improve it we could use Apache as web server.',
      'Apache Tomcat is an application server.',
      '### Web server (Nginx)\nIt is not as old as Apache, and gives back pages.',
      'We could install a web server like Apache.',
      'We use a web server such as Apache or Nginx.',
      'We use a web server like Nginx, as Apache is slower.',
    ],
  },
});
