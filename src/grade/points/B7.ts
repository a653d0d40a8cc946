import { definePoint, full, half, none } from '../point.ts';
import { actorOf, isAction } from '../text/agents.ts';
import { has, is, isDenied, says, textOf, type Clause } from '../reading.ts';

/** Also in the label: "TCP/IP: what both of them speak". */
const protocolAt = ({ label, words }: Clause): number => {
  const all = [...label, ...words];
  return all.findIndex((word, at) => is(word, 'http', 'tcp') && !isDenied({ words: all }, at));
};

const over = /\b(?:via|over|through|using|with|by means|uses?|by|on top)\b/;

const joins = /^(?:and|or|,|\/|&|the|an?|our|its|their|his|your|user'?s|client'?s)$/i;

/** Who the clause is about: "the web server", "web servers and browsers"; or else the one whose answer it is. */
const subjectsOf = ({ words, topic }: Clause): readonly string[] => {
  const verb = words.findIndex((word) => isAction(word) && !is(word, 'http', 'tcp'));
  const front = verb < 0 ? words : words.slice(0, verb);
  const first = front.findIndex((word) => actorOf(word) !== undefined);
  if (first < 0) return topic ? [topic] : [];
  const rest = front.slice(first);
  const end = rest.findIndex((word) => actorOf(word) === undefined && !joins.test(word.text));
  return rest
    .slice(0, end < 0 ? rest.length : end)
    .map(actorOf)
    .filter((actor) => actor !== undefined);
};

/** The protocol as a part of what the web server does, not as the way between two computers. */
const inRole = (clause: Clause): boolean => {
  const subjects = subjectsOf(clause);
  return subjects.length > 0 && subjects.every((one) => ['WEB', 'APP', 'DB'].includes(one));
};

