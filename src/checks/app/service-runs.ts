import { blocked, defineCheck, found, ok, unknown, type Example, type Judgement } from '../../model/check.ts';
import { asIs, change, nginxWrote, together } from '../../model/example.ts';
import { explainedByLog } from '../../model/log-judge.ts';
import type { UnitSeen } from '../../model/seen/units.ts';
import { idleUnits, unitFailure, type UnitCause, type UnitEvidence } from '../../model/unit-failure.ts';

const list = 'systemctl list-units --all --type=service --state=running,failed,inactive --no-pager';

const judgeFailure = (seen: UnitEvidence, name: string, url: string): Judgement<UnitCause> => {
  const idle = idleUnits(seen, name);
  if (!idle) return ok(url, 'a program listens where Nginx hands requests on, so its service has not ended');
  const failure = unitFailure(seen, name);
  if (failure)
    return found(failure.cause, failure.unit, failure.because, failure.isSure ? undefined : 'likely');
  const [first, second] = idle;
  if (first && !second)
    return unknown(
      url,
      `${first.id} does not run, for a reason that is not known here`,
      `See what systemd says of it: systemctl status ${first.id}`,
    );
  const names = idle.map(({ id }) => id).slice(0, 3);
  return unknown(
    url,
    names.length === 0
      ? 'no service that was seen to rest, or to have failed, is a program for a website'
      : `these services do not run: ${names.join(', ')}; which of them is the program was not seen`,
    `See which services run and which have failed: ${list}`,
  );
};

const service = (patch: Partial<UnitSeen>): Example =>
  together(
    nginxWrote(502, 'connect() failed (111: Connection refused) while connecting to upstream', {
      errno: 111,
      upstream: 'http://127.0.0.1:8000/',
    }),
    change('listeners', (held) => ({
      ...held,
      listeners: held.listeners.filter(({ port }) => port !== 8000),
    })),
    change('units', (held) => ({
      ...held,
      groups: held.groups.filter(({ pid }) => pid !== 300),
      units: held.units.map((one) =>
        one.id === 'shop.service'
          ? { ...one, active: 'failed', sub: 'failed', isProgram: true, isNamed: true, ...patch }
          : one,
      ),
    })),
  );

const exited = (status: number): Example => service({ result: 'exit-code', exit: { by: 'exit', status } });

const broken = { status: 'broken', strength: 'confirmed' } as const;

export default defineCheck({
  claim: false,
  needs: ['app', 'units'],
  uses: ['nginx', 'listeners', 'processes', 'database', 'links', 'logs', 'mysql'],
  judge({ app, ...inside }, { target }): Judgement<UnitCause>[] {
    const [first] = app.answers;
    if (!first || first.outcome !== 'answer')
      return [blocked(first?.url ?? target.site.shown, 'the page did not come', 'web')];
    const asked = app.answers.find(({ status }) => status === 502 || status === 504);
    if (!asked) return [ok(first.url, `${first.url} is answered with neither 502 nor 504`)];
    return [judgeFailure(inside, target.site.ascii, asked.url)].map(
      explainedByLog({ app, ...inside }, target),
    );
  },
  causes: {
    'command-not-started': { ...broken, example: exited(203) },
    'folder-missing': { ...broken, example: exited(200) },
    'user-unknown': { ...broken, example: exited(217) },
    'killed-for-memory': {
      status: 'broken',
      strength: 'likely',
      restsOn: 'systemd.service(5), OOMPolicy=, and org.freedesktop.systemd1(5), Result',
      example: service({ result: 'oom-kill', exit: { by: 'signal', status: 9 } }),
    },
    'timed-out': { ...broken, example: service({ result: 'timeout', exit: { by: 'signal', status: 15 } }) },
    'crash-loop': {
      ...broken,
      example: service({ result: 'exit-code', exit: { by: 'exit', status: 1 }, restarts: 5 }),
    },
    killed: { ...broken, example: service({ result: 'signal', exit: { by: 'signal', status: 11 } }) },
    'ends-with-error': { ...broken, example: exited(1) },
    'not-started': { ...broken, example: service({ active: 'inactive', sub: 'dead', result: 'success' }) },
  },
  examples: {
    ok: [asIs],
    unknown: [
      // Another service has failed, or another one rests.
      service({ isProgram: false, isNamed: false, result: 'exit-code' }),
      service({ isProgram: false, isNamed: false, active: 'inactive', sub: 'dead', result: 'success' }),
      service({ result: 'exec-condition' }),
    ],
  },
});
