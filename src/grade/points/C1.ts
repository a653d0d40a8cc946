import { aboutIssue, failsAndStops, failsUnnamed, isAlone, stops } from '../issues.ts';
import { definePoint, full, half, none } from '../point.ts';
import { has } from '../reading.ts';

export default definePoint({
  title: 'the single point of failure',
  judge: (reading) => {
    const about = aboutIssue(reading, 'SPOF', 'spof');
    const said = about.find(
      (clause) => failsAndStops(clause) || isAlone(clause) || (stops(clause) && has(clause.words, 'site')),
    );
    const told = said ?? reading.own.find(failsUnnamed);
    if (told) return full('it says what fails and what follows, or why', told);
    const [named] = about;
    return named
      ? half('it is named, but not what fails and what follows', named)
      : none('no single point of failure is named');
  },
  examples: {
    full: [
      'SPOF: if the server fails, the whole website is down.',
      'There is a single point of failure because we have only one server.',
      'When the database crashes, the site stops working.',
    ],
    half: ['SPOF (single point of failure)', 'The server is a SPOF.'],
    none: ['The site is slow.', 'We have one server.'],
  },
});
