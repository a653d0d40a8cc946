import { look } from '../../support/inspect.ts';
import { insideOf, lab } from '../../support/lab.ts';
import { witness } from '../../support/witness.ts';

witness('app/database-link/as-root', async (stage) => {
  const stack = await lab(stage, (plan) => ({
    ...plan,
    app: { ...plan.app, database: { ...plan.app.database, user: 'root' } },
    db: {
      ...plan.db,
      users: [...plan.db.users, { user: 'root', hosts: ['127.0.0.1'], may: 'write' }],
      // Who has not this right sees only connections of its own.
      statements: ["GRANT PROCESS ON *.* TO 'visitor'@'127.0.0.1'"],
    },
  }));
  const target = insideOf(stack);
  // The program opens its connections with the first page.
  await look(target);
  return target;
});
