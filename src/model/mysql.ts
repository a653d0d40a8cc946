import { shownEndpoint } from './address.ts';
import type { MysqlAttempt, MysqlSeen } from './seen/mysql.ts';

/** The attempt that went the way the database is meant to be reached, not over the site's public address. */
export const wayIn = ({ attempts }: MysqlSeen): MysqlAttempt | undefined =>
  attempts.find(({ via }) => via !== 'site');

/** The file, or the address and the port. */
export const askedAt = (attempt: MysqlAttempt): string => attempt.socket ?? shownEndpoint(attempt);

/** The database spoke, even if only to refuse. */
export const spoke = ({ state }: MysqlAttempt): boolean => state === 'greeting' || state === 'error-packet';

/** The number of the refusal, whether it came instead of a greeting or as the answer to the login. */
export const refusal = ({ errno, login }: MysqlAttempt): number | undefined => errno ?? login?.errno;

/** `MariaDB 10.11.19`, or a neutral word when nothing was said. */
export const product = ({ greeting }: MysqlAttempt): string =>
  greeting && greeting.flavour !== 'stand-in'
    ? `${greeting.flavour} ${/^[\d.]+/.exec(greeting.version)?.[0] ?? greeting.version}`
    : 'the database';
