import { defineMistake } from '../mistake.ts';
import { isDenied, textOf } from '../reading.ts';
import { findClause } from '../wrong.ts';

export default defineMistake({
  find: (reading) =>
    findClause(reading, (clause) => {
      const { words, topic } = clause;
      const text = textOf(words);
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
      'The server talks to the client over HTTPS on port 443.',
      'The browser opens an encrypted HTTPS connection.',
      'Communication: the server uses HTTPS to communicate with the client.',
    ],
    notHeld: [
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
