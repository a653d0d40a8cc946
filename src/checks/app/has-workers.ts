import { defineCheck, type Judgement } from '../../model/check.ts';
import { asIs, page, programWrote, together } from '../../model/example.ts';
import type { WorkersCause } from '../../model/code-causes.ts';
import { judgeLog } from '../../model/log-judge.ts';

const endsIn = (status: number) => page({ status, body: '<hr><center>nginx/1.22.1</center>' });

export default defineCheck({
  claim: false,
  needs: ['app', 'logs'],
  uses: ['nginx', 'listeners', 'processes', 'database', 'links', 'mysql'],
  judge: (seen, { target }): Judgement<WorkersCause>[] => judgeLog('app/has-workers', seen, target),
  causes: {
    'worker-timeout': {
      status: 'broken',
      strength: 'confirmed',
      example: together(programWrote({ kind: 'workers', code: 'WORKER TIMEOUT' }), endsIn(502)),
    },
    'worker-killed': {
      status: 'broken',
      strength: 'likely',
      example: together(programWrote({ kind: 'workers', code: 'signal 9' }), endsIn(502)),
    },
    'max-children': {
      status: 'broken',
      strength: 'likely',
      example: together(programWrote({ kind: 'workers', code: 'max_children' }), endsIn(504)),
    },
    'time-limit': {
      status: 'broken',
      strength: 'confirmed',
      example: programWrote({ kind: 'workers', code: 'max_execution_time' }),
    },
  },
  examples: { ok: [asIs], unknown: [page({ status: 500, body: '<h1>Internal error</h1>' })] },
});
