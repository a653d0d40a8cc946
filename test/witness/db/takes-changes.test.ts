import { targetOf } from '../../support/lab.ts';
import { administer, database } from '../../support/servers/mariadb.ts';
import { witness } from '../../support/witness.ts';

witness('db/takes-changes/read-only', async (stage) => {
  const stack = await database(stage);
  await administer(stack, 'SET GLOBAL read_only = ON');
  return { ...targetOf(stack), only: ['db'] };
});