const flows =
  /^(?:(?:then|the|this|a|an|their|his|user's) )*(?:http )?(?:requests?|responses?|answers?|messages?) (?:is|are|reach\w*|goes|travel\w*|arriv\w*|gets|then|comes|will)\b/;

/** What is done first behind the one whom it is about. */
const deedOf = ({ words }: Clause): string =>
  words.find((word) => isAction(word) && !is(word, 'http', 'tcp'))?.plain ?? '';

/** `Nginx -- HTTP response --> User`: a step of the flow. */
const isDrawn = ({ words, topic }: Clause): boolean =>
  (topic === 'USER' || has(words, 'USER')) && says(words, /^(?:->|<-|↔|⇄)$/);

const answers =
  /\b(?:sends?|sent|returns?|delivers?|gives?)(?: back)?(?: (?:the|an|its|his))? http (?:response|answer)s?\b/;

/** What is done, and not only the word "protocol" behind what the part does. */
const speaks =
  /\b(?:communicat|comunicat|talk|exchang|speak|spok|interact|connect|transport|transfer|transmi|carried|carries|convers)\w*/;

const talks = new RegExp(`${speaks.source}|\\bprotocols?\\b`);

/** "The browser sends an HTTP request to the DNS server": that is no exchange with the site, and not how one asks for names. */
const isToDns = ({ words }: Clause): boolean => has(words, 'DNS') && !has(words, 'WEB');

/** Not "communicates with the application server": that is on the same machine. */
const isToVisitor = ({ words }: Clause): boolean =>
  has(words, 'USER', 'SERVER') || (says(words, /^comm?unicat\w*$/) && !has(words, 'APP', 'DB'));

const isCarried = (clause: Clause): boolean => {
  const at = protocolAt(clause);
  if (at < 0 || isToDns(clause)) return false;
  if (clause.kind === 'diagram') return isDrawn(clause);
  const text = textOf(clause.words);
  // Below the question "handles HTTP requests" is what the web server does, and no answer.
  if (clause.topic === 'COMM')
    return (
      !inRole(clause) ||
      !/^(?:handl|process|receiv|accept|listen)/.test(deedOf(clause)) ||
      over.test(text) ||
      talks.test(text)
    );
  const tells = has(clause.words, 'USER') ? talks : speaks;
  if (isToVisitor(clause) && (inRole(clause) ? speaks.test(text) && over.test(text) : tells.test(text)))
    return !/http error/.test(text);
  // "Nginx sends the HTTP response to the browser" is a step between two computers, whoever is the subject.
  if (answers.test(text) && has(clause.words, 'USER')) return true;
  if (flows.test(text)) return true;
  return (
    !inRole(clause) &&
    (has(clause.words, 'USER', 'talk') ||
      speaks.test(text) ||
      (clause.topic !== 'RECORD' &&
        (talks.test(text) || over.test(text)) &&
        !has(clause.words, 'WEB', 'APP', 'DB')) ||
      clause.previous.includes('USER'))
  );
};

/** "Internet", below the question: no protocol is named where it was asked for. */
const isAnsweredWrongly = (own: readonly Clause[]): boolean => {
  const replies = own.filter(({ topic }) => topic === 'COMM');
  return replies.length > 0 && replies.every((clause) => protocolAt(clause) < 0);
};

/** "The server communicates over TCP/IP": with whom is not said. */
const isAlone = ({ words }: Clause): boolean => !has(words, 'USER');

export default definePoint({
  title: 'how server and visitor communicate',
  judge: ({ own }) => {
    const isMissed = isAnsweredWrongly(own);
    const carried = own.find((clause) => isCarried(clause) && !(isMissed && isAlone(clause)));
    if (carried) return full('a protocol is named that carries the exchange', carried);
    const inside = own.find(
      (clause) => clause.kind !== 'diagram' && protocolAt(clause) >= 0 && !isToDns(clause),
    );
    return inside
      ? half('a protocol is named only in passing, not as what carries the exchange', inside)
      : none('no protocol (HTTP, TCP/IP) is named');
  },
  examples: {
    full: [
      'Communication with users:\n- TCP/IP: the suite used for communication over the internet',
      'What is the server using to communicate with the computer of the user requesting the website?\nThe web server uses HTTP.',
      'The server communicates with the client over HTTP.',
      'Communication: TCP/IP',
      'The browser sends an HTTP request to the server.',
      'What does the server use to communicate with the user?\nHTTP.',
      'They communicate through HTTP protocol.',
      'The server is using the TCP/IP protocol to communicate with the client.',
      'Communication between server and user is done with HTTP/HTTPS.',
      'What is the server using to communicate with the computer of the user?\nIt uses HTTP.',
      'The user computer send http request to the server.',
      'The response is sent back to the browser over HTTP.',
      'Internet network via TCP/IP protocol suite',
      'The server and client exchange messages using the Hypertext Transfer Protocol.',
      'Protocol: HTTP',
      'Language between the computer of the user and the server: HTTP',
      'The client sends a request to the server over TCP.',
      'Server uses http to talk with the computer of user',
      'The server communicate with the user computer via internet using http',
      'It uses network protocols like HTTP and TCP/IP to communicate.',
      'The connection between the user and the server is with TCP port 80.',
      'Data is transferred between server and client through HTTP.',
      'The database returns the rows. The response travels to the user over HTTP.',
      'Nginx communicates with the browser using HTTP.',
      'The web server uses HTTP to communicate.',
      'Web servers and browsers speak HTTP.',
      "Nginx sends the HTTP response back to the visitor's browser.",
      '```\nUser --HTTP request--> Nginx --> App server\n```',
      '```mermaid\ngraph TD\nNginx -- HTTP response --> User\n```',
    ],
    half: [
      'Linux runs on the server, with a web server like Nginx using the TCP/IP protocol and a database.',
      'The server communicates over a TCP/IP network.\nWhat is the server using to communicate with the computer of the user requesting the website?\nInternet',
      'What is the server using to communicate with the computer of the user requesting the website?\nThe web server handles the HTTP requests, others go to the application server.',
      'The web server handles HTTP requests.',
      'Nginx receives HTTP requests.',
      'Web server: handles HTTP requests and serves pages to users.',
      'Nginx uses HTTP to communicate with the application server.',
      'Nginx: accepts HTTP requests of the browser and gives pages to visitors.',
      'Web Server (Nginx)\n- Handles HTTP requests of the visitors\n- Serves pages to them',
      'The web server accepts requests via HTTP and responds.',
      'The web server decides which files people may open (with the HTTP protocol).',
      'The application server opens its functions to other clients by protocols such as HTTP.',
    ],
    none: [
      'The browser sends a TCP request to the DNS server.',
      'They communicate over the internet.',
      'The server uses an IP address to communicate with the user.',
      'The server communicates with the user via internet.',
      'The server uses DNS to communicate with the client.',
      'They use the IP address.',
      'The user talks with the server.',
      'The browser shows the page.',
      '```\nUser --> Nginx --> App server\n```',
    ],
  },
});
