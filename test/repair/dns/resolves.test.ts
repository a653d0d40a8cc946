import { bothNames, records, wwwOnly } from '../../support/config.ts';
import { anotherResolver, dns, first, handedTo, inOrder, own, serving, zoneOf } from '../../support/dns.ts';
import { signedDns } from '../../support/dnssec.ts';
import { heals, looks, repair, type Way } from '../../support/repair.ts';
import { addresses } from '../../support/servers/machine.ts';

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
    steps: [
      looks('If the record is there already, find out whether the panel'),
      heals('If an address was printed', whole),
    ],
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
      looks('Ask where the name leads'),
      heals('In the DNS panel, delete one', {
        deed: records(bare, wwwOnly, 'web CNAME www.shop.com.'),
      }),
    ],
  },
});

repair(
  'dns/resolves/alias-dangling',
  {
    'the target was never made': {
      fault: records(bare, 'www CNAME web.shop.com.'),
      steps: [
        looks('Read the name at the end'),
        heals('In the DNS panel, let the CNAME', { deed: records(bare, 'www CNAME shop.com.') }),
      ],
    },
  },
  { 'If the alias leads to a service': 'a service of somebody else is no server of ours' },
);

repair('dns/resolves/alias-doubled', {
  'the target has no dot at its end': {
    fault: records(bare, 'www CNAME shop.com'),
    steps: [
      heals('Change the target', { deed: records(bare, 'www CNAME shop.com.') }),
      looks('Read the new target'),
    ],
  },
});

repair(
  'dns/resolves/nxdomain-domain',
  {
    'no name servers are set at the registrar': {
      fault: dns({ registered: [] }),
      steps: [heals('See whether name servers are set', { deed: dns() })],
    },
  },
  { 'Look at the domain where you bought it': 'a registrar is no server of ours' },
);

const ownZone = (...held: readonly string[]) =>
  inOrder(serving(zoneOf(...held).zones), dns({ registered: handedTo(own) }));

repair('dns/resolves/doubled-name', {
  'the panel added the domain': {
    fault: dns({ servers: { [first]: zoneOf(bare, `www.shop.com A ${own}`) } }),
    steps: [heals('Change the record in the DNS panel', { deed: dns() })],
  },
  'the name in the zone file has no dot at its end': {
    fault: ownZone(bare, `www.shop.com A ${own}`),
    steps: [heals('If you write a zone file by hand', { deed: ownZone(bare, `www.shop.com. A ${own}`) })],
  },
});

repair(
  'dns/resolves/remembered-no',
  {
    'somebody asked before the record was made': {
      fault: inOrder(
        dns({ servers: { [first]: zoneOf(bare) } }),
        (site) => site.visitor('dig www.shop.com'),
        dns({ remembers: true }),
      ),
      steps: [heals('Wait')],
    },
  },
  { 'On Ubuntu, empty': 'systemd does not run in a network of ours' },
);

repair('dns/resolves/filtered', {
  'the name is on a list of the resolver': {
    fault: dns({ resolver: ['local-zone: "www.shop.com" always_nxdomain'] }),
    steps: [heals('Ask a resolver without a filter'), heals('Allow the name', { deed: dns() })],
  },
});

/** Every other resolver does as it should. */
const onlyMine = (line: string, ...rest: Way['steps']): Way => ({
  fault: dns({ resolver: [line] }),
  steps: rest,
});

repair(
  'dns/resolves/servfail',
  {
    'the resolver cannot reach the name servers': onlyMine(
      `do-not-query-address: ${first}`,
      heals('Ask another resolver'),
      looks('Follow the question'),
    ),
  },
  { 'If they do not': 'the check says dns/name-servers/all-refuse then, where it is taken' },
);

repair(
  'dns/resolves/refused',
  {
    'the resolver refuses this name': onlyMine(
      'local-zone: "shop.com" refuse',
      heals('Ask a resolver that answers everyone'),
      looks('If other resolvers give no address'),
      heals('In that case, set another', anotherResolver),
    ),
  },
  { "If the domain's name servers": 'the check says dns/name-servers/all-refuse then, where it is taken' },
);

repair(
  'dns/resolves/silent',
  {
    'the resolver drops questions about this name': {
      ...onlyMine('local-zone: "shop.com" deny', heals('Ask another resolver'), looks('Follow the question')),
      waits: true,
      options: '--only dns',
    },
  },
  { "If the domain's name servers": 'the check says dns/name-servers/none-answers then, where it is taken' },
);

const blocked = 'iptables -A OUTPUT -p tcp -d 192.175.48.53 --dport 53 -j REJECT';

/** More addresses than one UDP packet holds. */
const many = zoneOf(...bothNames, ...Array.from({ length: 120 }, (_, at) => `www A 192.175.49.${at + 1}`));

repair('dns/resolves/tcp-blocked', {
  'a firewall lets UDP only through to the resolver': {
    fault: inOrder(dns({ servers: { [first]: many } }), (site) => site.visitor(blocked)),
    waits: true,
    options: '--only dns',
    steps: [
      heals('Ask another resolver'),
      looks('Ask over TCP by hand', { code: 9 }),
      heals('Look at the records', { deed: dns() }),
    ],
  },
  'it is a firewall of one’s own': {
    fault: inOrder(dns({ servers: { [first]: many } }), (site) => site.visitor(blocked)),
    waits: true,
    options: '--only dns',
    steps: [
      heals('If the firewall on the way', { deed: (site) => site.visitor(blocked.replace('-A', '-D')) }),
    ],
  },
});

repair(
  'dns/resolves/signature-expired',
  {
    'nobody signed the zone again': {
      fault: signedDns({ signedUntil: '20250201', isPromised: true }),
      steps: [
        looks('Look at the end date'),
        heals('If you sign the zone yourself', {
          deed: signedDns({ signedUntil: '20500101', isPromised: true }),
        }),
      ],
    },
  },
  { 'If your DNS provider signs': 'the people of a provider are no server of ours' },
);

repair('dns/resolves/dnssec-bogus', {
  'the old DS record stayed at the registrar': {
    fault: signedDns({ isPromised: true }),
    steps: [
      looks('See which DS record'),
      heals('If your DNS provider does not sign', { deed: signedDns({ isPromised: false }) }),
    ],
  },
  'the zone lost its signatures': {
    fault: signedDns({ isPromised: true }),
    steps: [
      heals('If you sign the zone yourself', {
        deed: signedDns({ signedUntil: '20500101', isPromised: true }),
      }),
    ],
  },
});

repair(
  'dns/resolves/port-closed',
  {
    'the typed port is wrong': {
      fault: dns(),
      options: '--resolver 127.0.0.1:5300 --only dns',
      steps: [heals('Ask another resolver')],
    },
  },
  {
    'If you typed --resolver': 'what was typed has to change, and nothing on a server',
    'On Ubuntu, if the address': 'systemd does not run in a network of ours',
  },
);
