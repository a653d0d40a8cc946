import { defineMistake } from '../mistake.ts';
import { textOf } from '../reading.ts';
import { findClause } from '../wrong.ts';

const issue = /down ?time|mainten/;

export default defineMistake({
  find: (reading) =>
    findClause(reading, ({ words, topic, index, unit }) => {
      const text = textOf(words);
      const above = reading.all[index - 1];
      // "This occurs because ...": what occurs is told in the sentence before.
      const goesOn = above?.unit === unit && /^(?:this|that|it|these|which|because|since|as)\b/.test(text);
      return (
        (topic === 'DOWN' || issue.test(text) || (goesOn && issue.test(textOf(above.words)))) &&
        /\b(?:only |just )?(?:one|single|1|a single|the same|same) (?:set of )?(?:code ?base|(?:application|app|code) files)\b|\bcode ?base is (?:only |just )?(?:one|single|in (?:only |just )?one place)\b/.test(
          text,
        ) &&
        !/\b(?:not|n't|isn't|doesn't) (?:because|due|caused?|come|blamed?|by)\b/.test(text)
      );
    }),
  examples: {
    held: [
      'Downtime: since the code base is only one, the website is down.',
      'Downtime: it happens because there is only one code base.',
      'During maintenance the single codebase is unavailable, so there is downtime.',
      'Downtime: as we have one codebase, the site is unavailable.',
      'Downtime: the machine depends on one set of application files.',
      'Maintenance leads to downtime. This happens since there is only one codebase.',
    ],
    notHeld: [
      "The downtime isn't caused by the single code base.",
      'There is one code base.',
      'Downtime: the service that runs the code base restarts.',
      'Downtime: we have one server and it must be restarted.',
      'Deploying a new code base needs a restart.',
      'The site has users. This is because there is only one codebase.',
    ],
  },
});
