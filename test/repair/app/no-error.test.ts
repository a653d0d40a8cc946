import { inSettings, setUp } from '../../support/config.ts';
import { heals, looks, repair } from '../../support/repair.ts';

const fill = { NAME: 'shop' };

repair('app/no-error/error', {
  'a setting is wrong': {
    fault: setUp('["apples", "pears", "plums"]', '[1, 2, 3]'),
    options: '--path /visits',
    program: true,
    database: true,
    steps: [
      looks('Read the last errors of Nginx'),
      looks('NAME in the next commands'),
      looks('Read what the program itself wrote', { fill }),
      looks('If an error speaks of the database'),
      heals('After a change in the code', { fill, deed: inSettings('[1, 2, 3]', '["apples", "pears"]') }),
    ],
  },
});
