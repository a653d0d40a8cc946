import { defineMistake } from '../mistake.ts';
import { has, isDenied, is, says, textOf } from '../reading.ts';
import { findClause } from '../wrong.ts';

const machines = '(?:server|machine|computer|vm|virtual machine|system)';

/** The machine is what is restarted, not a program on it. */
const restartsMachine = new RegExp(
  `\\b${machines} (?:(?:needs?|has|have|must|should|will|would|is|to|be|being|require[sd]?|a|itself|get|gets|been) )+restart|restart\\w* (?:of )?(?:(?:the|our|whole|entire|my|a|this) )*${machines}\\b`,
);

export default defineMistake({
  find: (reading) =>
    findClause(reading, (clause) => {
      const { words, topic } = clause;
      const text = textOf(words);
      const work = topic === 'DOWN' || has(words, 'maintenance') || /deploy|mainten|updat|upgrad/.test(text);
      // A new kernel or a new disk does need it.
      if (!work || /\b(?:kernel|hardware|operating system|os)\b/.test(text)) return false;
      const at = words.findIndex(
        ({ text: word }, index) =>
          /^(?:turn(?:ed|ing)? off|switch(?:ed|ing)? off|shut(?:ting)? ?down|power(?:ed|ing)? (?:off|down)|reboot(?:s|ed|ing)?|restart(?:s|ed|ing)?)$/i.test(
            word,
          ) ||
          (/^(?:turn|switch|shut|power)(?:s|ed|ing|ting)?$/i.test(word) &&
            says(words.slice(index + 1, index + 5), /^(?:off|down)$/i)),
      );
      if (at < 0 || isDenied(clause, at)) return false;
      const isOff = !/^restart/i.test(words[at]?.text ?? '');
      const near = [...words.slice(Math.max(0, at - 7), at), ...words.slice(at + 1, at + 6)];
      if (near.some((word) => is(word, 'WEB', 'APP', 'DB') && !is(word, 'SERVER'))) return false;
      const machine = near.some(
        (word) =>
          (is(word, 'SERVER') && !is(word, 'WEB', 'APP', 'DB')) ||
          /^(?:computer|system|whole|component|components|infrastructure|they|it)$/i.test(word.text),
      );
      if (/\bserver'?s? (?:service|process|software|program)/.test(text)) return false;
      if (!isOff) return restartsMachine.test(text);
      return machine;
    }),
  examples: {
    held: [
      'To deploy new code the server has to be rebooted.',
      'For maintenance the server must be turned off.',
      'During maintenance components are shut down.',

      'Downtime: the whole server must be shut down for an update.',
      'Maintenance: we have to turn off the server.',
      'For an update we have to turn the whole server off.',
    ],
    notHeld: [
      'The web server is restarted for new code.',
      'To deploy, the services are restarted.',
      'The server must not be rebooted for a deploy.',
      'If the server shuts down, the site is gone.',
      'When deploying new code the web server needs to be restarted.',
      'If the server shuts down during the night nobody sees it.',
      'During an update Nginx is shut down for a second.',
      'Our server stays powered day and night and offers services through updates.',
      'Restarting the application server for new code causes downtime.',
      'The service must be restarted on the server to deploy.',
      'The server needs to be restarted only after an update of the kernel.',
    ],
  },
});
