import { labReach, type Endpoint } from '../../src/model/address.ts';
import { parseSite } from '../../src/model/site.ts';
import type { Target } from '../../src/model/target.ts';

/** A site of the tests. Nobody on the Internet is asked about it: resolver and addresses are on this machine. */
export const siteName = 'www.shop.com';

export const loopback = '127.0.0.1';

/** Ports at which nobody listens: "tcpmux", "compressnet" and "discard" of RFC 1700, unused and privileged. */
export const closed = { http: 1, https: 2, db: 9 } as const;

/** A server on this machine, connected to by its address, none of whose ports is open unless `patch` says so. */
export const targetFor = (patch: Partial<Target> & { readonly typed?: string } = {}): Target => {
  const { typed = siteName, ...rest } = patch;
  return {
    site: parseSite(typed),
    ports: closed,
    roots: [],
    dnsPort: 53,
    reach: labReach,
    require: [],
    standIns: [],
    ...(rest.resolver ? {} : { address: loopback }),
    ...rest,
  };
};

/** A site of which only DNS is looked at, from this resolver. */
export const dnsOf = (
  resolver: Endpoint,
  patch: Partial<Target> & { readonly typed?: string } = {},
): Target => targetFor({ resolver, only: ['dns'], ...patch });
