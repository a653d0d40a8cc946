import { internetReach, type AddressClass, type Reach } from '../model/address.ts';
import { classify } from '../model/address.ts';
import type { Hop } from '../model/hops.ts';
import { parseSite, type Site } from '../model/site.ts';
import type { DbLogin, Target } from '../model/target.ts';
import { rootServers, systemResolver } from '../net/roots.ts';
import { againFor } from './again.ts';
import type { Config } from './config.ts';
import { passwordFromEnvironment } from './secret.ts';
import { UsageError } from './usage-error.ts';
import * as read from './values.ts';

/** The flags of `check` that say what to look at, as commander gives them. */
export interface TargetFlags {
  readonly resolver?: string;
  readonly address?: string;
  readonly httpPort?: string;
  readonly httpsPort?: string;
  readonly dbPort?: string;
  readonly dbHost?: string;
  readonly dbSocket?: string;
  readonly dbUser?: string;
  readonly dbName?: string;
  readonly dbPasswordFile?: string;
  readonly ca?: string;
  readonly path?: string;
  readonly ssh?: string;
  readonly inside?: boolean;
  readonly sudo?: boolean;
  readonly trace?: boolean;
  readonly lab?: boolean;
  readonly private?: boolean;
  readonly public?: boolean;
  readonly only?: readonly string[];
  readonly require?: readonly string[];
}

const reachOf = ({ private: isPrivate, address, resolver }: TargetFlags): Reach => {
  const classes: AddressClass[] = [...internetReach.classes];
  if (isPrivate) classes.push('private', 'shared', 'loopback');
  // A resolver on this machine, named by hand, means that what it says may lie on this machine too.
  if (resolver && classify(read.endpoint('--resolver', resolver).address) === 'loopback')
    classes.push('loopback');
  return { classes: [...new Set(classes)], exact: address ? [address] : [] };
};

const loginOf = (flags: TargetFlags, config: Config): DbLogin | undefined => {
  const user = flags.dbUser ?? config['db-user'];
  const schema = flags.dbName ?? config['db-name'];
  const password = flags.dbPasswordFile
    ? read.passwordFile('--db-password-file', flags.dbPasswordFile)
    : passwordFromEnvironment();
  if (!user) {
    if (schema || flags.dbPasswordFile)
      throw new UsageError('--db-name and --db-password-file need --db-user: who is to log in?');
    return undefined;
  }
  return { user, ...(password ? { password } : {}), ...(schema ? { schema } : {}) };
};

/** On the server itself the database is next door. */
const dbHostOf = ({ dbHost, inside }: TargetFlags): Pick<Target, 'dbHost'> => {
  if (dbHost) return { dbHost: read.address('--db-host', dbHost) };
  return inside ? { dbHost: '127.0.0.1' } : {};
};

/** A file of the server, so there has to be a way to it. */
export const dbSocketOf = ({ dbSocket, dbHost, inside, ssh, lab }: TargetFlags): Pick<Target, 'dbSocket'> => {
  if (dbSocket === undefined) return {};
  if (dbHost)
    throw new UsageError(
      '--db-socket names a file of the server, and --db-host an address: leave one of them out.',
    );
  if (!inside && !ssh && !lab)
    throw new UsageError('--db-socket names a file of the server: it needs --ssh USER@HOST or --inside.');
  return { dbSocket: read.socketPath('--db-socket', dbSocket) };
};

const insideOf = ({ inside, ssh, sudo = false, trace }: TargetFlags): Pick<Target, 'inside'> => {
  if (inside && ssh)
    throw new UsageError('--inside means that this computer is the server; --ssh that it is another one.');
  if (!inside && !ssh) {
    if (sudo || trace)
      throw new UsageError(
        `${sudo ? '--sudo' : '--trace'} needs a shell on the server: --ssh USER@HOST or --inside.`,
      );
    return {};
  }
  return { inside: { way: inside ? 'here' : 'ssh', sudo } };
};

const port = (option: string, flag: string | undefined, otherwise: number): number =>
  flag === undefined ? otherwise : read.portNumber(option, flag);

const portsOf = (flags: TargetFlags, config: Config, site: Site): Target['ports'] => {
  const typed = (scheme: Site['scheme']): number | undefined =>
    (site.scheme ?? 'http') === scheme ? site.port : undefined;
  return {
    http: port('--http-port', flags.httpPort, typed('http') ?? config['http-port'] ?? 80),
    https: port('--https-port', flags.httpsPort, typed('https') ?? config['https-port'] ?? 443),
    db: port('--db-port', flags.dbPort, config['db-port'] ?? 3306),
  };
};

