import { defineMistake } from '../mistake.ts';
import { textOf } from '../reading.ts';
import { findClause } from '../wrong.ts';

export default defineMistake({
  find: (reading) =>
    findClause(reading, ({ words }) => {
      const text = textOf(words);
      return (
        /\b(?:database|mysql|db)\b[^.]{0,20}\bis (?:the|our|my) (?:only|sole|one) (?:single )?(?:spof|(?:single )?points? of failure)|\b(?:only|sole) (?:spof|(?:single )?point of failure)[^.]{0,25}\bis (?:the |our )?(?:mysql|database|db)|(?:^|[,;:] ?)(?:only|just) (?:the |our |mysql )?(?:database|mysql|db)\b[^.]{0,12}\bis an? (?:spof|single point)|\b(?:database|mysql|db) is the (?:spof|single point of failure) ?,? ?(?:and )?nothing else|\bone (?:spof|single point of failure) ?,? ?(?:which is |that is |: ?)only (?:the |our )?(?:mysql|database|db)\b/.test(
          text,
        ) && !/\bnot the only|isn't the only/.test(text)
      );
    }),
  examples: {
    held: [
      'SPOF: only the database is a single point of failure.',
      'The database is the single point of failure, nothing else is.',
      'The database is the only single point of failure.',
      'The only SPOF is the database.',
      'The sole single point of failure is MySQL.',
      'The database is our only SPOF.',
    ],
    notHeld: [
      'Not only the database is a SPOF.',
      'The only database is a SPOF, like the only server.',
      'The database is a single point of failure.',
      'The database is not the only SPOF.',
      'If the database fails, the site is down: it is a SPOF.',
      'There is only one database, so it is a SPOF.',
    ],
  },
});
