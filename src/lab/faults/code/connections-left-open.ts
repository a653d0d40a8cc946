import { defineFault } from '../../fault.ts';
import { edited, later } from '../../changes/edits.ts';

export default defineFault({
  title: 'The program opens a connection to the database for every visit and never closes one',
  symptom:
    'For a while after each restart of the program all is well. Then every front page says that the database refused to answer.',
  level: 3,
  outside: { finding: 'db/handshake', cause: 'too-many-connections' },
  inside: { finding: 'db/handshake', cause: 'held-by-program' },
  look: 'SHOW PROCESSLIST shows as many connections of app as max_connections in db/my.cnf allows, all of them asleep. In app/site.mjs countVisit calls createConnection and never end.',
  apply: (plan) =>
    later(
      edited(
        plan,
        {
          file: 'app/site.mjs',
          from: 'const { createPool } = await',
          to: 'const { createConnection, createPool } = await',
        },
        {
          file: 'app/site.mjs',
          from: "  await database.query('UPDATE",
          to: "  const connection = await createConnection(settings.database);\n  await connection.query('UPDATE",
        },
      ),
      { do: 'visit', part: 'app', path: '/', times: 60 },
    ),
});
