import { defineCheck, found, ok, unknown, type Judgement } from '../../model/check.ts';
import type { DatabaseCounters, DatabaseFacts } from '../../model/seen/mysql.ts';
import { asIs, db, facts, noFacts, together } from '../../model/example.ts';
import { judgeFacts } from '../../model/facts.ts';

type Cause = 'nearly-full' | 'was-full' | 'aborted-connects';

/** Of all connections that may be open at once. */
const nearly = 0.85;

/** Fewer attempts that fail, or a smaller share of all, are mistyped passwords. */
const manyAborted = 20;
const shareAborted = 0.25;

const judgeAborted = (
  subject: string,
  { abortedConnects = 0, connections = 0 }: DatabaseCounters,
): Judgement<Cause> | undefined =>
  abortedConnects >= manyAborted && abortedConnects >= connections * shareAborted
    ? found(
        'aborted-connects',
        subject,
        `${abortedConnects} of ${connections} attempts to connect came to nothing since the server was started`,
      )
    : undefined;

const judgeRoom = (subject: string, { settings, counters }: DatabaseFacts): Judgement<Cause> => {
  const most = settings?.maxConnections;
  const { connected, mostConnected } = counters ?? {};
  if (counters === undefined || most === undefined || connected === undefined)
    return unknown(subject, 'the database did not say how many connections it has');
  const now = `${connected} of ${most} connections are open`;
  if (connected >= most * nearly) return found('nearly-full', subject, now);
  // One more than the limit is kept for the administrator, so the counter can be above it.
  if (mostConnected !== undefined && mostConnected >= most)
    return found('was-full', subject, `${now} now, and all ${most} were once since the server was started`);
  return judgeAborted(subject, counters) ?? ok(subject, now);
};

const counted = (patch: Partial<DatabaseCounters>) =>
  facts({
    counters: { connected: 2, mostConnected: 3, abortedConnects: 0, connections: 100, ...patch },
  });

export default defineCheck({
  claim: false,
  needs: ['mysql'],
  uses: [],
  judge: ({ mysql }, context) =>
    judgeFacts<Cause>(mysql, context, (subject, seen) => [judgeRoom(subject, seen)]),
  causes: {
    'nearly-full': {
      status: 'warn',
      strength: 'confirmed',
      example: counted({ connected: 45, mostConnected: 50 }),
    },
    'was-full': { status: 'warn', strength: 'confirmed', example: counted({ mostConnected: 51 }) },
    'aborted-connects': { status: 'note', strength: 'confirmed', example: counted({ abortedConnects: 60 }) },
  },
  examples: {
    ok: [
      asIs,
      counted({ abortedConnects: 4, connections: 8 }),
      counted({ abortedConnects: 30, connections: 900 }),
    ],
    unknown: [noFacts(), together(asIs, db('host', { facts: { refused: [1227] } }))],
  },
});
