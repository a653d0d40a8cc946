import { defineMistake } from '../mistake.ts';
import { is, textOf } from '../reading.ts';
import type { Word } from '../text/words.ts';
import { findClause } from '../wrong.ts';

/** "... is kept on a physical web server". */
const isPhysical = (words: readonly Word[]): boolean =>
  words.some((word, at) => is(word, 'WEB') && words[at - 1]?.plain === 'physical') &&
  !words.some((word) => is(word, 'no'));

export default defineMistake({
  find: (reading) =>
    findClause(reading, (clause) => {
      const { words, label, topic } = clause;
      const own = topic === 'WEB' && clause.previous.every((actor) => actor === 'WEB');
      const text = textOf(words);
      const isThing =
        /^(?:it |this |a |the |our |my )?(?:is |are |(?:can|could|may|might)(?: also)? be |is also |refers to |means |= |: )?(?:a |an |any |the |piece of |type of |kind of |either |both |just |only |basically |simply |very |physical |virtual |powerful |large |big |strong |special |dedicated |remote |separate |single |main |fast )*(?:hardware|computers?|machines?|physical|devices?|software ?(?:\/|or|and|and ?\/ ?or) ?(?:a )?hardware)\b(?! (?:program|software|application))/;
      const subject = words.findIndex((word) => is(word, 'WEB'));
      if (isPhysical(words)) return true;
      const said =
        subject >= 0 && subject < 4 && !words.slice(0, subject).some((word) => is(word, 'no', 'prep'))
          ? textOf(words.slice(subject + 1))
          : undefined;
      const behind = said?.replace(/^(?:\( ?nginx ?\) |, nginx , |nginx )/, '');
      if (
        behind !== undefined &&
        /^(?:is|are|(?:can|could|may|might)(?: also)? be|refers to|means|=|:)/.test(behind)
      )
        return isThing.test(behind) && !/^(?:is|are) no/.test(behind);
      return own && (label.length > 0 || /^(?:it|this)?\b/.test(text)) && isThing.test(text);
    }),
  examples: {
    held: [
      'Web servers are computers that deliver web pages.',
      'A web server is a computer that stores websites.',
      'Web server: hardware or software that serves pages.',
      'The web server is a software/hardware that accepts requests.',
      'What is the role of the web server?\nIt is a machine that serves pages.',
      'Web server is a hardware or software which serve pages.',
      'Basically, a web server is a big computer that sends pages.',
      'A web server is simply a very strong machine in a rack.',
      'The files of the site are kept on a physical web server.',
    ],
    notHeld: [
      'Web servers are computer programs.',
      'Web servers are not computers.',
      'The web server is software on the machine.',
      'The web server is a program that runs on a computer.',
      'The web server is not hardware.',
      'A server is a computer. The web server is Nginx.',
      'A web server is software that runs on hardware.',
      'The server is a machine. Nginx is a web server.',
      'A web server is a computer program that serves pages.',
      'A web server is a software installed on a computer.',
      'Basically, a web server is a program on a big computer.',
      'The physical server runs the web server.',
    ],
  },
});
