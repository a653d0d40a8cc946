import { defineMistake } from '../mistake.ts';
import { isDenied, says, textOf } from '../reading.ts';
import { findClause } from '../wrong.ts';

export default defineMistake({
  find: (reading) => {
    const named = findClause(reading, ({ words, label }) =>
      says([...label, ...words], /^n?gi?nx$|nginx|ngnix/i),
    );
    if (named) return undefined;
    return findClause(reading, (clause) => {
      const at = clause.words.findIndex(({ text }) => /apache/i.test(text));
      const labelled = says(clause.label, /apache/i);
      return (
        labelled ||
        (at >= 0 &&
          !isDenied(clause, at) &&
          !/\b(?:like|such as|e \. g|for example|or|etc|example|can be|could|may|might)\b/.test(
            textOf(clause.words),
          ))
      );
    });
  },
  examples: {
    held: ['The web server is Apache.', 'Apache: receives requests.', 'Apache web server'],
    notHeld: [
      'A web server can be Apache.',
      'The web server is Nginx, not Apache.',
      'A web server like Apache or Nginx.',
      'Nginx is faster than Apache.',
      'We do not use Apache.',
    ],
  },
});
