import { execFile } from 'node:child_process';
import { chmod } from 'node:fs/promises';
import { promisify } from 'node:util';
import { configured } from '../../../src/lab/changes/db.ts';
import wrongHost from '../../../src/lab/faults/app/wrong-database-host.ts';
import frozen from '../../../src/lab/faults/db/frozen.ts';
import stopped from '../../../src/lab/faults/db/stopped.ts';
import { edited, later } from '../../../src/lab/changes/edits.ts';
import { brokenLab, brokenUnasked, by, inFull, node, python } from '../../support/broken-lab.ts';
import { program } from '../../support/servers/program.ts';
import { folder } from '../../support/servers/run.ts';
import { witness } from '../../support/witness.ts';

witness('app/reaches-database/refused', (stage) => brokenUnasked(stage, by('gunicorn'), stopped.apply));

witness('app/reaches-database/looks-elsewhere', (stage) => brokenLab(stage, by('gunicorn'), wrongHost.apply));

const host = (name: string) => (plan: Parameters<typeof edited>[0]) =>
  edited(plan, { file: 'app/settings.json', from: '"host": "127.0.0.1"', to: `"host": "${name}"` });

witness('app/reaches-database/localhost-is-ipv6', (stage) => brokenLab(stage, host('::1'), inFull));

const throughSocket = (path: string) =>
  node('{ ...settings.database,', `{ ...settings.database, socketPath: '${path}',`);

witness('app/reaches-database/socket-missing', (stage) =>
  brokenLab(stage, throughSocket('/nowhere/mysqld.sock'), inFull),
);

witness('app/reaches-database/socket-denied', async (stage) => {
  const closed = await folder(stage);
  await chmod(closed.path, 0o000);
  return brokenLab(stage, throughSocket(`${closed.path}/mysqld.sock`), inFull);
});

// Python, which leaves the file behind when it ends.
witness('app/reaches-database/socket-left-over', async (stage) => {
  const { path } = await folder(stage);
  const script =
    'import os, socket, sys; s = socket.socket(socket.AF_UNIX); s.bind(sys.argv[1]); os.chmod(sys.argv[1], 0o777)';
  await promisify(execFile)(await program('python3'), ['-c', script, `${path}/mysqld.sock`]);
  return brokenLab(stage, throughSocket(`${path}/mysqld.sock`), inFull);
});

witness('app/reaches-database/no-answer', (stage) => brokenUnasked(stage, frozen.apply));

// Longer than a label of a name may be (RFC 1035 §2.3.4), so that nobody is asked about it.
witness('app/reaches-database/name-unknown', (stage) => brokenLab(stage, host('x'.repeat(70)), inFull));

// The program says nothing on its connection for longer than the database waits.
witness('app/reaches-database/connection-lost', (stage) =>
  brokenLab(
    stage,
    python('import json\n', 'import json\nimport time\n'),
    python('    with database, database', '    time.sleep(1.3)\n    with database, database'),
    (plan) => configured(plan, { wait_timeout: '1' }),
  ),
);

witness('app/reaches-database/pool-exhausted', (stage) =>
  brokenLab(
    stage,
    node('connectionLimit: 5,', 'connectionLimit: 5, waitForConnections: false,'),
    node(
      "  await database.query('UPDATE",
      "  const kept = await database.getConnection();\n  await kept.query('UPDATE",
    ),
    (plan) => later(plan, { do: 'visit', part: 'app', path: '/', times: 6 }),
  ),
);
