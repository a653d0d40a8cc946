import { classify, type Endpoint, type Reach } from './address.ts';
import type { Way } from './command.ts';
import type { Hop } from './hops.ts';
import type { Site } from './site.ts';

/** A name server at which the walk from the root starts. */
export interface RootServer extends Endpoint {
  readonly name: string;
}

export interface DbLogin {
  readonly user: string;
  /** Never printed, never written, never sent before the peer is verified. */
  readonly password?: string;
  readonly schema?: string;
}

/** A finding that the user knows of, and lives with until a day (`2027-01-31`, the last one, UTC). */
export interface Exception {
  /** A check (`tls/in-date`) or one of its causes (`tls/in-date/expires-soon`). */
  readonly id: string;
  readonly until: string;
  readonly why: string;
}

export interface InsideTarget {
  readonly way: Way;
  /** `sudo -n` may be put before what only the administrator may see. */
  readonly sudo: boolean;
  /** Where the Nginx that is looked at has its files, when not where it was built to have them. */
  readonly nginx?: { readonly prefix: string; readonly conf: string };
  /**
   * Where the database that is looked at takes connections, when others may run beside it, and the options with which
   * its own client gets in (mysql(1), --defaults-file), and the file that it writes its messages into.
   */
  readonly database?: { readonly socket: string; readonly client?: string; readonly log?: string };
  /** The file in which the program behind Nginx writes, when that is known without looking for it. */
  readonly programLog?: string;
}

/** One server to look at: the learner's, a stranger's, or the lab. */
export interface Target {
  readonly site: Site;
  readonly standsFor?: 'lab';
  readonly ports: { readonly http: number; readonly https: number; readonly db: number };
  /** Asked for the site's records. Absent: DNS is left out because an address was given. */
  readonly resolver?: Endpoint;
  /** Connect to this address instead of asking DNS. */
  readonly address?: string;
  readonly roots: readonly RootServer[];
  /** The port on which name servers below the roots are asked: 53, but for a lab without privileges. */
  readonly dnsPort: number;
  /** PEM of one more authority, besides the public ones, that may sign the site's certificate. */
  readonly ca?: string;
  readonly reach: Reach;
  /** A page that the learner's program makes. */
  readonly path?: string;
  /** Where the database listens when it is not asked through the site's own address. */
  readonly dbHost?: string;
  /** The file of the server at which its database takes connections; it goes before `dbHost`. */
  readonly dbSocket?: string;
  readonly dbLogin?: DbLogin;
  /** `schema.table`: one row of it is asked for, by the user that is logged in. */
  readonly dbTable?: string;
  /** `[USER@]HOST` for the user's own ssh. */
  readonly ssh?: string;
  /** A shell on the server. */
  readonly inside?: InsideTarget;
  /** One more request, with a mark in it, is to be found again on the server. */
  readonly trace?: boolean;
  /** Hops that the user left out, or asked for on top of the usual ones. */
  readonly only?: readonly Hop[];
  readonly require: readonly Hop[];
  readonly ignore?: readonly Exception[];
  /** What to type behind `infra-tutor check` to look at this same target again, options and all. */
  readonly again?: string;
  /** Parts of the lab that are stand-ins of ours, not the real software. */
  readonly standIns: readonly Hop[];
}

/** A target all of whose addresses are this machine's: no control on the Internet is asked for it. */
export const isLocal = ({ address, reach, site }: Target): boolean => {
  const typed = address ?? (site.kind === 'address' ? site.ascii : undefined);
  if (typed !== undefined) return classify(typed) === 'loopback';
  return reach.classes.includes('loopback') && !reach.classes.includes('public');
};

/** The servers of the lab, and those of a folder of their own, are started by hand, and by no service. */
export const isByHand = ({ standsFor, inside }: Target): boolean =>
  standsFor === 'lab' || inside?.nginx !== undefined || inside?.database !== undefined;
