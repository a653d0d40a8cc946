import { defineMistake } from '../mistake.ts';
import { textOf } from '../reading.ts';
import { findClause } from '../wrong.ts';

export default defineMistake({
  find: (reading) =>
    findClause(reading, ({ words, topic }) => {
      const text = textOf(words);
      return (
        (topic === 'DOWN' || /down ?time|mainten/.test(text)) &&
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
    ],
    notHeld: [
      "The downtime isn't caused by the single code base.",
      'There is one code base.',
      'Downtime: the service that runs the code base restarts.',
      'Downtime: we have one server and it must be restarted.',
      'Deploying a new code base needs a restart.',
    ],
  },
});
