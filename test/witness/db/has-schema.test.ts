import { targetOf } from '../../support/lab.ts';
import { administer, database } from '../../support/servers/mariadb.ts';
import { witness } from '../../support/witness.ts';

witness('db/has-schema/empty', async (stage) => {
  const stack = await database(stage);
  await administer(stack, 'DROP TABLE foobar.visits, foobar.tips');
  return { ...targetOf(stack), only: ['db'] };
});
