import { beforeAll, describe, expect } from 'vitest';
import { findBinary } from '../../src/lab/binary.ts';

/** The path of an installed program, or nothing. */
export const real = (name: string): Promise<string | undefined> => findBinary(name);

const isMissing = async (...names: readonly string[]): Promise<boolean> =>
  (await Promise.all(names.map(real))).every((path) => path === undefined);

/** What the lab's real servers lack on this computer. */
export const missingServers: readonly string[] = [
  ...((await isMissing('nginx')) ? ['nginx'] : []),
  ...((await isMissing('mariadbd', 'mysqld')) ? ['MariaDB or MySQL'] : []),
];

const mayBeSkipped = missingServers.length > 0 && process.env['CI'] !== 'true';

/**
 * A suite that needs nginx and a database server. Without them it is skipped, and its title says why;
 * with CI=true it fails instead, so that a green run means that it ran.
 */
export const describeReal = (title: string, suite: () => void): void => {
  const why = mayBeSkipped ? ` (skipped: ${missingServers.join(' and ')} not installed)` : '';
  describe.skipIf(mayBeSkipped)(`${title}${why}`, () => {
    beforeAll(() => expect(missingServers, 'servers that are not installed').toEqual([]));
    suite();
  });
};
