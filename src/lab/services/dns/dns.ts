import type { Endpoint } from '../../../model/address.ts';
import type { RootServer } from '../../../model/target.ts';
import type { DnsPlan, NameServerPlan } from '../../plan.ts';
import { aboutFiles } from '../../errors.ts';
import { held } from '../held.ts';
import type { Place } from '../../place.ts';
import type { Service } from '../service.ts';
import { queryLog, readDnsFiles, writeDnsFiles } from './files.ts';
import type { Face } from './message.ts';
import type { QueryLog } from './query-log.ts';
import { openQueryLog } from './query-log.ts';
import { resolve } from './resolver.ts';
import type { FaceAt } from './sockets.ts';
import { listen } from './sockets.ts';
import { answerFrom, closest, saying, upwards } from './zone.ts';

export interface DnsService extends Service {
  readonly resolver: Endpoint;
  readonly roots: readonly RootServer[];
  /** The port of the name servers below the root. */
  readonly port: number;
  /** Answers by this plan from now on, and writes it into the files; who listens where stays as it is. */
  readonly become: (plan: DnsPlan) => Promise<void>;
  /**
   * Answers by what the files say now.
   * @throws {LabError} with the file and the line that cannot be read; what was answered before still is
   */
  readonly reload: () => Promise<void>;
}

/** What the faces answer by: one place, so that it can change under them. */
interface Current {
  plan: DnsPlan;
  readonly log: QueryLog;
}

type Some = (all: readonly NameServerPlan[]) => readonly NameServerPlan[];

const authoritative = (current: Current, who: string, some: Some): Face =>
  current.log.of(who, {
    recursive: false,
    answer: (question) => {
      const { servers } = current.plan;
      const server = closest(some(servers), question.name);
      if (!server || server.manner === 'refuses') return saying('REFUSED');
      if (server.manner === 'silent') return undefined;
      if (server.manner === 'lame') return upwards(servers);
      return server.manner === 'fails' ? saying('SERVFAIL') : answerFrom(server, question);
    },
  });

const recursive = (current: Current): Face =>
  current.log.of('resolver', {
    recursive: true,
    answer: (question) => resolve(current.plan.servers, question),
  });

interface Listening {
  readonly resolver: Endpoint;
  readonly root: Endpoint;
  readonly port: number;
  readonly close: () => void;
}

/** Every server has an address of its own: one port for all, as port 53 is for the world's. */
const onManyAddresses = async (current: Current): Promise<Listening> => {
  const { plan } = current;
  const faces: FaceAt[] = plan.servers.map(({ address, name }) => ({
    address,
    face: authoritative(current, name, (all) => all.filter((server) => server.address === address)),
  }));
  const { port, close } = await listen([...faces, { address: plan.resolver, face: recursive(current) }]);
  return {
    resolver: { address: plan.resolver, port },
    root: { address: plan.servers[0]?.address ?? plan.resolver, port },
    port,
    close,
  };
};

/** One address for all: the root and the resolver are told apart by their ports, the zones below share one. */
const onOneAddress = async (current: Current): Promise<Listening> => {
  const address = current.plan.resolver;
  const faces = [
    recursive(current),
    authoritative(current, 'root', (all) => all.slice(0, 1)),
    authoritative(current, 'name server', (all) => all.slice(1)),
  ];
  const [resolver, root, below] = await Promise.all(faces.map((face) => listen([{ address, face }])));
  return {
    resolver: { address, port: resolver?.port ?? 0 },
    root: { address, port: root?.port ?? 0 },
    port: below?.port ?? 0,
    close: () => [resolver, root, below].forEach((sockets) => sockets?.close()),
  };
};

/** Starts the root, the servers below it and the recursive face, inside this process. */
export const startDns = async (place: Place, plan: DnsPlan): Promise<DnsService> => {
  await writeDnsFiles(place, plan);
  const isAlone = plan.servers.every(({ address }) => address === plan.resolver);
  const current: Current = { plan, log: openQueryLog(queryLog(place.directory)) };
  const { resolver, root, port, close } = await (isAlone ? onOneAddress(current) : onManyAddresses(current));
  return {
    ...held({ software: 'infra-tutor name servers', real: true }, () => {
      close();
      current.log.close();
    }),
    resolver,
    roots: [{ ...root, name: plan.servers[0]?.name ?? 'root' }],
    port,
    become: async (next) => {
      await writeDnsFiles(place, next).catch((error: unknown) => {
        throw aboutFiles('dns', error);
      });
      current.plan = next;
    },
    reload: async () => {
      current.plan = await readDnsFiles(place, current.plan);
    },
  };
};
