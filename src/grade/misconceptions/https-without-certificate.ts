import { defineMistake } from '../mistake.ts';
import { has, isDenied, textOf, type Clause } from '../reading.ts';
import { findClause } from '../wrong.ts';

const encrypted =
  /\b(?:encrypt\w*|secured?|protect\w*)\b.{0,30}\b(?:ssl|tls)\b|\b(?:ssl|tls)\b.{0,30}\b(?:encrypts?|secures?|protects?)\b/;

const wished =
  /\b(?:could|should|would|can|need\w*|if|future|add\w*|missing|solution|issues?|problem|later|next|better|must)\b/;

/** "The data is encrypted with SSL": said of this design, and not wished for. */
const isEncrypted = (clause: Clause): boolean => {
  const text = textOf(clause.words);
  return encrypted.test(text) && !wished.test(text) && !has(clause.words, 'no');
};

export default defineMistake({
  find: (reading) =>
    findClause(reading, (clause) => {
      const { words, topic } = clause;
      const text = textOf(words);
      if (isEncrypted(clause)) return true;
      const at = words.findIndex(
        ({ text: word }) =>
          /^(?:https|443|https protocol)$/i.test(word) ||
          /^https (?:protocol|request)/i.test(word) ||
          /port 443/i.test(word),
      );
      if (at < 0 || isDenied(clause, at) || topic === 'WEB') return false;
      if (
        /\bhttp ?(?:\/|or|and|\(|,|and ?\/ ?or) ?(?:secure |https)|\bhttps ?(?:\/|or|and|,) ?http\b|\bhttp ?\( ?s ?\)|\b(?:no|without|not|could|should|would|lacks?|future|add|adding|missing|if|solution|can be)\b|\bhttp\b(?! ?s)/.test(
          text,
        )
      )
        return false;
      return (
        topic === 'COMM' ||
        /\b(?:encrypt\w*|secure\w*|443|over https|via https|using https|through https|uses? https|with https|by https|https (?:request|connection|protocol))\b/.test(
          text,
        )
      );
    }),
  examples: {
    held: [
      'The data is encrypted with SSL between browser and server.',
      'The server talks to the client over HTTPS on port 443.',
      'The browser opens an encrypted HTTPS connection.',
      'Communication: the server uses HTTPS to communicate with the client.',
    ],
    notHeld: [
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
