import { bothNames } from '../../support/config.ts';
import {
  beside,
  besideOwn,
  copied,
  copies,
  dns,
  doing,
  first,
  goodZone,
  handedTo,
  inOrder,
  own,
  primary,
  second,
  serving,
  withCopy,
  zoneOf,
} from '../../support/dns.ts';
import { heals, looks, repair } from '../../support/repair.ts';

const support = 'the people of another company are no server of ours';

/** At the registrar only the name server is left that serves the zone. */
const oneLeft = { deed: dns() };

const nothing = { zones: { 'elsewhere.com': [] } };
const hanging = { ...goodZone, hangs: true };

const ownZone = serving(goodZone.zones);
const handedToOwn = dns({ registered: handedTo(own) });

repair('dns/name-servers/none-answers', {
  'the own name server has stopped': {
    fault: inOrder(
      ownZone,
      dns({ registered: handedTo(own, second), servers: { [second]: hanging } }),
      doing('systemctl stop nsd'),
    ),
    waits: true,
    options: '--only dns',
    steps: [heals('Look at the status page', { deed: 'systemctl start nsd' })],
  },
  'the registrar names servers that are gone': {
    fault: dns({ registered: handedTo(second) }),
    steps: [heals('Compare the name servers', oneLeft)],
  },
});

repair('dns/name-servers/all-refuse', {
  'the zone was never made at the provider': {
    fault: dns({ servers: { [first]: nothing } }),
    steps: [looks('Find out which company'), heals('If you are a customer', oneLeft)],
  },
  'the name servers of another company stand at the registrar': {
    fault: dns({ registered: handedTo(second), servers: { [first]: goodZone, [second]: nothing } }),
    steps: [heals('If you are not', oneLeft)],
  },
  'the own name server lacks the zone': {
    fault: inOrder(serving(nothing.zones), handedToOwn),
    // What the resolver believed of it is over, too.
    steps: [heals('If the servers are your own', { deed: inOrder(ownZone, handedToOwn) })],
  },
});

repair(
  'dns/name-servers/all-fail',
  {
    'the zone file is missing': {
      fault: inOrder(serving({ 'shop.com': 'unreadable' }), handedToOwn),
      steps: [heals('If the servers are your own', { deed: inOrder(ownZone, handedToOwn) })],
    },
  },
  {
    'If they are secondary servers': 'a secondary one that cannot copy is mended for dns/name-servers/fails',
    'If another company runs': support,
  },
);

repair('dns/name-servers/silent', {
  'the firewall of the own name server drops the questions': {
    fault: inOrder(ownZone, besideOwn, doing('ufw --force enable')),
    waits: true,
    options: '--only dns',
    steps: [looks('If the server is your own, see on it'), heals('If the server is your own, let port 53')],
  },
  'the server no longer exists': {
    fault: beside(hanging),
    waits: true,
    options: '--only dns',
    steps: [heals('If another company runs', oneLeft)],
  },
});

repair('dns/name-servers/port-closed', {
  'the own name server has a mistake in its settings': {
    fault: inOrder(
      ownZone,
      besideOwn,
      doing("systemctl stop nsd && sed -i 's/^server:/sever:/' /etc/nsd/nsd.conf && ! systemctl start nsd"),
    ),
    steps: [
      looks('If the server is your own, see which'),
      heals('If it does not run', {
        deed: "sed -i 's/^sever:/server:/' /etc/nsd/nsd.conf && systemctl start nsd",
      }),
    ],
  },
  'no program belongs there': {
    fault: dns({ registered: handedTo(first, second) }),
    steps: [heals('If no DNS program belongs there', oneLeft)],
  },
});

repair('dns/name-servers/refuses', {
  'a server of the old provider is left at the registrar': {
    fault: beside(nothing),
    steps: [heals('Compare the name servers', oneLeft)],
  },
  'the own name server lacks the zone': {
    fault: inOrder(serving(nothing.zones), besideOwn),
    steps: [heals('If the server is your own, add the zone', { deed: ownZone })],
  },
});

const mayNot = { serial: 1, records: bothNames, lets: false };

repair(
  'dns/name-servers/fails',
  {
    'the primary name server refuses a copy': {
      fault: withCopy(mayNot),
      // The secondary one tries again by itself, some seconds later.
      steps: [
        heals('If it is a secondary server', {
          deed: inOrder(primary({ ...mayNot, lets: true }), copies, copied(mayNot.serial)),
        }),
      ],
    },
    'the zone file is missing': {
      fault: inOrder(serving({ 'shop.com': 'unreadable' }), besideOwn),
      steps: [heals('If the server is your own, let the DNS', { deed: ownZone })],
    },
  },
  { 'If another company runs': support },
);

/** It hands the question on, as only the zone above does. */
const handsOn = { zones: { com: ['shop NS ns1.shop', `ns1.shop A ${first}`] } };

repair('dns/name-servers/lame', {
  'a server of the old provider is left at the registrar': {
    fault: beside(handsOn),
    steps: [heals('Compare the name servers', oneLeft)],
  },
  'the own name server lacks the zone': {
    fault: inOrder(serving(handsOn.zones), besideOwn),
    // What the resolver believed of it is over, too.
    steps: [heals('If the server is your own, make the zone', { deed: inOrder(ownZone, besideOwn) })],
  },
});

/** More addresses than one UDP packet holds. */
const many = zoneOf(...bothNames, ...Array.from({ length: 120 }, (_, at) => `www A 192.175.49.${at + 1}`));

repair('dns/name-servers/no-tcp', {
  'the firewall lets in UDP only': {
    fault: inOrder(
      serving(many.zones),
      dns({ registered: handedTo(first, own), servers: { [first]: many } }),
      doing('ufw allow 53/udp && ufw --force enable'),
    ),
    waits: true,
    options: '--only dns',
    steps: [heals('If the server is your own, let TCP')],
  },
  'the zone has old addresses': {
    fault: inOrder(
      serving(many.zones),
      dns({ registered: handedTo(first, own), servers: { [first]: many } }),
      doing('ufw allow 53/udp && ufw --force enable'),
    ),
    waits: true,
    options: '--only dns',
    steps: [heals('Look at the records', { deed: inOrder(ownZone, besideOwn) })],
  },
});

const unknownServer = ['shop NS ns.gone.shop', ...handedTo(first)];

repair('dns/name-servers/no-address', {
  'the name is spelled wrong': {
    fault: dns({ registered: [...handedTo(first), 'shop NS ns1.hostng'] }),
    steps: [heals('Look at the name servers', oneLeft)],
  },
  'the name lies in the own domain, without glue': {
    fault: dns({ registered: unknownServer }),
    steps: [
      heals('If the name lies in your own', {
        deed: dns({
          registered: [...unknownServer, `ns.gone.shop A ${second}`],
          servers: { [first]: goodZone, [second]: goodZone },
        }),
      }),
    ],
  },
});
