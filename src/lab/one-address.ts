import type { LabPlan } from './plan.ts';

/**
 * The plan for a computer that has 127.0.0.1 and no other loopback address (macOS): every part moves there.
 */
export const onOneAddress = (plan: LabPlan, address = '127.0.0.1'): LabPlan => {
  const moved = (text: string): string => (/^127\.\d+\.\d+\.\d+$/.test(text) ? address : text);
  const movedList = (text: string): string => [...new Set(text.split(',').map(moved))].join(',');
  return {
    ...plan,
    dns: {
      resolver: address,
      servers: plan.dns.servers.map((server) => ({
        ...server,
        address: moved(server.address),
        records: server.records.map((record) => ({ ...record, data: moved(record.data) })),
      })),
    },
    web: { ...plan.web, sites: plan.web.sites.map((site) => ({ ...site, address: moved(site.address) })) },
    db: {
      ...plan.db,
      settings: Object.fromEntries(
        Object.entries(plan.db.settings).map(([option, value]) => [option, movedList(value)]),
      ),
    },
  };
};
