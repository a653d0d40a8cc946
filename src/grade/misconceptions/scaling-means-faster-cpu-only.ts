import { defineMistake } from '../mistake.ts';
import { textOf } from '../reading.ts';
import { findClause } from '../wrong.ts';

export default defineMistake({
  find: (reading) =>
    findClause(reading, ({ words, topic }) => {
      const text = textOf(words);
      if (topic !== 'SCALE' && !/\bscal/.test(text)) return false;
      return (
        /\bonly (?:way|option|solution|possibility)\b[^.]{0,40}\b(?:bigger|faster|stronger|more powerful|better|upgrad\w*|larger|more (?:ram|cpu|memory))\b|\bscaling (?:only )?(?:is|means) (?:only |just )?(?:buying|to buy|getting|adding)[^.]{0,20}\b(?:bigger|faster|stronger|better|ram|cpu)\b|\bcan only (?:be )?(?:scale[ds]?|grow) (?:up|vertically) (?:by|with)/.test(
          text,
        ) && !/\bmore servers\b|\bnot the only/.test(text)
      );
    }),
  examples: {
    held: [
      'The only way to scale is to buy a bigger server.',
      'Scaling means buying a faster CPU.',
      'Scaling: the only way is to upgrade to a more powerful server.',
    ],
    notHeld: [
      'One can scale with a bigger server or with more servers.',
      'It cannot scale because there is only one server.',
      'It is hard to scale with one server; a bigger CPU helps only a bit.',
      'Scaling: the only server has limited RAM.',
    ],
  },
});
