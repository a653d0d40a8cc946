import type { AppPlan, FileEdit, LabEvent, LabPlan, SitePlan, WebPlan } from '../plan.ts';

/** Somebody has changed this text in this file before the part was started. */
export const edited = (plan: LabPlan, ...edits: readonly FileEdit[]): LabPlan => ({
  ...plan,
  edits: [...plan.edits, ...edits],
});

/** What has happened since everything runs. */
export const later = (plan: LabPlan, ...events: readonly LabEvent[]): LabPlan => ({
  ...plan,
  afterwards: [...plan.afterwards, ...events],
});

export const withWeb = (plan: LabPlan, change: Partial<WebPlan>): LabPlan => ({
  ...plan,
  web: { ...plan.web, ...change },
});

/** Nginx waits this many seconds for the program, and no longer. */
export const withPatience = (plan: LabPlan, patience: number): LabPlan =>
  withWeb(plan, { proxy: { ...plan.web.proxy, patience } });

/** The server blocks for visitors, not those of this computer's own name; what each does depends on its scheme. */
export const withSites = (
  plan: LabPlan,
  does: Partial<Record<SitePlan['scheme'], SitePlan['does']>>,
): LabPlan =>
  withWeb(plan, {
    sites: plan.web.sites.map((site) => {
      const wanted = site.names.includes('www.foobar.com') ? does[site.scheme] : undefined;
      return wanted ? { ...site, does: wanted } : site;
    }),
  });

/** The same site, its program run by this. */
export const withRuntime = (plan: LabPlan, runtime: AppPlan['runtime']): LabPlan => ({
  ...plan,
  app: { ...plan.app, runtime },
});
