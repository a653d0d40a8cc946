import { bothNames, records, wwwOnly } from '../../support/config.ts';
import { addresses } from '../../support/servers/machine.ts';
import { heals, looks, repair } from '../../support/repair.ts';

/** The panel of a DNS provider is the zone of a real name server here. */
const whole = { deed: records(...bothNames) };

const bare = `@ A ${addresses.server}`;

repair('dns/resolves/nxdomain-name', {
  'the record was never made': {
    fault: records(bare),
    steps: [
      looks('If the record is there already, find out whether you'),
      looks('If the panel shows the record', { code: 1 }),
      heals('Add an A record', whole),
    ],
  },
  'the panel added the domain a second time': {
    fault: records(bare, 'www.shop.com A 192.175.48.80'),
    steps: [looks('If the record is there already, find out whether the panel')],
  },
});

const other = 'www TXT "no address here"';

repair('dns/resolves/nodata', {
  'the name has a record of another kind only': {
    fault: records(bare, other),
    steps: [looks('If the panel shows an A record'), heals('Add an A record', whole)],
  },
});

const circle = [bare, 'www CNAME web.shop.com.', 'web CNAME www.shop.com.'] as const;

repair('dns/resolves/alias-loop', {
  'two aliases lead to each other': {
    fault: records(...circle),
    steps: [
      looks('Look at the aliases'),
      heals('In the DNS panel, delete one', {
        deed: records(bare, wwwOnly, 'web CNAME www.shop.com.'),
      }),
    ],
  },
});

const doubled = [bare, 'www CNAME shop.com'] as const;

repair(
  'dns/resolves/alias-dangling',
  {
    'the target ends with the domain twice': {
      fault: records(...doubled),
      steps: [
        looks('Read the name at the end'),
        heals('In the DNS panel, let the CNAME', {
          deed: records(bare, 'www CNAME shop.com.'),
        }),
      ],
    },
  },
  { 'If the alias leads to a service': 'a service of somebody else is no server of ours' },
);
