import type { LabPlan, NameServerPlan, ZoneRecord } from '../plan.ts';

/** What somebody does to the zones, as plans: for the faults of DNS. */

/** The zone that the site is in, and its two names. */
export const siteZone = 'foobar.com';
export const www = 'www.foobar.com';

const changed = (
  plan: LabPlan,
  zone: string,
  change: (server: NameServerPlan) => Partial<NameServerPlan>,
): LabPlan => ({
  ...plan,
  dns: {
    ...plan.dns,
    servers: plan.dns.servers.map((one) => (one.zone === zone ? { ...one, ...change(one) } : one)),
  },
});

/** The zone without the records of some names, of whatever type. */
export const withoutNames = (plan: LabPlan, zone: string, ...names: readonly string[]): LabPlan =>
  changed(plan, zone, ({ records }) => ({ records: records.filter(({ name }) => !names.includes(name)) }));

/** One more record, or several. */
export const withRecords = (plan: LabPlan, zone: string, ...more: readonly ZoneRecord[]): LabPlan =>
  changed(plan, zone, ({ records }) => ({ records: [...records, ...more] }));

/** These are all the records of a name in the zone of the site, but for what makes it a zone. */
export const nameHolds = (
  plan: LabPlan,
  name: string,
  ...records: readonly Omit<ZoneRecord, 'name'>[]
): LabPlan =>
  changed(plan, siteZone, (server) => ({
    records: [
      ...server.records.filter((one) => one.name !== name || one.type === 'NS'),
      ...records.map((record) => ({ name, ...record })),
    ],
  }));

/** The same for both names of the site. */
export const siteHolds = (plan: LabPlan, record: Omit<ZoneRecord, 'name'>): LabPlan =>
  nameHolds(nameHolds(plan, siteZone, record), www, record);

/** One more name server for the zone of the site, named there and where it is handed on; perhaps without an address. */
export const withSecondServer = (plan: LabPlan, address?: string): LabPlan => {
  const name = `ns2.${siteZone}`;
  const more: readonly ZoneRecord[] = [
    { name: siteZone, type: 'NS', data: name },
    ...(address === undefined ? [] : [{ name, type: 'A' as const, data: address }]),
  ];
  return withRecords(withRecords(plan, siteZone, ...more), 'com', ...more);
};

/** How the name server of the zone behaves. */
export const inManner = (plan: LabPlan, zone: string, manner: NameServerPlan['manner']): LabPlan =>
  changed(plan, zone, () => ({ manner }));
