import { bothNames } from './config.ts';
import type { Answering, Internet } from './servers/machine/internet.ts';
import { nameServers } from './servers/machine/names.ts';
import { addresses } from './servers/machine.ts';
import { zoneFile, type Zones } from './servers/nsd.ts';
import type { Shop } from './shop.ts';

/** All of DNS around the shop, and what is done to it. */

export const [first, second] = nameServers;

/** In the network settings of the visitor's computer. */
export const anotherResolver = {
  deed: (site: Shop) => site.visitor("echo 'nameserver 9.9.9.9' >/etc/resolv.conf"),
};

/** A name server on the shop's own machine. */
export const own = addresses.server;

/** What a registrar tells the registry: these are the name servers of the shop, and a company has named them. */
export const handedTo = (...servers: readonly string[]): readonly string[] =>
  servers.flatMap((address, at) => [`shop NS ns${at + 1}.hosting`, `ns${at + 1}.hosting A ${address}`]);

interface ShopZone {
  readonly zones: { readonly 'shop.com': readonly string[] };
}

/** The zone of the shop with these records. */
export const zoneOf = (...records: readonly string[]): ShopZone => ({
  zones: { 'shop.com': [`ns A ${first}`, ...records] },
});

export const goodZone = zoneOf(...bothNames);

const usual: Internet = { registered: handedTo(first), servers: { [first]: goodZone } };

/** DNS is well from now on, but for this. */
export const dns =
  (patch: Partial<Internet> = {}) =>
  (site: Shop): Promise<void> =>
    site.shows({ ...usual, ...patch });

/** Two name servers of one company, of which the second is like this. */
export const beside = (other: Answering) =>
  dns({ registered: handedTo(first, second), servers: { [first]: goodZone, [second]: other } });

/** The provider has one name server, and the shop's own machine is the other. */
export const besideOwn = dns({ registered: handedTo(first, own) });

type Deed = (site: Shop) => Promise<unknown>;

export const inOrder =
  (...deeds: readonly Deed[]): Deed =>
  async (site) => {
    for (const deed of deeds) await deed(site);
  };

export const doing =
  (command: string): Deed =>
  (site) =>
    site.does(command);

/** Zone → how it comes to its data (nsd.conf(5)). */
type Settings = Readonly<Record<string, readonly string[]>>;

const settingsOf = (unit: string, address: string, zones: Settings): string => `server:
  server-count: 1
  ip-address: ${address}
  username: ""
  zonesdir: "/etc/nsd"
  pidfile: "/run/${unit}.pid"
  xfrdfile: "/run/${unit}.state"
  xfrdir: "/run"
  zonelistfile: "/run/${unit}.list"
remote-control:
  control-enable: no
${Object.entries(zones)
  .map(([zone, lines]) => [`zone:\n  name: "${zone}"`, ...lines].join('\n  '))
  .join('\n')}
`;

const started =
  (unit: string, address: string, zones: Settings): Deed =>
  async (site) => {
    await site.write(`/etc/nsd/${unit}.conf`, settingsOf(unit, address, zones));
    await site.does(`systemctl enable ${unit} && systemctl restart ${unit}`);
  };

/** The machine serves these zones itself, with nsd. */
export const serving =
  (zones: Zones): Deed =>
  async (site) => {
    for (const [zone, records] of Object.entries(zones))
      if (records !== 'unreadable') await site.write(`/etc/nsd/${zone}.zone`, zoneFile(zone, records));
    const settings = Object.keys(zones).map((zone) => [zone, [`zonefile: "${zone}.zone"`]] as const);
    await started('nsd', own, Object.fromEntries(settings))(site);
  };

/** Another address of the machine, where its secondary name server is. */
const copying = '192.175.48.82';

/** Seconds between two looks for a newer version, or for one at all: the first two numbers behind the version. */
const versionOf = (serial: number): string => `@ SOA ns admin ${serial} 1 1 86400 60`;

interface Primary {
  readonly serial: number;
  readonly records: readonly string[];
  /** Whether the secondary one may copy the zone. */
  readonly lets: boolean;
}

/** At this address there is an answer about the zone that holds these words. */
const answered = (address: string, words: string): Deed =>
  doing(`until dig +short @${address} shop.com SOA | grep -q '${words}'; do sleep 0.05; done`);

/** The primary name server of the zone, on the machine itself: it answers. */
export const primary =
  ({ serial, records, lets }: Primary): Deed =>
  async (site) => {
    const { zones } = zoneOf(versionOf(serial), ...records);
    await site.write('/etc/nsd/primary.zone', zoneFile('shop.com', zones['shop.com']));
    const lines = ['zonefile: "primary.zone"', ...(lets ? [`provide-xfr: ${copying} NOKEY`] : [])];
    await started('nsd', own, { 'shop.com': lines })(site);
    // A copy that is asked for before is asked for again only half a minute later.
    await answered(own, ` ${serial} 1 1 `)(site);
  };

/** The secondary one looks for a copy, at once. */
export const copies = started('nsd-secondary', copying, {
  'shop.com': ['zonefile: "copy.zone"', `request-xfr: AXFR ${own} NOKEY`, `outgoing-interface: ${copying}`],
});

/** The secondary one has this version. */
export const copied = (serial: number): Deed => answered(copying, ` ${serial} 1 1 `);

/** The registrar names both, and no resolver remembers anything. */
export const ownCopies = dns({ registered: handedTo(own, copying), servers: {} });

/** A primary name server like this and a secondary one, both on the machine. */
export const withCopy = (what: Primary): Deed =>
  inOrder(doing(`ip address add ${copying}/24 dev eth0`), primary(what), copies, ownCopies);
