import type { DeployAction, DeployResult, DeployRow } from '../../model/drill.ts';
import type { Span, Visit } from '../../model/visit.ts';
import { failuresOf, isGood, isTooBusy, longestGap, tenths } from '../../model/visit.ts';
import { defineDrill, type DrillWatch } from '../drill.ts';
import type { StoppablePart } from '../plan.ts';
import type { Stack } from '../stack.ts';
import { followVisitor, type Following } from '../visitor/following.ts';
import { visitClock } from '../visitor/visitor.ts';

/** A page that needs every part. */
const path = '/';
const rate = 100;
const warmUpMs = 700;
const beforeMs = 500;
const afterMs = 2200;
const longestMs = 60_000;
const patienceMs = 5000;

const restart = async (stack: Stack, part: StoppablePart): Promise<void> => {
  await stack.stopPart(part);
  await stack.startPart(part);
};

const actions: readonly (readonly [DeployAction, string, (stack: Stack) => Promise<void>])[] = [
  ['nothing', 'nothing is done', async () => {}],
  ['reload-web', 'the web server is reloaded', (stack) => stack.reloadPart('web')],
  ['restart-web', 'the web server is restarted', (stack) => restart(stack, 'web')],
  ['replace-app', 'the app server is replaced', (stack) => stack.replaceApp()],
  ['restart-app', 'the app server is restarted', (stack) => restart(stack, 'app')],
  ['restart-db', 'the database is restarted', (stack) => restart(stack, 'db')],
];

interface Phase extends Span {
  readonly action: DeployAction;
  readonly tookMs: number;
}

const doOne = async (
  [action, , work]: (typeof actions)[number],
  stack: Stack,
  following: Following,
  pace: number,
): Promise<Phase> => {
  const from = visitClock();
  await following.during(beforeMs * pace);
  const begun = visitClock();
  await work(stack);
  const tookMs = tenths(visitClock() - begun);
  await following.during(afterMs * pace);
  await following.caughtUp();
  return { action, tookMs, from, until: visitClock() };
};

/** Every request belongs to the phase in which it was to be made, however long its answer took. */
const rowOf = (visits: readonly Visit[], { action, tookMs, from, until }: Phase): DeployRow => {
  const own = visits.filter(({ at }) => at >= from && at < until);
  const good = own.filter(isGood);
  return {
    action,
    tookMs,
    asked: own.length,
    failed: own.length - good.length,
    saw: failuresOf(own),
    gapMs: longestGap(own, { from, until }),
    slowestMs: good.reduce((slowest, { ms }) => Math.max(slowest, ms), 0),
  };
};

const run = async (stack: Stack, watch: DrillWatch, pace: number): Promise<DeployResult> => {
  const { host, ports, resolver, ca } = stack.description;
  const visitor = await stack.sendVisitor({
    name: host,
    port: ports.https,
    to: { resolver },
    ca,
    pages: [path],
    steps: [{ rate, ms: longestMs }],
    patienceMs,
  });
  const following = followVisitor(visitor, watch, { phases: actions.map(([, says]) => says), pages: [path] });
  await following.during(warmUpMs); // the first connections of a new process are slow
  const phases: Phase[] = [];
  for (const action of actions) {
    if (phases.length > 0) following.next();
    phases.push(await doOne(action, stack, following, pace));
  }
  await following.end();
  const { visits } = following;
  const calm = visits.filter(({ at }) => phases[0] && at >= phases[0].from && at < phases[0].until);
  return {
    drill: 'deploy',
    path,
    rate,
    tooBusy: isTooBusy(calm, visits),
    rows: phases.map((phase) => rowOf(visits, phase)),
    visits,
  };
};

const failedIn = ({ rows }: DeployResult, action: DeployAction): number =>
  rows.find((row) => row.action === action)?.failed ?? 0;

/** What failed of the two ways to give Nginx new files, as a letter of the first question. */
const gentleOrNot = (result: DeployResult): string | undefined => {
  const [reload, again] = [failedIn(result, 'reload-web') > 0, failedIn(result, 'restart-web') > 0];
  if (reload) return again ? 'a' : undefined;
  return again ? 'b' : 'c';
};

const worst = (result: DeployResult): string | undefined => {
  const failed = (['restart-web', 'restart-app', 'restart-db'] as const).map((action) =>
    failedIn(result, action),
  );
  const most = Math.max(...failed);
  const all = failed.flatMap((count, at) => (count === most ? [['a', 'b', 'c'][at]] : []));
  return most > 0 && all.length === 1 ? all[0] : undefined;
};

export default defineDrill({
  title: 'Restarts, reloads and replaces parts while a visitor keeps asking: what does a deploy cost?',
  seconds: 19,
  questions: [
    {
      asks: 'Nginx gets a new configuration, by a restart or by a reload. Which of the two makes requests fail?',
      choices: [
        {
          says: 'Both.',
          because: 'A reload keeps the port open all the time: the old workers finish what they have begun.',
        },
        {
          says: 'The restart only.',
          because:
            'Between the stop and the start nobody listens at the port; during a reload somebody always does.',
        },
        {
          says: 'Neither.',
          because: 'A restart closes the port for a moment, and who comes in that moment is refused.',
        },
      ],
    },
    {
      asks: 'Nginx, the app server and the database are restarted, one at a time. Which restart makes the most requests fail?',
      choices: [
        {
          says: 'That of Nginx.',
          because: 'Nginx has little to do before it can listen.',
        },
        {
          says: 'That of the app server.',
          because: 'Node has to start and to load the program before anybody listens again.',
        },
        {
          says: 'That of the database.',
          because: 'A database closes its files in order, and looks through them before it accepts anybody.',
        },
      ],
    },
  ],
  run: async (stack, watch, pace = 1) => {
    const result = await run(stack, watch, pace);
    return { result, measured: result.tooBusy ? [] : [gentleOrNot(result), worst(result)] };
  },
});
