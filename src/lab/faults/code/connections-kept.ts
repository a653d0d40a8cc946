import { defineFault } from '../../fault.ts';
import { edited, later, withPatience } from '../../changes/edits.ts';

export default defineFault({
  title: 'The program takes connections out of its pool and never puts them back',
  symptom:
    'After each restart the program works for four visits. From the fifth on the browser waits, and then comes "504 Gateway Time-out".',
  level: 3,
  outside: { finding: 'app/answers', cause: 'gateway-timeout' },
  inside: { finding: 'app/finishes', cause: 'pool-taken' },
  look: 'web/logs/error.log says upstream timed out for the front page; the page about the site comes at once. SHOW PROCESSLIST shows five connections of app, all of them asleep. In app/site.mjs countVisit calls getConnection and never release.',
  apply: (plan) =>
    later(
      edited(withPatience(plan, 1), {
        file: 'app/site.mjs',
        from: "  await database.query('UPDATE",
        to: "  const connection = await database.getConnection();\n  await connection.query('UPDATE",
      }),
      { do: 'visit', part: 'app', path: '/', times: 6 },
    ),
});
