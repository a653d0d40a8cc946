import { healthyPlan, type LabPlan } from '../../src/lab/plan.ts';
import type { Target } from '../../src/model/target.ts';
import { insideOf, lab } from './lab.ts';
import type { Stage } from './stage.ts';

type Change = (healthy: LabPlan) => LabPlan;

/** A lab that was healthy, and then became like this; what cannot be started any more stays down. */
export const brokenLab = async (stage: Stage, ...changes: readonly Change[]): Promise<Target> => {
  const stack = await lab(stage);
  await stack.become(changes.reduce((plan, change) => change(plan), healthyPlan));
  return insideOf(stack);
};

/** The same, and its database is asked by nobody but the program. */
export const brokenUnasked = async (stage: Stage, ...changes: readonly Change[]): Promise<Target> => {
  const { dbHost: _host, dbLogin: _login, ...target } = await brokenLab(stage, ...changes);
  return target;
};

/** Somebody has changed this text in the program that Gunicorn runs. */
export const python =
  (from: string, to: string): Change =>
  (plan) => ({
    ...plan,
    app: { ...plan.app, runtime: 'gunicorn' },
    edits: [...plan.edits, { file: 'app/pages.py', from, to }],
  });

/** The same of the program that PHP-FPM runs. */
export const php =
  (from: string, to: string): Change =>
  (plan) => ({
    ...plan,
    app: { ...plan.app, runtime: 'php-fpm' },
    edits: [...plan.edits, { file: 'app/public/index.php', from, to }],
  });

/** The same of the program on Node.js. */
export const node =
  (from: string, to: string): Change =>
  (plan) => ({ ...plan, edits: [...plan.edits, { file: 'app/site.mjs', from, to }] });

/** Run by this. */
export const by =
  (runtime: LabPlan['app']['runtime']): Change =>
  (plan) => ({ ...plan, app: { ...plan.app, runtime } });

/** The program on Node.js writes down the message of an error, and not its code alone. */
export const inFull = node('error.code ?? error.name', 'error.message');

/** Two other programs share the ten connections that the database allows. */
export const sharedOut: Change = ({ afterwards, db, ...plan }) => ({
  ...plan,
  db: {
    ...db,
    maxConnections: 10,
    users: [...db.users, { user: 'reports', hosts: ['127.0.0.1'], may: 'read' }],
  },
  afterwards: [
    ...afterwards,
    ...['reports', 'visitor'].map((user) => ({
      do: 'stay-connected' as const,
      part: 'db' as const,
      user,
      connections: 5,
      statements: [],
    })),
  ],
});
