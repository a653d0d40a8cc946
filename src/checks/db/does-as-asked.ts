import { defineCheck, type Example, type Judgement } from '../../model/check.ts';
import { asIs, page, programWrote } from '../../model/example.ts';
import type { AnswersCause } from '../../model/code-causes.ts';
import { judgeLog } from '../../model/log-judge.ts';

/** The database gave this number to the program. */
const answered = (errno: number): Example => programWrote({ kind: 'database', code: String(errno), errno });

export default defineCheck({
  claim: false,
  needs: ['app', 'logs'],
  uses: ['nginx', 'listeners', 'processes', 'database', 'links', 'mysql'],
  judge: (seen, { target }): Judgement<AnswersCause>[] => judgeLog('db/does-as-asked', seen, target),
  causes: {
    'table-missing': {
      status: 'broken',
      strength: 'confirmed',
      example: answered(1146),
    },
    'column-missing': {
      status: 'broken',
      strength: 'confirmed',
      example: answered(1054),
    },
    'privilege-missing': {
      status: 'broken',
      strength: 'confirmed',
      example: answered(1142),
    },
    'read-only': {
      status: 'broken',
      strength: 'confirmed',
      example: answered(1290),
    },
    'lock-wait': {
      status: 'broken',
      strength: 'confirmed',
      example: answered(1205),
    },
    deadlock: {
      status: 'broken',
      strength: 'likely',
      restsOn: 'MariaDB Error Code Reference, 1213 ER_LOCK_DEADLOCK',
      example: answered(1213),
    },
    'definer-missing': {
      status: 'broken',
      strength: 'confirmed',
      example: answered(1449),
    },
    'disk-full': {
      status: 'broken',
      strength: 'likely',
      restsOn: 'MariaDB Error Code Reference, 1021 ER_DISK_FULL and 1114 ER_RECORD_FILE_FULL',
      example: answered(1114),
    },
    'number-too-big': {
      status: 'broken',
      strength: 'confirmed',
      example: answered(1264),
    },
  },
  examples: { ok: [asIs], unknown: [page({ status: 500, body: '<h1>Internal error</h1>' })] },
});
