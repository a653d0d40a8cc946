import { lab, targetOf } from '../../support/lab.ts';
import { witness } from '../../support/witness.ts';

// The lab's own program, which was given a wrong password for the database.
witness('app/no-error/error', async (stage) =>
  targetOf(
    await lab(stage, (plan) => ({
      ...plan,
      app: { ...plan.app, database: { ...plan.app.database, password: 'wrong' } },
    })),
  ),
);
