import { BlockList, isIPv6 } from 'node:net';
import { defineCheck, found, ok, type Judgement } from '../../model/check.ts';
import { isWithin, resolution } from '../../model/dns.ts';
import type { DnsSeen } from '../../model/seen/dns.ts';
import type { ZoneSeen } from '../../model/seen/zone.ts';
import { asIs, eachResolverAnswer, resolvesTo, together, zoneSeen } from '../../model/example.ts';
import { tableOf } from '../../model/table-of.ts';

type Cause = 'cdn' | 'parked';

/** Zone → who runs it: the names to which customers of these networks point their aliases. */
const cdnZones: Readonly<Record<string, string>> = tableOf({
  'cloudfront.net': 'Amazon CloudFront',
  'cdn.cloudflare.net': 'Cloudflare',
  'fastly.net': 'Fastly',
  'fastlylb.net': 'Fastly',
  'akamaiedge.net': 'Akamai',
  'akamaized.net': 'Akamai',
  'edgekey.net': 'Akamai',
  'edgesuite.net': 'Akamai',
  'azureedge.net': 'Azure CDN',
  'azurefd.net': 'Azure Front Door',
  'b-cdn.net': 'Bunny',
  'cdn77.org': 'CDN77',
});

/** https://www.cloudflare.com/ips/ */
const cloudflareNetworks = [
  '173.245.48.0/20',
  '103.21.244.0/22',
  '103.22.200.0/22',
  '103.31.4.0/22',
  '141.101.64.0/18',
  '108.162.192.0/18',
  '190.93.240.0/20',
  '188.114.96.0/20',
  '197.234.240.0/22',
  '198.41.128.0/17',
  '162.158.0.0/15',
  '104.16.0.0/13',
  '104.24.0.0/14',
  '172.64.0.0/13',
  '131.0.72.0/22',
  '2400:cb00::/32',
  '2606:4700::/32',
  '2803:f800::/32',
  '2405:b500::/32',
  '2405:8100::/32',
  '2a06:98c0::/29',
  '2c0f:f248::/32',
];

const cloudflare = new BlockList();
for (const network of cloudflareNetworks) {
  const [address = '', prefix = ''] = network.split('/');
  cloudflare.addSubnet(address, Number(prefix), isIPv6(address) ? 'ipv6' : 'ipv4');
}

/** Companies that show advertising or an offer at names without a site, by their name servers and aliases. */
const parkingZones: Readonly<Record<string, string>> = tableOf({
  'sedoparking.com': 'Sedo',
  'parkingcrew.net': 'ParkingCrew',
  'bodis.com': 'Bodis',
  'above.com': 'Above.com',
  'afternic.com': 'Afternic',
  'cashparking.com': 'GoDaddy CashParking',
  'parklogic.com': 'ParkLogic',
  'parkingpage.namecheap.com': 'Namecheap',
});

const ownerOf = (names: readonly string[], zones: Readonly<Record<string, string>>) => {
  for (const name of names)
    for (const [zone, owner] of Object.entries(zones)) if (isWithin(name, zone)) return { name, owner };
  return undefined;
};

const judgeName = (name: string, dns: DnsSeen, zone: ZoneSeen | undefined): Judgement<Cause>[] => {
  const said = resolution(dns, name);
  if (said.outcome !== 'addresses') return [];
  const parking = ownerOf([...said.chain, ...(zone?.servers ?? []).map((one) => one.name)], parkingZones);
  if (parking) return [found('parked', name, `${name} is handled by ${parking.name} (${parking.owner})`)];
  const cdn = ownerOf(said.chain, cdnZones);
  if (cdn) return [found('cdn', name, `${name} is an alias for ${cdn.name} (${cdn.owner})`)];
  const shared = said.addresses.find(({ address, family }) =>
    cloudflare.check(address, family === 6 ? 'ipv6' : 'ipv4'),
  );
  if (shared) return [found('cdn', name, `${shared.address} lies in a network of Cloudflare`)];
  return [ok(name, `${name} leads to no network that is known to stand in front of other servers`, 'likely')];
};

const through = (to: string) =>
  eachResolverAnswer((one) => ({
    ...one,
    answers: [
      { name: one.name, type: 'CNAME', ttl: 60, data: to },
      ...one.answers.map((record) => ({ ...record, name: to })),
    ],
  }));

const manuals = 'the manuals of these networks: the names and addresses that their customers are told to use';

export default defineCheck({
  claim: false,
  needs: ['dns'],
  uses: ['zone'],
  judge: ({ dns, zone }, { target: { site } }) => judgeName(site.ascii, dns, zone),
  causes: {
    cdn: {
      status: 'note',
      strength: 'likely',
      restsOn: manuals,
      example: together(resolvesTo('104.16.1.1'), through('d111111abcdef8.cloudfront.net')),
    },
    parked: {
      status: 'warn',
      strength: 'likely',
      restsOn: manuals,
      example: zoneSeen((held) => ({
        ...held,
        servers: held.servers.map((one) => ({ ...one, name: 'ns1.sedoparking.com' })),
      })),
    },
  },
  examples: { ok: [asIs] },
});
