import { defineMistake } from '../mistake.ts';
import { has, isDenied, is, says, textOf, type Clause } from '../reading.ts';
import type { Word } from '../text/words.ts';
import { findClause } from '../wrong.ts';

const machines =
  '(?<!\\b(?:web|http|application|app|database|db|nginx|mysql) )(?:server|machine|computer|vm|virtual machine|system)';

/** The machine is what is restarted, not a program on it. */
const restartsMachine = new RegExp(
  `\\b${machines} (?:(?:needs?|has|have|must|should|will|would|is|to|be|being|require[sd]?|a|itself|get|gets|been) )+restart|restart\\w* (?:of )?(?:(?:the|our|whole|entire|my|a|this) )*${machines}\\b|\\b(?:requir|need|mean|involv|caus)\\w* (?:(?:for|of|an?|the|our|whole|full|entire|complete) )*${machines} (?:restart|reboot)`,
);

/** "Restart the services or the server": one of the two is the machine, whatever the other one is. */
const orMachine = new RegExp(
  `\\b(?:restart|reboot)\\w* (?:(?:the|our|some|these|its) )?(?:\\w+ )?(?:services?|processes|process|programs?|components?|nginx) or (?:(?:the|our|whole|entire) )*${machines}(?! (?:service|process|software|program))\\b`,
);

const whole =
  /^(?:turn(?:ed|ing)? off|switch(?:ed|ing)? off|shut(?:ting)? ?down|power(?:ed|ing)? (?:off|down)|reboot(?:s|ed|ing)?|restart(?:s|ed|ing)?)$/i;

const split = /^(?:turn|switch|shut|power)(?:s|ed|ing|ting)?$/i;

/** "Taking the server offline": of the machine itself, not of the site. */
const takenOffline = new RegExp(
  `\\b(?:tak(?:e|es|ing|en)|bring(?:s|ing)?) (?:(?:the|our|whole|entire|this|a) )+${machines} (?:off ?line|down)\\b|\\b${machines} (?:needs? to|has to|have to|must|should|will|is|to) be taken (?:off ?line|down)\\b`,
);

const isSwitchedOff = (words: readonly Word[], at: number): boolean => {
  const word = words[at]?.text ?? '';
  return whole.test(word) || (split.test(word) && says(words.slice(at + 1, at + 5), /^(?:off|down)$/i));
};

/** How far from the verb the one stands that is switched off. */
const [before, behind] = [7, 5];

const isMachine = (word: Word): boolean =>
  (is(word, 'SERVER') && !is(word, 'WEB', 'APP', 'DB')) ||
  /^(?:computer|system|whole|component|components|infrastructure|they|it)$/i.test(word.text);

const isProgram = (word: Word): boolean => is(word, 'WEB', 'APP', 'DB') && !is(word, 'SERVER');

/** "A component is shut down": one part of several, and the machine may stay on. */
const isOnePart = (near: readonly Word[]): boolean =>
  near.some(
    ({ plain }, at) => plain === 'component' && !/^(?:every|whole|entire)$/.test(near[at - 1]?.plain ?? ''),
  ) &&
  !near.some((word) => is(word, 'SERVER') || /^(?:computer|system|whole|infrastructure)$/.test(word.plain));

const switchesMachine = (clause: Clause, at: number): boolean => {
  const { words } = clause;
  if (!isSwitchedOff(words, at) || isDenied(clause, at)) return false;
  const near = [...words.slice(Math.max(0, at - before), at), ...words.slice(at + 1, at + 1 + behind)];
  if (near.some(isProgram) || isOnePart(near)) return false;
  const isRestart = /^restart/i.test(words[at]?.text ?? '');
  return isRestart
    ? restartsMachine.test(textOf(words.slice(Math.max(0, at - before), at + 1 + behind)))
    : near.some(isMachine);
};

export default defineMistake({
  find: (reading) =>
    findClause(reading, (clause) => {
      const { words, topic } = clause;
      const text = textOf(words);
      const work = topic === 'DOWN' || has(words, 'maintenance') || /deploy|mainten|updat|upgrad/.test(text);
      // A new kernel or a new disk does need it.
      if (!work || /\b(?:kernel|hardware|operating system|os)\b/.test(text)) return false;
      if (/\bserver'?s? (?:service|process|software|program)/.test(text)) return false;
      return (
        orMachine.test(text) ||
        (takenOffline.test(text) && !words.some(isProgram)) ||
        words.some((_, at) => switchesMachine(clause, at))
      );
    }),
  examples: {
    held: [
      'To deploy new code the server has to be rebooted.',
      'For maintenance the server must be turned off.',
      'During maintenance components are shut down.',

      'Downtime: the whole server must be shut down for an update.',
      'Maintenance: we have to turn off the server.',
      'For an update we have to turn the whole server off.',
      'Deployments require a server restart.',
      'Downtime: deploying new code requires taking the server offline.',
      'Maintenance causes downtime, often due to the need for a server restart after software updates.',
      'For maintenance one must restart the services or the server.',
      'Nginx needs to be restarted. Maintenance of the code requires for the entire system to be shut down.',
      'For maintenance any component or the whole server has to be shut down.',
    ],
    notHeld: [
      'When maintenance is due on the web server, it often requires taking the server offline.',
      'The web server is restarted for new code.',
      'Deployments require a web server restart.',
      'For an update the web server must be restarted, and the site is away during this restart.',
      'For maintenance one must restart Nginx or the server software.',
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
      'Maintenance on a component requires shutting it down.',
    ],
  },
});
