import { configured } from '../../changes/db.ts';
import { defineFault } from '../../fault.ts';

export default defineFault({
  title: 'The database listens at the public address of the site, too',
  symptom: 'None: every page is fine.',
  level: 1,
  outside: { finding: 'db/not-exposed', cause: 'open' },
  inside: { finding: 'db/listens-here-only', cause: 'site-address' },
  look: 'ss -ltn shows the port of the database at 127.0.0.2, the address of the site, besides 127.0.0.1; in db/my.cnf the last line with bind_address counts.',
  // The first that take more than one address (their manuals, bind_address).
  since: { MariaDB: '10.11.0', MySQL: '8.0.13' },
  // Never every address: the network that this computer is really in is not to reach the lab.
  apply: (plan) => configured(plan, { bind_address: '127.0.0.1,127.0.0.2' }),
});
