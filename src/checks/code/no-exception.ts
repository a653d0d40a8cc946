import { defineCheck, type Judgement } from '../../model/check.ts';
import { asIs, page, programEndedWith, programWrote } from '../../model/example.ts';
import type { CodeCause } from '../../model/code-causes.ts';
import { judgeLog } from '../../model/log-judge.ts';

const place = '/srv/site/app.js:36';

export default defineCheck({
  claim: false,
  needs: ['app', 'logs'],
  uses: ['nginx', 'listeners', 'processes', 'database', 'links', 'mysql'],
  judge: (seen, { target }): Judgement<CodeCause>[] => judgeLog('code/no-exception', seen, target),
  causes: {
    exception: {
      status: 'broken',
      strength: 'confirmed',
      example: programWrote({ kind: 'code', code: 'TypeError', about: place }),
    },
    'syntax-error': {
      status: 'broken',
      strength: 'confirmed',
      example: programEndedWith({ kind: 'code', code: 'SyntaxError', about: place }),
    },
    'module-missing': {
      status: 'broken',
      strength: 'confirmed',
      example: programEndedWith({ kind: 'code', code: 'MODULE_NOT_FOUND', about: 'express' }),
    },
    'file-missing': {
      status: 'broken',
      strength: 'confirmed',
      example: programWrote({ kind: 'code', code: 'ENOENT', about: '/srv/site/data.json' }),
    },
    'file-denied': {
      status: 'broken',
      strength: 'confirmed',
      example: programWrote({ kind: 'code', code: 'EACCES', about: '/srv/site/data.json' }),
    },
    'settings-unreadable': {
      status: 'broken',
      strength: 'confirmed',
      example: programEndedWith({ kind: 'code', code: 'JSONDecodeError', about: place }),
    },
    'environment-missing': {
      status: 'broken',
      strength: 'confirmed',
      example: programEndedWith({ kind: 'code', code: 'ENVIRONMENT', about: 'DB_HOST' }),
    },
    'port-in-use': {
      status: 'broken',
      strength: 'likely',
      restsOn: 'errno(3), EADDRINUSE; Node.js manual, Errors, EADDRINUSE',
      example: programEndedWith({ kind: 'start', code: 'EADDRINUSE', about: '127.0.0.1:8000' }),
    },
    'object-missing': {
      status: 'broken',
      strength: 'confirmed',
      example: programEndedWith({ kind: 'start', code: 'AppImportError', about: 'app:app' }),
    },
    'memory-exhausted': {
      status: 'broken',
      strength: 'confirmed',
      example: programWrote({ kind: 'code', code: 'MEMORY', about: place }),
    },
  },
  examples: {
    ok: [asIs],
    unknown: [
      page({ status: 500, body: '<h1>Internal error</h1>' }),
      programWrote({ kind: 'code', code: 'TypeError', about: place, path: '/another/page' }),
      programWrote({ kind: 'code', code: 'TypeError', at: '2026-11-20T11:58:30.000Z' }),
    ],
  },
});
