import { defineMistake } from '../mistake.ts';
import { has, textOf } from '../reading.ts';
import { findClause } from '../wrong.ts';

export default defineMistake({
  find: (reading) =>
    findClause(reading, ({ label, words, topic }) => {
      const text = textOf(words);
      return (
        (has([...label, ...words], 'WWW', 'WWWNAME') || topic === 'RECORD') &&
        /world wide web (?:section|part|area|side|zone)|(?:section|part|area|side|zone) of (?:the )?world wide web|(?:section|part|area|side|zone) (?:of|for) .{0,20}world wide web|sub ?-? ?domain (?:of|for) (?:the )?world wide web/.test(
          text,
        ) &&
        !/\b(?:not|no)\b/.test(text)
      );
    }),
  examples: {
    held: [
      'www is the part of the site for the World Wide Web.',
      'www means the world wide web section of the site.',
      'www is the World Wide Web part of foobar.com.',
      'www is a subdomain for the World Wide Web.',
      'www: shows that it is the world wide web section of the domain.',
    ],
    notHeld: [
      'The World Wide Web is a part of the internet, and www is a label.',
      'www is a subdomain.',
      'www is a subdomain and stands for world wide web.',
      'www stands for world wide web.',
      'www is not the world wide web section, it is only a label.',
      'www means World Wide Web.',
    ],
  },
});
