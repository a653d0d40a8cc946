import type { LabPlan, SitePlan } from '../plan.ts';

/** What somebody does to the server blocks of the web server, as plans. */

/** Only the server blocks that are like this. */
export const onlySites = (plan: LabPlan, isKept: (site: SitePlan) => boolean): LabPlan => ({
  ...plan,
  web: { ...plan.web, sites: plan.web.sites.filter(isKept) },
});

/** Each server block changed in the same way. */
export const eachSite = (plan: LabPlan, change: (site: SitePlan) => SitePlan): LabPlan => ({
  ...plan,
  web: { ...plan.web, sites: plan.web.sites.map(change) },
});
