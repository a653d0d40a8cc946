import { defineCheck, type Example, type Judgement } from '../../model/check.ts';
import { asIs, page, programWrote, together } from '../../model/example.ts';
import type { WayCause } from '../../model/code-causes.ts';
import { judgeLog } from '../../model/log-judge.ts';

const socket = '/run/mysqld/mysqld.sock';

/** Nothing of a database takes connections over the network. */
const noDatabase: Example = (seen) => ({
  ...seen,
  evidence: {
    ...seen.evidence,
    listeners: {
      ...seen.evidence.listeners,
      listeners: seen.evidence.listeners.listeners.filter(({ port }) => port !== 3306),
    },
    // Nobody asked it but the program.
    mysql: { attempts: [] },
  },
});

const way = (code: string, about?: string, errno?: number): Example =>
  programWrote({
    kind: 'way',
    code,
    ...(about === undefined ? {} : { about }),
    ...(errno === undefined ? {} : { errno }),
  });

export default defineCheck({
  claim: false,
  needs: ['app', 'logs'],
  uses: ['nginx', 'listeners', 'processes', 'database', 'links', 'mysql'],
  judge: (seen, { target }): Judgement<WayCause>[] => judgeLog('app/reaches-database', seen, target),
  causes: {
    refused: {
      status: 'broken',
      strength: 'confirmed',
      example: together(way('ECONNREFUSED', '127.0.0.1:3306'), noDatabase),
    },
    'looks-elsewhere': {
      status: 'broken',
      strength: 'confirmed',
      example: way('ECONNREFUSED', '127.0.0.9:3306'),
    },
    'localhost-is-ipv6': {
      status: 'broken',
      strength: 'confirmed',
      example: way('ECONNREFUSED', '::1:3306'),
    },
    'socket-missing': {
      status: 'broken',
      strength: 'confirmed',
      example: way('ENOENT', '/tmp/mysql.sock', 2002),
    },
    'socket-denied': {
      status: 'broken',
      strength: 'confirmed',
      example: way('EACCES', socket, 2002),
    },
    'socket-left-over': {
      status: 'broken',
      strength: 'confirmed',
      example: way('ECONNREFUSED', socket, 2002),
    },
    'no-answer': {
      status: 'broken',
      strength: 'confirmed',
      example: way('ETIMEDOUT', '10.0.0.5', 2003),
    },
    'name-unknown': {
      status: 'broken',
      strength: 'confirmed',
      example: way('ENOTFOUND', 'db', 2003),
    },
    'connection-lost': {
      status: 'broken',
      strength: 'likely',
      example: way('CONNECTION_LOST', undefined, 2013),
    },
    'pool-exhausted': {
      status: 'broken',
      strength: 'confirmed',
      example: programWrote({ kind: 'pool', code: 'POOL' }),
    },
  },
  examples: { ok: [asIs], unknown: [page({ status: 500, body: '<h1>Internal error</h1>' })] },
});
