import { heals, looks, repair } from '../../support/repair.ts';
import { typedThere } from '../../support/shop.ts';

/** On the server itself, as its administrator. */
const fromInside = { from: 'server', typed: typedThere, options: '--inside --sudo' } as const;

repair(
  'server/listens/not-running',
  {
    'somebody has stopped it': {
      ...fromInside,
      fault: 'systemctl disable --now nginx',
      steps: [looks('Ask why Nginx does not run', { code: 3 }), heals('Test the configuration')],
    },
  },
  { 'If it failed': 'it was stopped here, and did not fail' },
);
