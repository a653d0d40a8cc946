import type { LabPlan } from '../plan.ts';

/** What an administrator of the database does, as plans: for the faults of that box. */

/** Statements that were typed at its prompt. */
export const typed = (plan: LabPlan, ...statements: readonly string[]): LabPlan => ({
  ...plan,
  db: { ...plan.db, statements: [...plan.db.statements, ...statements] },
});

/** Lines of its configuration file; the last line that names an option counts. */
export const configured = (plan: LabPlan, settings: Readonly<Record<string, string>>): LabPlan => ({
  ...plan,
  db: { ...plan.db, settings: { ...plan.db.settings, ...settings } },
});

/** The same statement for each account of the site's program: over the network and by the socket. */
export const toProgram = (plan: LabPlan, statement: (account: string) => string): LabPlan => {
  const { user } = plan.app.database;
  const hosts = plan.db.users.find((one) => one.user === user)?.hosts ?? [];
  return typed(plan, ...hosts.map((host) => statement(`'${user}'@'${host}'`)));
};
