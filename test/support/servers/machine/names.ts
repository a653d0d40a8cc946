import type { Stage } from '../../stage.ts';
import { small } from '../nsd.ts';
import { program } from '../program.ts';
import { folder, readyWhen, start } from '../run.ts';
import { world, type Internet } from './internet.ts';

/** Records in presentation format, by the zone that holds them. */
type Zones = Readonly<Record<string, readonly string[]>>;

const zoneFile = (
  zone: string,
  records: readonly string[],
  server: string,
): string => `$ORIGIN ${zone === '.' ? '' : zone}.
$TTL 60
@ SOA ns admin 1 3600 600 86400 60
@ NS ns
ns A ${server}
${records.join('\n')}
`;

/** Three of the root servers, and two public resolvers whose addresses are in the printed repairs. */
const alsoAt = ['198.41.0.4', '193.0.14.129', '202.12.27.33', '1.1.1.1', '9.9.9.9'] as const;

/** Where name servers of a zone are, when DNS is shown as a whole. */
export const nameServers = ['192.175.48.54', '192.175.48.55'] as const;

/** Where the registry of `com` is, when it is not at the root. */
export const registry = '192.175.48.52';

export interface NameServer {
  /** Answers with these zones from now on, as after a change in the provider's panel. */
  serve(zones: Zones): Promise<void>;
  /** Many servers answer from now on, each for itself. */
  show(internet: Internet): Promise<void>;
}

/**
 * NLnet Labs' name server in a network of its own, where it stands for all of DNS: it has the root and every zone, so that
 * whoever is asked gives the same answer.
 * @param enter before a command, so that it runs in that network
 */
export const nameServer = async (
  stage: Stage,
  enter: readonly string[],
  address: string,
): Promise<NameServer> => {
  const command = await program('nsd');
  const ip = await program('ip');
  const home = await folder(stage);
  let stop = async (): Promise<void> => {};
  const whole = world(stage, enter, address);
  const addresses = await home.write(
    'addresses',
    [address, registry, ...alsoAt, ...nameServers].map((one) => `address add ${one}/32 dev lo\n`).join(''),
  );
  const make = `${ip} -batch ${addresses}`;
  const made = start(stage, await folder(stage), ['sh', '-c', `${make} && echo ready && exec sleep 600`], {
    enter,
  });
  await readyWhen(made, (said) => said.includes('ready'));
  return {
    async show(internet) {
      await stop();
      await whole.show(internet);
    },
    async serve(zones) {
      await Promise.all([stop(), whole.close()]);
      const all = { '.': [], com: [], ...zones };
      const blocks = Object.entries(all).map(async ([zone, records], at) => {
        await home.write(`zone-${at}`, zoneFile(zone, records, address));
        return `zone:\n  name: "${zone}"\n  zonefile: "zone-${at}"`;
      });
      const config = await home.write(
        'nsd.conf',
        `server:
  server-count: 1
${[address, ...alsoAt].map((one) => `  ip-address: ${one}@53`).join('\n')}
  username: ""
  database: ""
  zonesdir: "${home.path}"
  pidfile: "${home.path}/nsd.pid"
  xfrdfile: "${home.path}/xfrd.state"
  xfrdir: "${home.path}"
  zonelistfile: "${home.path}/zone.list"
  verbosity: 1
${small}
remote-control:
  control-enable: no
${(await Promise.all(blocks)).join('\n')}
`,
      );
      const child = start(stage, await folder(stage), [command, '-d', '-c', config], { enter });
      await readyWhen(child, (said) => said.includes('nsd started'));
      stop = () => child.stop();
    },
  };
};
