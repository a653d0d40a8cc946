import { aboutIssue, isPair } from '../issues.ts';
import { definePoint, full, half, none } from '../point.ts';
import { has, textOf, type Clause } from '../reading.ts';

const grows =
  /\b(?:scal\w*|traffic|visitors|requests|load|growth|users|peak|spike|crowd\w*|thousands?|millions?|many people|popular)\b/;

const isSaid = (clause: Clause): boolean =>
  (clause.topic === 'SCALE' && has(clause.words, 'slow', 'limited')) ||
  isPair(clause.words, 'traffic', 'slow') ||
  isPair(clause.words, 'traffic', 'limited') ||
  (has(clause.words, 'scale') && has(clause.words, 'limited', 'slow'));

export default definePoint({
  title: 'no scaling with too much traffic',
  judge: (reading) => {
    const about = aboutIssue(reading, 'SCALE', 'scale');
    const told =
      about.find(isSaid) ??
      reading.own.find(
        (clause) => clause.topic === undefined && grows.test(textOf(clause.words)) && isSaid(clause),
      );
    if (told) return full('it says what is limited, or what happens with too much traffic', told);
    const [named] = about;
    return named
      ? half('it is named, but not why or what happens', named)
      : none('nothing is said of scaling');
  },
  examples: {
    full: [
      'Scaling: one server has limited resources.',
      'With too many visitors the server becomes slow and crashes.',
      'It cannot scale because there is only one server.',
    ],
    half: ['The design is not scalable.', 'It cannot handle high traffic.'],
    none: ['The site is down in maintenance.'],
  },
});
