import { definePoint, full, half, none } from '../point.ts';
import { has, is, isDenied, says, textOf, type Clause } from '../reading.ts';

const protocolAt = (clause: Clause): number =>
  clause.words.findIndex((word, at) => is(word, 'http', 'tcp') && !isDenied(clause, at));

const talks =
  /\b(?:communicat|comunicat|talk|exchang|speak|spok|interact|connect|protocol|transport|transfer|transmi|carried|carries|convers)\w*/;
const over = /\b(?:via|over|through|using|with|by means|uses?|by|on top)\b/;

/** The protocol as a part of what the web server does, not as the way between two computers. */
const inRole = (clause: Clause): boolean => {
  const first = clause.words.find((word) => is(word, 'WEB', 'APP', 'DB', 'SERVER', 'USER'));
  return (
    (['WEB', 'APP', 'DB'].includes(clause.topic ?? '') && first === undefined) ||
    (first !== undefined && is(first, 'WEB', 'APP', 'DB'))
  );
};

const flows =
  /^(?:(?:then|the|this|a|an|their|his|user's) )*(?:http )?(?:requests?|messages?) (?:is|are|reach\w*|goes|travel\w*|arriv\w*|gets|then|comes|will)\b/;

const isCarried = (clause: Clause): boolean => {
  const at = protocolAt(clause);
  if (at < 0 || clause.kind === 'diagram') return false;
  if (clause.topic === 'COMM') return true;
  const text = textOf(clause.words);
  if (talks.test(text) && has(clause.words, 'USER', 'SERVER') && (!inRole(clause) || over.test(text)))
    return !/http error/.test(text);
  if (flows.test(text)) return true;
  return (
    !inRole(clause) &&
    (has(clause.words, 'USER', 'SERVER', 'WEB', 'talk') ||
      says(clause.words, over) ||
      talks.test(text) ||
      clause.previous.includes('USER'))
  );
};

export default definePoint({
  title: 'how server and visitor communicate',
  judge: ({ own }) => {
    const carried = own.find(isCarried);
    if (carried) return full('a protocol is named that carries the exchange', carried);
    const inside = own.find((clause) => clause.kind !== 'diagram' && protocolAt(clause) >= 0);
    return inside
      ? half('a protocol is named only in passing, not as what carries the exchange', inside)
      : none('no protocol (HTTP, TCP/IP) is named');
  },
  examples: {
    full: [
      'The server communicates with the client over HTTP.',
      'Communication: TCP/IP',
      'The browser sends an HTTP request to the server.',
      'What does the server use to communicate with the user?\nHTTP.',
    ],
    half: ['The web server handles HTTP requests.'],
    none: [
      'They communicate over the internet.',
      'The server uses an IP address to communicate with the user.',
    ],
  },
});
