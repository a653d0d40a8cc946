import connectionsLeftOpen from '../../../src/lab/faults/code/connections-left-open.ts';
import accountLocked from '../../../src/lab/faults/db/account-locked.ts';
import initConnectFailed from '../../../src/lab/faults/db/init-connect-failed.ts';
import accountMissing from '../../../src/lab/faults/db/account-missing.ts';
import hostNotAllowed from '../../../src/lab/faults/db/host-not-allowed.ts';
import noRights from '../../../src/lab/faults/db/no-rights.ts';
import passwordExpired from '../../../src/lab/faults/db/password-expired.ts';
import pluginNotLoaded from '../../../src/lab/faults/db/plugin-not-loaded.ts';
import tlsRequired from '../../../src/lab/faults/db/tls-required.ts';
import tooManyConnections from '../../../src/lab/faults/db/too-many-connections.ts';
import unknownSchema from '../../../src/lab/faults/db/unknown-schema.ts';
import userLimit from '../../../src/lab/faults/db/user-limit.ts';
import wrongHost from '../../../src/lab/faults/db/wrong-host.ts';
import wrongName from '../../../src/lab/faults/app/wrong-database-name.ts';
import wrongPassword from '../../../src/lab/faults/app/wrong-database-password.ts';
import type { Target } from '../../../src/model/target.ts';
import { toProgram } from '../../../src/lab/changes/db.ts';
import { brokenLab, brokenUnasked, by, python, sharedOut } from '../../support/broken-lab.ts';
import { witness } from '../../support/witness.ts';

/** Its database does not tell its accounts to whoever looks. */
const withoutAccounts = ({ inside, ...target }: Target): Target => ({
  ...target,
  ...(inside?.database
    ? { inside: { ...inside, database: { ...inside.database, client: '/dev/null' } } }
    : {}),
});

witness('db/admits-program/access-denied', async (stage) =>
  withoutAccounts(await brokenLab(stage, by('php-fpm'), wrongPassword.apply)),
);

witness('db/admits-program/account-missing', (stage) =>
  brokenLab(stage, by('gunicorn'), accountMissing.apply),
);

witness('db/admits-program/other-host', (stage) => brokenLab(stage, by('php-fpm'), wrongHost.apply));

witness('db/admits-program/wrong-password', (stage) => brokenLab(stage, by('php-fpm'), wrongPassword.apply));

witness('db/admits-program/account-needs-tls', (stage) =>
  brokenLab(stage, by('gunicorn'), tlsRequired.apply),
);

witness('db/admits-program/no-password', (stage) =>
  brokenLab(stage, python('**settings["database"]', '**{**settings["database"], "password": ""}')),
);

witness('db/admits-program/socket-account', (stage) =>
  brokenLab(stage, (plan) =>
    toProgram(plan, (account) => `ALTER USER ${account} IDENTIFIED VIA unix_socket`),
  ),
);

witness('db/admits-program/schema-denied', async (stage) =>
  withoutAccounts(await brokenLab(stage, by('php-fpm'), wrongName.apply)),
);

witness('db/admits-program/schema-missing', (stage) => brokenLab(stage, by('php-fpm'), wrongName.apply));

witness('db/admits-program/no-right', (stage) => brokenLab(stage, by('gunicorn'), noRights.apply));

witness('db/admits-program/unknown-schema', (stage) =>
  brokenUnasked(stage, by('gunicorn'), unknownSchema.apply),
);

witness('db/admits-program/host-not-allowed', (stage) => brokenUnasked(stage, hostNotAllowed.apply));

witness('db/admits-program/too-many-connections', async (stage) =>
  withoutAccounts(await brokenUnasked(stage, by('gunicorn'), tooManyConnections.apply)),
);

witness('db/admits-program/held-by-program', (stage) => brokenUnasked(stage, connectionsLeftOpen.apply));

witness('db/admits-program/held-by-another', (stage) =>
  brokenUnasked(stage, by('php-fpm'), tooManyConnections.apply),
);

witness('db/admits-program/limit-too-small', (stage) => brokenUnasked(stage, sharedOut));

witness('db/admits-program/user-limit', (stage) => brokenLab(stage, userLimit.apply));

witness('db/admits-program/account-locked', (stage) => brokenLab(stage, by('gunicorn'), accountLocked.apply));

witness('db/admits-program/password-expired', (stage) =>
  brokenLab(stage, by('php-fpm'), passwordExpired.apply),
);

witness('db/admits-program/plugin-not-loaded', (stage) => brokenLab(stage, pluginNotLoaded.apply));

witness('db/admits-program/init-connect-failed', (stage) => brokenUnasked(stage, initConnectFailed.apply));
