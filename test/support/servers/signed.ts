import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import type { Stage } from '../stage.ts';
import { zoneFile } from './nsd.ts';
import { program } from './program.ts';
import { folder } from './run.ts';

export interface Signed {
  readonly records: readonly string[];
  /** What the zone above says of the key, in presentation format. */
  readonly ds: string;
}

const overKeys = /\sRRSIG\s+DNSKEY\s/;

/**
 * The records of a zone with signatures (DNSSEC) that are too old. That of the key itself is good for longer, as it is
 * where that key is kept offline.
 */
export const signedLongAgo = async (
  stage: Stage,
  zone: string,
  records: readonly string[],
): Promise<Signed> => {
  const [keygen, signzone] = await Promise.all([program('ldns-keygen'), program('ldns-signzone')]);
  const home = await folder(stage);
  const cwd = home.path;
  const run = promisify(execFile);
  await home.write('zone', zoneFile(zone, records));
  const { stdout } = await run(keygen, ['-a', 'ECDSAP256SHA256', '-k', zone], { cwd });
  const key = stdout.trim();
  const signedUntil = async (until: string): Promise<string[]> => {
    await run(signzone, ['-i', '20250101', '-e', until, '-o', zone, '-f', until, 'zone', key], { cwd });
    return (await readFile(`${cwd}/${until}`, 'utf8')).trim().split('\n');
  };
  const [old, good] = [await signedUntil('20250201'), await signedUntil('20500101')];
  const ds = await readFile(`${cwd}/${key}.ds`, 'utf8');
  return {
    records: [...old.filter((line) => !overKeys.test(line)), ...good.filter((line) => overKeys.test(line))],
    ds: ds.trim().replaceAll('\t', ' '),
  };
};
