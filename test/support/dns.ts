import { bothNames } from './config.ts';
import type { Answering, Internet } from './servers/machine/internet.ts';
import { nameServers } from './servers/machine/names.ts';
import { addresses } from './servers/machine.ts';
import { zoneFile, type Zones } from './servers/nsd.ts';
import type { Shop } from './shop.ts';

/** All of DNS around the shop, and what is done to it. */

export const [first, second] = nameServers;

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

/** The machine serves these zones itself, with nsd (nsd.conf(5)). */
export const serving =
  (zones: Zones): Deed =>
  async (site) => {
    const names = Object.keys(zones);
    const blocks = names.map((zone) => `zone:\n  name: "${zone}"\n  zonefile: "${zone}.zone"`);
    for (const [zone, records] of Object.entries(zones))
      if (records !== 'unreadable') await site.write(`/etc/nsd/${zone}.zone`, zoneFile(zone, records));
    await site.write(
      '/etc/nsd/nsd.conf',
      `server:
  server-count: 1
  ip-address: ${own}
  username: ""
  zonesdir: "/etc/nsd"
  pidfile: "/run/nsd.pid"
  xfrdfile: "/run/xfrd.state"
  xfrdir: "/run"
  zonelistfile: "/run/zone.list"
remote-control:
  control-enable: no
${blocks.join('\n')}
`,
    );
    await site.does('systemctl enable nsd && systemctl restart nsd');
  };
