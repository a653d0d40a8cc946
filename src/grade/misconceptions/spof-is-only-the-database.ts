import { defineMistake } from '../mistake.ts';
import { textOf } from '../reading.ts';
import { findClause } from '../wrong.ts';

export default defineMistake({
  find: (reading) =>
    findClause(reading, ({ words }) => {
      const text = textOf(words);
      return (
        /\b(?:database|mysql|db)\b[^.]{0,20}\bis (?:the|our|my) (?:only|sole|one) (?:single )?(?:spof|(?:single )?points? of failure)|\bonly (?:spof|(?:single )?point of failure)[^.]{0,25}\bis (?:the |our )?(?:mysql|database|db)/.test(
          text,
        ) && !/\bnot the only|isn't the only/.test(text)
      );
    }),
  examples: {
    held: [
      'The database is the only single point of failure.',
      'The only SPOF is the database.',
      'The database is our only SPOF.',
    ],
    notHeld: [
      'The database is a single point of failure.',
      'The database is not the only SPOF.',
      'If the database fails, the site is down: it is a SPOF.',
      'There is only one database, so it is a SPOF.',
    ],
  },
});
