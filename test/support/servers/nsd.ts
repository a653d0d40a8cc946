import { freePort } from '../../../src/lab/ports.ts';
import type { Endpoint } from '../../../src/model/address.ts';
import type { Stage } from '../stage.ts';
import { loopback } from '../target.ts';
import { program } from './program.ts';
import { again, folder, readyWhen, start, type Child } from './run.ts';

/** Zone → its records in presentation format, or `unreadable`: a zone whose file is not there. */
export type Zones = Readonly<Record<string, readonly string[] | 'unreadable'>>;

/** The first record of every zone; one that is given stands instead. */
const defaultSoa = '@ SOA ns admin 1 3600 600 86400 60';

export const zoneFile = (
  zone: string,
  records: readonly string[],
): string => `$ORIGIN ${zone === '.' ? '' : zone}.
$TTL 60
${records.some((record) => /^\S+\s(?:\d+\sIN\s)?SOA\s/.test(record)) ? '' : defaultSoa}
@ NS ns
${records.join('\n')}
`;

/**
 * Its tables for thousands of clients and hundreds of primaries take it longer to make than all else at its start
 * (nsd.conf(5)).
 */
export const small = `  rrl-size: 16
  xfrd-tcp-max: 1
  tcp-count: 16`;

const conf = (path: string, { address, port }: Endpoint, zones: readonly string[]): string => `server:
  server-count: 1
  ip-address: ${address}@${port}
  username: ""
  database: ""
  zonesdir: "${path}"
  pidfile: "${path}/nsd.pid"
  xfrdfile: "${path}/xfrd.state"
  xfrdir: "${path}"
  zonelistfile: "${path}/zone.list"
  verbosity: 1
${small}
remote-control:
  control-enable: no
${zones.map((zone, at) => `zone:\n  name: "${zone}"\n  zonefile: "zone-${at}"`).join('\n')}
`;

export interface Where {
  readonly address?: string;
  readonly port?: number;
  /** Before the command: `nsenter …`. */
  readonly enter?: readonly string[];
  /** It is stopped as soon as it is ready: it holds its port and says nothing (SIGSTOP, signal(7)). */
  readonly hangs?: boolean;
}

export interface Nsd {
  readonly endpoint: Endpoint;
  /** Gives a zone other records, which it serves as soon as this resolves: it is stopped and started again. */
  change(zone: string, records: readonly string[]): Promise<void>;
}

const serve = async (
  stage: Stage,
  zones: Zones,
  endpoint: Endpoint,
  { enter = [], hangs = false }: Where,
): Promise<Child> => {
  const [command, home] = await Promise.all([program('nsd'), folder(stage)]);
  for (const [at, [zone, records]] of Object.entries(zones).entries())
    if (records !== 'unreadable') await home.write(`zone-${at}`, zoneFile(zone, records));
  const config = await home.write('nsd.conf', conf(home.path, endpoint, Object.keys(zones)));
  const child = start(stage, home, [command, '-d', '-c', config], { enter });
  await readyWhen(child, (said) => said.includes('nsd started'));
  if (hangs) {
    process.kill(-child.pid, 'SIGSTOP');
    stage.defer(() => process.kill(-child.pid, 'SIGCONT'));
  }
  return child;
};

/** NLnet Labs' name server, whose zones can be changed. */
export const changingNsd = async (stage: Stage, zones: Zones, where: Where = {}): Promise<Nsd> => {
  const { address = loopback, port } = where;
  const first = await again(async () => {
    const endpoint = { address, port: port ?? (await freePort([address])) };
    return { endpoint, child: await serve(stage, zones, endpoint, where) };
  });
  let { child } = first;
  return {
    endpoint: first.endpoint,
    async change(zone, records) {
      await child.stop();
      child = await again(() => serve(stage, { ...zones, [zone]: records }, first.endpoint, where));
    },
  };
};

/** NLnet Labs' name server, which answers for these zones and refuses every other name. */
export const nsd = async (stage: Stage, zones: Zones, where?: Where): Promise<Endpoint> =>
  (await changingNsd(stage, zones, where)).endpoint;
