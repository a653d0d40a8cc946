import { defineFault } from '../../fault.ts';

export default defineFault({
  title: 'The zone has no record for www',
  symptom: 'The browser says that it cannot find the server www.foobar.com. It finds foobar.com.',
  level: 1,
  outside: { finding: 'dns/resolves', cause: 'nxdomain-name' },
  look: 'Ask a name server of the zone itself for www.foobar.com: NXDOMAIN, and foobar.com has an address.',
  apply: (plan) => ({
    ...plan,
    dns: {
      ...plan.dns,
      servers: plan.dns.servers.map((server) => ({
        ...server,
        records: server.records.filter(({ name }) => name !== 'www.foobar.com'),
      })),
    },
  }),
});
