import { first, goodZone, handedTo } from './dns.ts';
import { zoneFile } from './servers/nsd.ts';
import { program } from './servers/program.ts';
import type { Shop } from './shop.ts';

/** A registry and a zone with signatures, made on the shop's machine with NLnet Labs' tools (ldns-signzone(1)). */

const home = (zone: string): string => `/etc/nsd/keys/${zone}`;

/** Makes a key for the zone where there is none; what the zone above has to say of it, in presentation format. */
const keyOf = async (site: Shop, zone: string): Promise<string> => {
  await Promise.all(['ldns-keygen', 'ldns-signzone'].map(program));
  const make = `[ -e name ] || ldns-keygen -a ECDSAP256SHA256 -k ${zone} >name`;
  const { out } = await site.does(
    `mkdir -p ${home(zone)} && cd ${home(zone)} && ${make} && cat $(cat name).ds`,
  );
  return out.trim().replaceAll('\t', ' ');
};

const overKeys = /\sRRSIG\s+DNSKEY\s/;

/**
 * The records with signatures by the key of the zone. That of the key itself is always good, as it is where that key is
 * kept offline.
 * @param until the end of the other signatures, `YYYYMMDD`
 */
const signed = async (
  site: Shop,
  zone: string,
  records: readonly string[],
  until: string,
): Promise<string[]> => {
  await keyOf(site, zone);
  await site.write(`${home(zone)}/zone`, zoneFile(zone, records));
  const signUntil = async (end: string): Promise<string[]> => {
    const sign = `ldns-signzone -i 20250101 -e ${end} -o ${zone} -f signed zone $(cat name)`;
    const { out } = await site.does(`cd ${home(zone)} && ${sign} && cat signed`);
    return out.trim().split('\n');
  };
  const [wanted, good] = [await signUntil(until), await signUntil('20500101')];
  return [...wanted.filter((line) => !overKeys.test(line)), ...good.filter((line) => overKeys.test(line))];
};

interface Shown {
  /** The end of the signatures of the shop's zone; otherwise it has none. */
  readonly signedUntil?: string;
  /** Whether the registry has what it has to say of the key. */
  readonly isPromised: boolean;
}

/** DNS with signatures from now on; every resolver trusts in the key of the registry. */
export const signedDns =
  ({ signedUntil, isPromised }: Shown) =>
  async (site: Shop): Promise<void> => {
    const promise = isPromised ? [await keyOf(site, 'shop.com')] : [];
    const above = ['ns A 198.41.0.4', ...handedTo(first), ...promise];
    const registered = await signed(site, 'com', above, '20500101');
    const plain = goodZone.zones['shop.com'];
    const records = signedUntil === undefined ? plain : await signed(site, 'shop.com', plain, signedUntil);
    await site.shows({
      registered,
      servers: { [first]: { zones: { 'shop.com': records } } },
      trusted: await keyOf(site, 'com'),
    });
  };
