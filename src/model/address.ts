import { BlockList, isIP, isIPv6 } from 'node:net';

/**
 * What kind of address this is, by the IANA special-purpose registries (RFC 6890 and its updates).
 * `public` is everything that no registry sets apart.
 */
export type AddressClass =
  | 'public'
  | 'loopback'
  | 'private'
  | 'shared'
  | 'link-local'
  | 'documentation'
  | 'multicast'
  | 'unspecified'
  | 'reserved';

type Range = readonly [network: string, prefix: number, kind: Exclude<AddressClass, 'public'>];

/** First match wins, so narrower ranges stand before the wider ones that hold them. */
const ranges: readonly Range[] = [
  ['0.0.0.0', 8, 'unspecified'],
  ['10.0.0.0', 8, 'private'],
  ['100.64.0.0', 10, 'shared'],
  ['127.0.0.0', 8, 'loopback'],
  ['169.254.0.0', 16, 'link-local'],
  ['172.16.0.0', 12, 'private'],
  ['192.0.2.0', 24, 'documentation'],
  ['192.0.0.0', 24, 'reserved'],
  ['192.168.0.0', 16, 'private'],
  ['198.18.0.0', 15, 'reserved'],
  ['198.51.100.0', 24, 'documentation'],
  ['203.0.113.0', 24, 'documentation'],
  ['224.0.0.0', 4, 'multicast'],
  ['240.0.0.0', 4, 'reserved'],
  ['::', 128, 'unspecified'],
  ['::1', 128, 'loopback'],
  ['100::', 64, 'reserved'],
  ['64:ff9b::', 96, 'reserved'],
  ['64:ff9b:1::', 48, 'private'],
  ['2001::', 32, 'reserved'],
  ['2001:db8::', 32, 'documentation'],
  ['2002::', 16, 'reserved'],
  ['3fff::', 20, 'documentation'],
  ['fc00::', 7, 'private'],
  ['fe80::', 10, 'link-local'],
  ['ff00::', 8, 'multicast'],
];

const lists = ranges.map(([network, prefix, kind]) => {
  const list = new BlockList();
  list.addSubnet(network, prefix, isIPv6(network) ? 'ipv6' : 'ipv4');
  return { list, kind, family: isIPv6(network) ? 6 : 4 };
});

/** The one way to write an address (RFC 5952 §4): `0:0:0:0:0:0:0:1` is `::1`. What is no address stays as it is. */
export const canonical = (address: string): string => {
  const [bare = '', ...zone] = address.split('%');
  if (!isIPv6(bare)) return address;
  return [new URL(`http://[${bare}]/`).hostname.slice(1, -1), ...zone].join('%');
};

/**
 * The IPv4 address that is meant by an IPv6 address: IPv4-mapped (RFC 4291 §2.5.5.2), or made by NAT64 with the
 * well-known prefix (RFC 6052 §2.1). Dotted or in hexadecimal.
 */
const unmapped = (address: string): string => {
  const mapped = /^(?:::ffff|64:ff9b:):([0-9a-f]{1,4}):([0-9a-f]{1,4})$/.exec(address);
  if (!mapped) return address;
  const [high = 0, low = 0] = mapped.slice(1).map((part) => Number.parseInt(part, 16));
  return [high >> 8, high & 255, low >> 8, low & 255].join('.');
};

/**
 * The class of an IPv4 or IPv6 address, whatever its zone (`fe80::1%eth0`, RFC 4007 §11); anything that is no address
 * counts as `reserved`.
 */
export const classify = (address: string): AddressClass => {
  if (isIP(address) === 0) return 'reserved';
  const [bare = ''] = canonical(address).split('%');
  const plain = unmapped(bare);
  const family = isIP(plain);
  const hit = lists.find(
    (range) => range.family === family && range.list.check(plain, family === 6 ? 'ipv6' : 'ipv4'),
  );
  return hit?.kind ?? 'public';
};

/** Classes that are never connected to, whoever names them. */
const never: ReadonlySet<AddressClass> = new Set(['link-local', 'multicast', 'unspecified']);

/** Whether no target at all may have this address connected to: link-local, metadata, multicast, `0.0.0.0`. */
export const isNeverDialled = (address: string): boolean => never.has(classify(address));

/** Which addresses count as public for one target, and which single ones were typed by the user. */
export interface Reach {
  readonly classes: readonly AddressClass[];
  readonly exact: readonly string[];
}

export const internetReach: Reach = { classes: ['public'], exact: [] };
export const labReach: Reach = { classes: ['loopback'], exact: [] };

/** Whether this target's address may be connected to. */
export const withinReach = (reach: Reach, address: string): boolean => {
  const isTyped = reach.exact.some((typed) => canonical(typed) === canonical(address));
  return !isNeverDialled(address) && (isTyped || reach.classes.includes(classify(address)));
};

export interface Endpoint {
  readonly address: string;
  readonly port: number;
}

/** `203.0.113.9:443` or `[2001:db8::1]:443`. */
export const shownEndpoint = ({ address, port }: Endpoint): string =>
  isIPv6(address) ? `[${address}]:${port}` : `${address}:${port}`;

/** No way over IPv6 from this computer to this address, by the code of the attempt: that says nothing about a server. */
export const lacksOwnIpv6 = ({
  address,
  code,
}: {
  readonly address: string;
  readonly code?: string;
}): boolean => isIPv6(address) && (code === 'ENETUNREACH' || code === 'EADDRNOTAVAIL');
