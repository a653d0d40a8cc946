import { defineMistake } from '../mistake.ts';
import { is, isDenied, textOf } from '../reading.ts';
import { findClause } from '../wrong.ts';

/** "It can be in the client's software, the network or the server": one of the places that are listed. */
const listed =
  /\b(?:client|user|customer|visitor)(?:'s|s')? ?(?:computer|machine|device|pc|software|hardware|browser|laptop)\b(?: or (?:software|hardware|device))? ?(?:,|or|and) .{0,40}\b(?:network|servers?|connection)\b/;

/** What follows for the user is no place. */
const suffers =
  /\b(?:cannot|can't|not|see|sees|seen by|gets?|error|reach|access|shows?|receives?|requests?|between|if|when)\b/;

export default defineMistake({
  find: (reading) =>
    findClause(reading, (clause) => {
      const { words, topic } = clause;
      const text = textOf(words);
      const at = words.findIndex((word) => is(word, 'spof'));
      const denied = at >= 0 && isDenied(clause, at);
      if (denied) return false;
      if (
        /\b(?:user|client|visitor|customer|browser)(?:'s|s|s')? ?(?:computer|machine|device|pc|software|browser|laptop)?\b[^.]{0,15}\b(?:is|are|can be|as) (?:also )?(?:an? |the )?(?:spof|single point of failure)/.test(
          text,
        )
      )
        return true;
      if ((topic === 'SPOF' || at >= 0) && listed.test(text) && !suffers.test(text)) return true;
      return (
        (topic === 'SPOF' || at >= 0) &&
        /\b(?:if|when|once|whenever) (?:the |a )?(?:user|client|visitor)'?s? ?(?:computer|machine|device|pc|software|laptop|browser)?\b (?:breaks?|fails?|crash\w*|goes down|is (?:down|broken))/.test(
          text,
        )
      );
    }),
  examples: {
    held: [
      "SPOF: when the client's computer crashes, he can't reach the site.",
      'The client is a single point of failure.',
      "SPOF: if the user's computer breaks he cannot see the site.",
      "The user's browser is also a SPOF.",
      'SPOF: it may be found in the software of the client, the client hardware, the connection or the server.',
      'SPOF: the client machine, the network and the only server.',
    ],
    notHeld: [
      "SPOF: when the server crashes the client can't reach the site.",
      'If the server fails, the user cannot see the site: SPOF.',
      'The client is not a single point of failure.',
      'SPOF: the client software, the network and everybody else get an error when the server fails.',
      "SPOF: all between the user's computer and the server.",
      'SPOF: if the server fails no user can reach the site.',
      'If the server breaks, the client sees an error.',
    ],
  },
});
