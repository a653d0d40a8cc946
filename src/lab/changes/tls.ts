import type { LabPlan, TlsPlan } from '../plan.ts';

/** Another certificate than the healthy one, as a plan: for the faults of TLS. */
export const certified = (plan: LabPlan, other: Partial<TlsPlan>): LabPlan => ({
  ...plan,
  tls: { ...plan.tls, ...other },
});
