import { addresses } from '../../support/servers/machine.ts';
import { heals, looks, repair } from '../../support/repair.ts';

repair('db/takes-changes/read-only', {
  'it was set for the running server': {
    from: 'server',
    typed: `www.shop.com --address ${addresses.server}`,
    options: '--only db --db-host 127.0.0.1 --db-user app --db-name shop',
    database: true,
    fault: "mysql -e 'SET GLOBAL read_only = ON'",
    steps: [
      looks('See whether this server is a copy'),
      looks('Find the line that sets it', { code: 1 }),
      heals('Delete that line'),
    ],
  },
});