const resolverOf = ({ resolver, address }: TargetFlags, site: Site): Pick<Target, 'resolver'> => {
  if (address || site.kind === 'address') return {};
  const chosen = resolver ? read.endpoint('--resolver', resolver) : systemResolver();
  if (!chosen) throw new UsageError('This computer has no resolver set. Name one: --resolver IP');
  return { resolver: chosen };
};

/** The real www.foobar.com is somebody else's: what every visitor sees of it, and no database. */
const publicHops: readonly Hop[] = ['user', 'dns', 'server', 'tls', 'web', 'app'];

/** Which hops are chosen, and which page: the same for the lab and for every other server. */
export const choicesOf = (
  flags: TargetFlags,
  config: Config,
  site: Site,
): Pick<Target, 'ignore' | 'only' | 'path' | 'require' | 'trace'> => {
  const only = flags.only ? read.hopList('--only', flags.only) : flags.public ? publicHops : undefined;
  const path = flags.path ?? site.path ?? config.path;
  const required = flags.require ? read.hopList('--require', flags.require) : (config.require ?? []);
  return {
    // Who asks for one box wants an answer about it.
    require: flags.only ? [...required, ...read.hopList('--only', flags.only)] : required,
    ...(config.ignore ? { ignore: config.ignore } : {}),
    ...(only && only.length > 0 ? { only } : {}),
    ...(path ? { path: read.path('--path', path) } : {}),
    ...(flags.trace ? { trace: true } : {}),
  };
};

/** Flags that say where a server is: the lab brings its own. */
const elsewhere = [
  'resolver',
  'address',
  'httpPort',
  'httpsPort',
  'dbPort',
  'dbHost',
  'dbUser',
  'dbName',
  'dbPasswordFile',
  'ca',
  'ssh',
  'inside',
  'sudo',
  'private',
  'public',
] as const satisfies readonly (keyof TargetFlags)[];

/** `httpPort` as it is typed: `--http-port`. */
export const optionOf = (flag: string): string =>
  `--${flag.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;

/** @throws {UsageError} when something was typed that the lab could not heed */
export const refuseBesideLab = (flags: TargetFlags, site: Site): void => {
  if (site.standsFor !== 'lab')
    throw new UsageError(`${site.shown} is not in the lab: there are www.foobar.com and foobar.com.`);
  if (site.port !== undefined) throw new UsageError('The lab has ports of its own: leave the port out.');
  const typed = elsewhere.find((flag) => flags[flag] !== undefined && flags[flag] !== false);
  if (typed)
    throw new UsageError(
      `${optionOf(typed)} does not go with the lab: it brings its own addresses, ports and login.`,
    );
};

/** Whether these words mean the lab: asked for, or one of the course's names without anything that says otherwise. */
export const meansLab = (flags: TargetFlags, site: Site): boolean =>
  flags.lab === true ||
  (site.standsFor === 'lab' &&
    !flags.public &&
    !flags.resolver &&
    !flags.address &&
    !flags.ssh &&
    !flags.inside);

/**
 * What to look at, from what was typed.
 * @throws {UsageError|SiteError} with a sentence
 */
export const targetOf = (typed: string, flags: TargetFlags, config: Config): Target => {
  const site = parseSite(typed);
  const exact = flags.address
    ? read.address('--address', flags.address)
    : site.kind === 'address'
      ? site.ascii
      : undefined;
  const login = loginOf(flags, config);
  return {
    site,
    ports: portsOf(flags, config, site),
    ...resolverOf(flags, site),
    ...(flags.address && exact ? { address: exact } : {}),
    roots:
      flags.resolver && classify(read.endpoint('--resolver', flags.resolver).address) === 'loopback'
        ? []
        : rootServers,
    dnsPort: 53,
    ...(flags.ca ? { ca: read.certificates('--ca', flags.ca) } : {}),
    reach: reachOf({ ...flags, ...(exact ? { address: exact } : {}) }),
    ...dbHostOf(flags),
    ...dbSocketOf(flags),
    ...(login ? { dbLogin: login } : {}),
    ...(flags.ssh ? { ssh: read.sshDestination('--ssh', flags.ssh) } : {}),
    ...insideOf(flags),
    ...choicesOf(flags, config, site),
    again: againFor(typed, flags),
    standIns: [],
  };
};
