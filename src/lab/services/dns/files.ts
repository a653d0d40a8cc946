import { readFile } from 'node:fs/promises';
import { codeOf, LabError } from '../../errors.ts';
import type { DnsPlan, NameServerPlan } from '../../plan.ts';
import { makeFolder, writePrivate, type Place } from '../../place.ts';
import { readServers, serversText } from './servers-file.ts';
import { readZone, zoneText, type Wrong } from './zone-file.ts';

const folder = 'dns';
const serversFile = `${folder}/name-servers.conf`;
const zoneFile = ({ zone }: NameServerPlan): string => `${folder}/${zone === '' ? 'root' : zone}.zone`;

/** Where every question is written down. */
export const queryLog = (directory: string): string => `${directory}/${folder}/queries.log`;

/** The zones and their servers as files that people may edit. */
export const writeDnsFiles = async (place: Place, { servers }: DnsPlan): Promise<void> => {
  await makeFolder(place, folder);
  const inPlace = (file: string): string => `${place.directory}/${file}`;
  await Promise.all([
    writePrivate(place, inPlace(serversFile), serversText(servers)),
    ...servers.map((server) => writePrivate(place, inPlace(zoneFile(server)), zoneText(server))),
  ]);
};

const advice = 'Correct it, then: infra-tutor lab reload dns';

const textOf = async ({ directory }: Place, file: string): Promise<string> => {
  try {
    return await readFile(`${directory}/${file}`, 'utf8');
  } catch (error) {
    const code = codeOf(error) ?? 'unknown';
    throw new LabError(`${file} of the lab cannot be read (${code}).`, advice, { cause: error });
  }
};

const checked = <T extends object>(file: string, read: T | Wrong): T => {
  if ('wrong' in read) throw new LabError(`${file}, line ${read.line}: ${read.wrong}.`, advice);
  return read;
};

/**
 * What the files say now.
 * @throws {LabError} with the file, the line and what is wrong there
 */
export const readDnsFiles = async (place: Place, plan: DnsPlan): Promise<DnsPlan> => {
  const servers = checked(serversFile, readServers(plan.servers, await textOf(place, serversFile)));
  return {
    ...plan,
    servers: await Promise.all(
      servers.map(async (server) => {
        const file = zoneFile(server);
        return { ...server, records: checked(file, readZone(server.zone, await textOf(place, file))) };
      }),
    ),
  };
};
