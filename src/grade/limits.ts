import { is, textOf, type Clause } from './reading.ts';
import type { Word } from './text/words.ts';

const part = '(?:servers?|machines?|box|instances?|nodes?|host|computers?|vms?|nginx|database)';

/** There is one of it, and no other beside it. */
const alone = new RegExp(
  `\\b(?:only|just) (?:has |have |got |with |on )?(?:one|a single|1)\\b|\\b(?:one|1|single|sole|same|solitary|lone|unique)[- ](?:\\w+ ){0,2}${part}\\b|\\bonly (?:\\w+ )?${part}\\b|\\bone of (?:each|everything)\\b|\\b(?:alone|by itself)\\b|\\b(?:a|one) single (?:\\w+ )?${part}`,
);

/** What a machine has a certain amount of. */
const amount =
  '(?:cpus?|ram|memory|resources?|bandwidth|processors?|processing|storage|disks?|hardware|capacity|power|threads?|limits?|cores?)';

const scarce =
  '(?:limit\\w*|finite|fixed|bounded|enough|left|insufficient|runs? out|running out|exhaust\\w*|fill\\w*|full|lacks?|low|small|max\\w*|only so|just so|use[sd]? up|consum\\w*|100)';

const limited = new RegExp(
  `\\b${scarce}\\b.{0,40}\\b${amount}\\b|\\b${amount}\\b.{0,40}\\b${scarce}\\b|\\b(?:${part} (?:is|are)|(?:${part}|it|we|he) (?:has|have|reach\\w*)) (?:\\w+ )?(?:limit\\w*|finite|bounded)(?! (?:to|on|in|for|of) (?:the |how much |how many )?(?:traffic|requests|users|load|visitors))|\\b(?:limits?|maximum|max) of (?:the |our |its |this )?(?:${part}|${amount})|\\bone (?:cpu|ram|disk|processor)\\b`,
);

const sharing =
  '(?:load[- ]?balanc\\w*|balanc\\w*|distribut\\w*|shar(?:e|es|ed|ing)|spread\\w*|split\\w*|redundan\\w*|replica\\w*|cluster\\w*|back-?ups?|horizontal\\w*|auto-?scal\\w*|(?:second|additional|another|other|more|extra|multiple|several) (?:\\w+ )?(?:servers?|machines?|instances?|ones?|nodes?))';

/** Nothing takes a share of the load. */
const unshared = new RegExp(
  `\\b(?:no|not|without|lack\\w*|absence of|cannot|can't|n't|\\w+n't|doesnt|dont|missing|nor|nobody|impossible|little)\\b[^.:;]{0,40}\\b${sharing}|\\bnowhere\\b|\\bno second\\b`,
);

const scales = /^scal|^unscal/;

/** "One server": what is short, or whom the load cannot be shared with. Not "traffic above its capacity", which says the same again. */
export const isLimited = ({ words }: Clause): boolean => {
  // "Limited scalability" has no reason in it.
  const text = textOf(words.filter(({ plain }) => !scales.test(plain)));
  return alone.test(text) || limited.test(text) || unshared.test(text);
};

/** Words that tell that it is not managed, and not what follows from that. */
const again = /^(?:struggl|exceed|poor|affect|fail|weak|insufficient|burden|performance$)/;

const isConsequence = (word: Word, at: number, words: readonly Word[]): boolean => {
  if (!is(word, 'slow') || scales.test(word.plain)) return false;
  if (word.plain === 'performance')
    return /^(?:issue|problem|degrad|drop|decreas|suffer|loss|bottleneck)/.test(words[at + 1]?.plain ?? '');
  return !again.test(word.plain);
};

const takesLong =
  /\b(?:takes?|taking|need) (?:too |very |so |a )?(?:long|much time)|\b(?:response|loading|load) times? (?:\w+ )?(?:increas|grow|longer|ris|get)\w*/;

/** What too much traffic does: it is slow, it crashes, users wait. */
export const suffers = ({ words }: Clause): boolean =>
  words.some(isConsequence) || takesLong.test(textOf(words));
