import tooFewProcesses from '../../../src/lab/faults/app/too-few-processes.ts';
import workerTimeout from '../../../src/lab/faults/app/worker-timeout.ts';
import { setTimeout as sleep } from 'node:timers/promises';
import { edited } from '../../../src/lab/changes/edits.ts';
import { brokenLab, php } from '../../support/broken-lab.ts';
import { witness } from '../../support/witness.ts';

const first = (code: string) =>
  php('[$count, $words] = countVisit(', `${code}\n    [$count, $words] = countVisit(`);

witness('app/has-workers/worker-timeout', (stage) => brokenLab(stage, workerTimeout.apply));

witness('app/has-workers/worker-killed', (stage) => brokenLab(stage, first('posix_kill(getmypid(), 9);')));

// It looks once a second whether processes are missing.
witness('app/has-workers/max-children', async (stage) => {
  const target = await brokenLab(stage, tooFewProcesses.apply, (plan) =>
    edited(plan, {
      file: 'app/php-fpm.conf',
      from: 'pm              = static',
      to: 'pm              = ondemand',
    }),
  );
  await sleep(2_000);
  return target;
});

witness('app/has-workers/time-limit', (stage) =>
  brokenLab(stage, first('set_time_limit(1);\n    while (true) {}')),
);
