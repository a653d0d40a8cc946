import type { Endpoint } from '../model/address.ts';
import type { DbLogin, RootServer } from '../model/target.ts';
import type { ProcessIdentity } from './life.ts';

/** TLS has no process of its own: it is up when the web server is. */
export type DescribedPart = 'dns' | 'tls' | 'web' | 'app' | 'db';

export interface PartDescription {
  readonly part: DescribedPart;
  /** As the software names itself: `nginx/1.22.1`. */
  readonly software: string;
  /** False: a stand-in of ours, because the real software is not installed. */
  readonly real: boolean;
  readonly state: 'up' | 'down';
  /** Why a stand-in runs although the software is installed. */
  readonly note?: string;
  /** Why it is down although it should be up, in its own words. */
  readonly why?: string;
  /** Absent: it runs inside the supervisor, or not at all. */
  readonly pid?: number;
}

/** A running lab, as plain JSON: whoever has this can look at it, and log in. Never printed as a whole. */
export interface LabDescription extends ProcessIdentity {
  /** Of the format. */
  readonly version: 1;
  /** ISO 8601. */
  readonly startedAt: string;
  readonly directory: string;
  readonly host: string;
  readonly resolver: Endpoint;
  readonly roots: readonly RootServer[];
  readonly dnsPort: number;
  readonly ports: { readonly http: number; readonly https: number; readonly db: number };
  /** Where the web server of the site is. */
  readonly siteAddress: string;
  /** Where the program listens, at 127.0.0.1, when it is one that listens at a port. */
  readonly appPort: number;
  /** PEM of the authority that signed the site's certificate. */
  readonly ca: string;
  /** The same as a file. */
  readonly caFile: string;
  /** For a browser on this computer. */
  readonly url: string;
  readonly dbHost: string;
  /** Absent when a stand-in has none. */
  readonly dbSocket?: string;
  /** An account that may read and change nothing. */
  readonly dbLogin: DbLogin;
  readonly parts: readonly PartDescription[];
  /** Ids of the faults that were made on purpose and not taken back; not that of a challenge. */
  readonly faults: readonly string[];
  /** The exercise that was started on it, until it is made whole. */
  readonly exercise?: string;
}

export const partState = (description: LabDescription, part: DescribedPart): 'up' | 'down' =>
  description.parts.find((one) => one.part === part)?.state ?? 'down';
