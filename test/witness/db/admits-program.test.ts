import accountLocked from '../../../src/lab/faults/db/account-locked.ts';
import initConnectFailed from '../../../src/lab/faults/db/init-connect-failed.ts';
import hostNotAllowed from '../../../src/lab/faults/db/host-not-allowed.ts';
import passwordExpired from '../../../src/lab/faults/db/password-expired.ts';
import pluginNotLoaded from '../../../src/lab/faults/db/plugin-not-loaded.ts';
import tooManyConnections from '../../../src/lab/faults/db/too-many-connections.ts';
import unknownSchema from '../../../src/lab/faults/db/unknown-schema.ts';
import userLimit from '../../../src/lab/faults/db/user-limit.ts';
import wrongName from '../../../src/lab/faults/app/wrong-database-name.ts';
import wrongPassword from '../../../src/lab/faults/app/wrong-database-password.ts';
import { toProgram } from '../../../src/lab/changes/db.ts';
import { brokenLab, brokenUnasked, by, python } from '../../support/broken-lab.ts';
import { witness } from '../../support/witness.ts';

witness('db/admits-program/access-denied', (stage) => brokenLab(stage, by('php-fpm'), wrongPassword.apply));

witness('db/admits-program/no-password', (stage) =>
  brokenLab(stage, python('**settings["database"]', '**{**settings["database"], "password": ""}')),
);

witness('db/admits-program/socket-account', (stage) =>
  brokenLab(stage, (plan) =>
    toProgram(plan, (account) => `ALTER USER ${account} IDENTIFIED VIA unix_socket`),
  ),
);

witness('db/admits-program/schema-denied', (stage) => brokenLab(stage, by('php-fpm'), wrongName.apply));

witness('db/admits-program/unknown-schema', (stage) =>
  brokenUnasked(stage, by('gunicorn'), unknownSchema.apply),
);

witness('db/admits-program/host-not-allowed', (stage) => brokenUnasked(stage, hostNotAllowed.apply));

witness('db/admits-program/too-many-connections', (stage) =>
  brokenUnasked(stage, by('gunicorn'), tooManyConnections.apply),
);

witness('db/admits-program/user-limit', (stage) => brokenLab(stage, userLimit.apply));

witness('db/admits-program/account-locked', (stage) => brokenLab(stage, by('gunicorn'), accountLocked.apply));

witness('db/admits-program/password-expired', (stage) =>
  brokenLab(stage, by('php-fpm'), passwordExpired.apply),
);

witness('db/admits-program/plugin-not-loaded', (stage) => brokenLab(stage, pluginNotLoaded.apply));

witness('db/admits-program/init-connect-failed', (stage) => brokenUnasked(stage, initConnectFailed.apply));
