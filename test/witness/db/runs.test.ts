import type { FaultRule } from '../../../src/lab/fault.ts';
import missingDatadir from '../../../src/lab/faults/db/missing-datadir.ts';
import missingTmpdir from '../../../src/lab/faults/db/missing-tmpdir.ts';
import otherDataFileSize from '../../../src/lab/faults/db/other-data-file-size.ts';
import unknownOption from '../../../src/lab/faults/db/unknown-option.ts';
import { healthyPlan, type LabPlan } from '../../../src/lab/plan.ts';
import { insideOf } from '../../support/lab.ts';
import { database } from '../../support/servers/mariadb.ts';
import { closesAtOnce } from '../../support/servers/peer.ts';
import type { Stage } from '../../support/stage.ts';
import { witness } from '../../support/witness.ts';

const only = ['db'] as const;

/** The lab's database with these settings, looked at from both sides. */
const withSettings = async (stage: Stage, settings: LabPlan['db']['settings']) => {
  const stack = await database(stage, (db) => ({ ...db, settings }));
  return { ...insideOf(stack), only };
};

witness('db/runs/not-running', async (stage) => {
  const stack = await database(stage);
  await stack.stopPart('db');
  return { ...insideOf(stack), only };
});

/** It was started anew with this fault, and gave up. */
const died = async (stage: Stage, { apply }: FaultRule) => {
  const stack = await database(stage);
  await stack.become(apply({ ...healthyPlan, stopped: ['web', 'app'] }));
  return { ...insideOf(stack), only };
};

witness('db/runs/unknown-option', (stage) => died(stage, unknownOption));

witness('db/runs/datadir-missing', (stage) => died(stage, missingDatadir));

witness('db/runs/folder-missing', (stage) => died(stage, missingTmpdir));

witness('db/runs/data-file-size', (stage) => died(stage, otherDataFileSize));

witness('db/runs/only-socket', (stage) => withSettings(stage, { skip_networking: 'ON' }));

witness('db/runs/other-port', (stage) => withSettings(stage, { port: '13307' }));

witness('db/runs/other-address', (stage) => withSettings(stage, { bind_address: '127.0.0.3' }));

witness('db/runs/other-program', async (stage) => {
  const target = insideOf(await database(stage));
  return { ...target, only, ports: { ...target.ports, db: await closesAtOnce(stage) } };
});
