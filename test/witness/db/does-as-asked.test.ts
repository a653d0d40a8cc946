import columnRenamed from '../../../src/lab/faults/db/column-renamed.ts';
import counterFull from '../../../src/lab/faults/db/counter-full.ts';
import definerMissing from '../../../src/lab/faults/db/definer-missing.ts';
import forgottenTransaction from '../../../src/lab/faults/db/forgotten-transaction.ts';
import missingPrivilege from '../../../src/lab/faults/db/missing-privilege.ts';
import missingTable from '../../../src/lab/faults/db/missing-table.ts';
import readOnly from '../../../src/lab/faults/db/read-only.ts';
import { configured } from '../../../src/lab/changes/db.ts';
import { brokenLab, by } from '../../support/broken-lab.ts';
import { witness } from '../../support/witness.ts';

witness('db/does-as-asked/table-missing', (stage) => brokenLab(stage, by('php-fpm'), missingTable.apply));

witness('db/does-as-asked/column-missing', (stage) => brokenLab(stage, by('gunicorn'), columnRenamed.apply));

witness('db/does-as-asked/privilege-missing', (stage) =>
  brokenLab(stage, by('php-fpm'), missingPrivilege.apply),
);

witness('db/does-as-asked/read-only', (stage) => brokenLab(stage, by('php-fpm'), readOnly.apply), {
  also: ['db/takes-changes/read-only'],
});

witness('db/does-as-asked/lock-wait', (stage) =>
  brokenLab(stage, by('gunicorn'), forgottenTransaction.apply, (plan) =>
    configured(plan, { innodb_lock_wait_timeout: '1' }),
  ),
);

witness('db/does-as-asked/definer-missing', (stage) => brokenLab(stage, definerMissing.apply));

witness('db/does-as-asked/number-too-big', (stage) => brokenLab(stage, counterFull.apply));
