import { apacheInstead } from '../../support/config.ts';
import { heals, looks, repair } from '../../support/repair.ts';

repair('web/is-nginx/another-server', {
  'Apache shows the site': {
    fault: apacheInstead('shop'),
    steps: [looks('See which program listens'), heals('If it is Apache')],
  },
});
