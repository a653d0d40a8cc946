import { findBinary } from './binary.ts';
import { LabError } from './errors.ts';
import type { StoppablePart } from './plan.ts';
import { orStandIn } from './or-stand-in.ts';
import { siteProgram } from './services/app/site-program.ts';
import { findDatabaseBinary } from './services/db/detect.ts';
import { databaseServer } from './services/db/server.ts';
import { databaseStandIn } from './services/db/stand-in.ts';
import type { PartMaker } from './services/service.ts';
import { nginx } from './services/web/nginx.ts';
import { webStandIn } from './services/web/stand-in.ts';

/** Parts for which there is a stand-in when the real software is not installed. */
export type Imitable = 'web' | 'db';

export interface RealOrNot {
  /** Refuses stand-ins. */
  readonly requireReal?: boolean;
  /** Parts to imitate although the real software may be installed. */
  readonly standIns?: readonly Imitable[];
}

const missing = (web: string | undefined, database: string | undefined): LabError => {
  const names = [...(web ? [] : ['nginx']), ...(database ? [] : ['MariaDB or MySQL'])];
  const packages = [...(web ? [] : ['nginx']), ...(database ? [] : ['mariadb-server'])];
  const say = `${names.join(' and ')} ${names.length > 1 ? 'are' : 'is'} not installed, and here no stand-in will do.`;
  return new LabError(say, `Install what is missing: sudo apt-get install ${packages.join(' ')}`);
};

/**
 * The real software where it is installed, a stand-in of ours where it is not.
 * @throws {LabError} when a stand-in would be needed and is refused
 */
export const chooseMakers = async ({
  requireReal = false,
  standIns = [],
}: RealOrNot): Promise<Readonly<Record<StoppablePart, PartMaker>>> => {
  const [web, database] = await Promise.all([
    standIns.includes('web') ? undefined : findBinary('nginx'),
    standIns.includes('db') ? undefined : findDatabaseBinary(),
  ]);
  if (requireReal && !(web && database)) throw missing(web, database);
  const choose = (real: PartMaker | undefined, standIn: PartMaker): PartMaker => {
    if (!real) return standIn;
    return requireReal ? real : orStandIn(real, standIn);
  };
  return {
    web: choose(web === undefined ? undefined : nginx(web), webStandIn),
    app: siteProgram,
    db: choose(database === undefined ? undefined : databaseServer(database), databaseStandIn),
  };
};
