import { defineMistake } from '../mistake.ts';
import { is, textOf } from '../reading.ts';
import { findClause } from '../wrong.ts';

const bigger =
  '(?:bigger|faster|stronger|better|larger|upgrad\\w*|more (?:powerful|ram|cpus?|memory)|adding (?:ram|cpus?|memory))';

/** "The only way is a bigger machine", "scaling means a faster CPU", "we can scale only by adding RAM". */
const onlyBigger = new RegExp(
  `\\bonly (?:way|option|solution|possibility|thing)\\b.{0,50}\\b${bigger}|\\bscaling (?:only |just )*(?:is|means)\\b.{0,30}\\b${bigger}|\\bscal\\w* (?:is |can be |be )?(?:possible |done )?only (?:possible |done )?(?:by|with|if)\\b.{0,20}\\b${bigger}|\\bonly (?:be )?(?:scaled?|grow) .{0,15}\\b${bigger}`,
);

export default defineMistake({
  find: (reading) =>
    findClause(reading, ({ words, topic }) => {
      const text = textOf(words);
      if (topic !== 'SCALE' && !/\bscal/.test(text)) return false;
      return (
        onlyBigger.test(text) &&
        !/\b(?:more|other|several|second|additional) (?:servers?|machines?)\b|\bload balanc|\badding servers\b/.test(
          text,
        ) &&
        !words.some((word) => is(word, 'no'))
      );
    }),
  examples: {
    held: [
      'To scale, the only thing we can do is buy a more powerful machine.',
      'Scaling is only possible by adding more RAM and CPU.',
      'We can scale only by buying a stronger server.',
      'The only way to scale is to buy a bigger server.',
      'Scaling means buying a faster CPU.',
      'Scaling: the only way is to upgrade to a more powerful server.',
    ],
    notHeld: [
      'Scaling is done with a bigger machine or with more machines.',
      'Scaling is not only buying a faster CPU.',
      'One can scale with a bigger server or with more servers.',
      'It cannot scale because there is only one server.',
      'It is hard to scale with one server; a bigger CPU helps only a bit.',
      'Scaling: the only server has limited RAM.',
    ],
  },
});
