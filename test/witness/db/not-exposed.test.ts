import type { Stack } from '../../../src/lab/stack.ts';
import { database, onlyBySocket } from '../../support/servers/mariadb.ts';
import { closed, targetFor } from '../../support/target.ts';
import { witness } from '../../support/witness.ts';

/** The site's own address is the one at which the database listens. */
const openTo = ({ description }: Stack) =>
  targetFor({ ports: { ...closed, db: description.ports.db }, only: ['db'] });

witness('db/not-exposed/open', async (stage) => openTo(await database(stage)));

witness('db/not-exposed/open-but-denied', async (stage) => openTo(await database(stage, onlyBySocket)));
