import { defineFault } from '../../fault.ts';
import type { LabPlan } from '../../plan.ts';
import { siteHolds } from '../../changes/zone.ts';

/** The web server is at home there: what is missing is the record of the other family. */
const alsoAtIpv6 = (plan: LabPlan): LabPlan => ({
  ...plan,
  web: {
    ...plan.web,
    sites: plan.web.sites.flatMap((site) =>
      site.address === '127.0.0.2' ? [site, { ...site, address: '[::1]' }] : [site],
    ),
  },
});

export default defineFault({
  title: 'The records hold an IPv6 address only',
  symptom:
    'Some visitors see the site, and some see the words that the server cannot be found: it depends on their network.',
  level: 1,
  outside: { finding: 'dns/families', cause: 'only-ipv6' },
  look: 'Ask with the dig command that infra-tutor lab status shows, with AAAA and then with A at the end: only the first question has an answer.',
  apply: (plan) => alsoAtIpv6(siteHolds(plan, { type: 'AAAA', data: '::1' })),
});
