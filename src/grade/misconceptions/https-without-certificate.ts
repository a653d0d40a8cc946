import { isElsewhere } from '../elsewhere.ts';
import { defineMistake } from '../mistake.ts';
import { has, isDenied, textOf, type Clause, type Reading } from '../reading.ts';
import { findClause } from '../wrong.ts';

const encrypted =
  /\b(?:encrypt\w*|secured?|protect\w*)\b.{0,30}\b(?:ssl|tls)\b|\b(?:ssl|tls)\b.{0,30}\b(?:encrypts?|secures?|protects?)\b|\b(?:ssl|tls)(?: ?\/ ?(?:ssl|tls))? (?:termination|offloading|encryption)\b|\b(?:uses?|with|using|via|over|through) (?:an? )?(?:ssl|tls)\b/;

const wished =
  /\b(?:could|should|would|can|need to|needs to|future|add\w*|missing|solution|issues?|problem|later|next|better|must)\b/;

/** "If we had a certificate, the data would be encrypted"; not "if data is asked for, it is sent, secured with SSL". */
const conditional = /\bif\b[^,]*\b(?:ssl|tls|certificate|https)\b|\b(?:ssl|tls)\b.*\bif\b/;

/** "The data is encrypted with SSL": said of this design, and not wished for. */
const isEncrypted = (clause: Clause): boolean => {
  const text = textOf(clause.words);
  return encrypted.test(text) && !wished.test(text) && !conditional.test(text) && !has(clause.words, 'no');
};

/** HTTP is named as well, or HTTPS is not there: it is one of two, or only wished for. */
const isLeftOpen = (text: string): boolean =>
  /\bhttp ?(?:\/|or|and|\(|,|and ?\/ ?or) ?(?:secure |https)|\bhttps ?(?:\/|or|and|,) ?http\b|\bhttp ?\( ?s ?\)|\b(?:no|without|not|could|should|would|lacks?|future|add|adding|missing|if|solution|can be)\b|\bhttp\b(?! ?s)/.test(
    text,
  );

/** `Nginx -- HTTPS --> User`: drawn as a step of the flow. */
const isDrawn = (clause: Clause): boolean => {
  const text = textOf(clause.words);
  return (
    clause.kind === 'diagram' &&
    text.includes('->') &&
    /\bhttps(?: |$)(?!: \/)/.test(text) &&
    !isLeftOpen(text)
  );
};

/** It is denied, or would be so. */
const doubted = /\b(?:no|not|without|could|should|would|can|if|future|later)\b/;

/** "It makes a secure connection by listening on 443": in the role of the web server, too. */
const isSecureHere = (text: string): boolean =>
  /\b(?:establish\w*|mak(?:es|ing)|open(?:s|ing)|creat\w*|set(?:s|ting)? up|provid\w*|ensur\w*|guarant\w*)\b.{0,15}\b(?:secured?|encrypted) (?:connection|communication|channel)s?\b.{0,60}\b(?:https|443)\b/.test(
    text,
  ) && !doubted.test(text);

/** "It uses HTTP and HTTPS to talk to the browser": both, and not one of two. */
const usesBoth = ({ topic, words }: Clause, text: string): boolean =>
  (topic === 'COMM' || has(words, 'talk')) &&
  /\b(?:us(?:es|ing)|over|via|through|by) (?:the )?(?:http|https) and (?:http|https)\b/.test(text) &&
  !doubted.test(text);

/** "The browser connects to port 80 (HTTP) or 443 (HTTPS)": as a step, and not in the role of the web server. */
const usesEither = ({ topic }: Clause, text: string): boolean =>
  topic !== 'WEB' &&
  !/\blisten/.test(text) &&
  /\b80 ?(?:\( ?http ?\) ?)?(?:or|and|\/) (?:port )?443\b/.test(text) &&
  !doubted.test(text);

const isTold = (clause: Clause): boolean => {
  const { words, topic } = clause;
  const text = textOf(words);
  if (isEncrypted(clause) || isSecureHere(text) || usesBoth(clause, text) || usesEither(clause, text))
    return true;
  const at = words.findIndex(({ plain }) =>
    /^(?:https|443|https (?:protocol|request).*|port 443)$/.test(plain),
  );
  if (at < 0 || isDenied(clause, at) || topic === 'WEB' || isLeftOpen(text)) return false;
  return (
    topic === 'COMM' ||
    /\b(?:encrypt\w*|secure\w*|443|over https|via https|using https|through https|uses? https|with https|by https|https (?:request|connection|protocol))\b/.test(
      text,
    )
  );
};

/** "Consider a certificate, to have HTTPS": an order to somebody who would change the design. */
const isWished = (reading: Reading, clause: Clause): boolean =>
  !isEncrypted(clause) && !isSecureHere(textOf(clause.words)) && isElsewhere(reading, clause);

export default defineMistake({
  find: (reading) =>
    findClause(reading, (clause) => isTold(clause) && !isWished(reading, clause)) ??
    reading.own.find(isDrawn),
  examples: {
    held: [
      'The browser connects to 8.8.8.8 on port 80 (HTTP) or 443 (HTTPS).',
      'The web server establishes a secure connection, because it listens on port 80 for HTTP and on 443 for HTTPS.',
      'Web server (Nginx):\n- Handles SSL termination',
      'Web server (Nginx):\n- Manages SSL/TLS encryption',
      'What does the server use to communicate?\nThe server uses HTTP and HTTPS protocols in communicating with the computer of the user.',
      'What is the server using to communicate with the computer of the user?\nHTTPS protocal',
      'The site uses TLS.',
      'The answers travel over TLS.',
      'If data is needed, the request goes to MySQL, secured with SSL.',
      '```mermaid\ngraph TD\nNginx -- HTTPS response --> User\n```',
      'The data is encrypted with SSL between browser and server.',
      'The server talks to the client over HTTPS on port 443.',
      'The browser opens an encrypted HTTPS connection.',
      'Communication: the server uses HTTPS to communicate with the client.',
    ],
    notHeld: [
      'The web server listens on port 80 (HTTP) or 443 (HTTPS).',
      'The web server could make a secure connection if it listened on port 443.',
      '```mermaid\ngraph TD\nNginx -- HTTP/HTTPS --> User\n```',
      'The site does not use TLS.',
      'Consider a certificate, so that browser and server talk over HTTPS.',
      'Nginx could also work with SSL.',
      'There is no encryption with SSL.',
      'Nginx can do SSL termination, which we do not need here.',
      'If there was a certificate, the connection would be secured with TLS.',
      'The web server manages SSL certificates.',
      'The data should be encrypted with SSL.',
      'The traffic is not encrypted with SSL.',
      'The web server accepts HTTP or HTTPS requests.',
      'There is no HTTPS.',
      'Communication: HTTP/HTTPS',
      'Communication: HTTP(S)',
      'The site does not use HTTPS.',
      'The communication is not encrypted because there is no HTTPS.',
      'HTTP or HTTPS is used to communicate.',
      'The user types https://www.foobar.com',
      'Without HTTPS the data is not secure.',
    ],
  },
});
