import { defineMistake } from '../mistake.ts';
import { is, isDenied, textOf } from '../reading.ts';
import { findClause } from '../wrong.ts';

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
    ],
    notHeld: [
      "SPOF: when the server crashes the client can't reach the site.",
      'If the server fails, the user cannot see the site: SPOF.',
      'The client is not a single point of failure.',
      'SPOF: if the server fails no user can reach the site.',
      'If the server breaks, the client sees an error.',
    ],
  },
});
