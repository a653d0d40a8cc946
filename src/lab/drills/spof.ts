import type { DrillPage, SpofCell, SpofPart, SpofResult, SpofRow } from '../../model/drill.ts';
import type { Span, Visit } from '../../model/visit.ts';
import { failuresOf, isGood, isTooBusy, longestGap, tenths, within } from '../../model/visit.ts';
import type { DrillWatch } from '../drill.ts';
import { defineDrill } from '../drill.ts';
import type { DnsPlan } from '../plan.ts';
import type { Stack } from '../stack.ts';
import type { Following } from '../visitor/following.ts';
import { followVisitor } from '../visitor/following.ts';
import { visitClock } from '../visitor/visitor.ts';

const pages: readonly DrillPage[] = [
  { path: '/static/style.css', kind: 'file' },
  { path: '/about', kind: 'program' },
  { path: '/', kind: 'data' },
];

const parts: readonly SpofPart[] = ['dns', 'web', 'app', 'db'];

const names: Readonly<Record<SpofPart, string>> = {
  dns: 'the name server',
  web: 'the web server',
  app: 'the app server',
  db: 'the database',
};

const everyMs = 100;
const calmMs = 1500;
const downMs = 2000;
const settleMs = 1200;
const longestMs = 60_000;
const patienceMs = 3000;

/** Seconds that a record may be remembered when the plan does not say. */
const usualTtl = 300;

const ttlOf = ({ dns }: Stack['plan'], host: string): number =>
  dns.servers.flatMap(({ records }) => records).find(({ name, type }) => name === host && type === 'A')
    ?.ttl ?? usualTtl;

/** As when the site's own name server is off: whoever asks it hears nothing. */
const silenced = (dns: DnsPlan): DnsPlan => ({
  ...dns,
  servers: dns.servers.map((server, at) =>
    at === dns.servers.length - 1 ? { ...server, manner: 'silent' } : server,
  ),
});

const stopOf = async (stack: Stack, part: SpofPart): Promise<() => Promise<void>> => {
  if (part !== 'dns') {
    await stack.stopPart(part);
    return () => stack.startPart(part);
  }
  const before = stack.plan;
  await stack.become({ ...before, dns: silenced(before.dns) });
  return () => stack.become(before);
};

/** A phase: the whole of it, and when the part was certainly stopped. */
interface Phase {
  readonly stopped?: SpofPart;
  readonly whole: Span;
  readonly down: Span;
}

const stopAndStart = async (
  stack: Stack,
  part: SpofPart,
  following: Following,
  pace: number,
): Promise<Phase> => {
  const from = visitClock();
  const start = await stopOf(stack, part);
  const stopped = visitClock();
  await following.during(downMs * pace);
  const starting = visitClock();
  await start();
  await following.during(settleMs * pace);
  await following.caughtUp();
  return {
    stopped: part,
    whole: { from, until: visitClock() },
    down: { from: stopped, until: starting },
  };
};

const cellOf = (visits: readonly Visit[], page: DrillPage, { whole, down }: Phase): SpofCell => {
  const own = visits.filter(({ page: path }) => path === page.path);
  const during = within(own, down);
  return {
    ...page,
    asked: during.length,
    good: during.filter(isGood).length,
    saw: failuresOf(during),
    gapMs: longestGap(own, whole),
  };
};

const rowOf = (visits: readonly Visit[], phase: Phase): SpofRow => ({
  ...(phase.stopped === undefined ? {} : { stopped: phase.stopped }),
  downMs: tenths(phase.down.until - phase.down.from),
  cells: pages.map((page) => cellOf(visits, page, phase)),
});

const run = async (stack: Stack, watch: DrillWatch, pace = 1): Promise<SpofResult> => {
  const { host, ports, resolver, ca } = stack.description;
  const ttl = ttlOf(stack.plan, host);
  const visitor = await stack.sendVisitor({
    name: host,
    port: ports.https,
    to: { resolver },
    ca,
    pages: pages.map(({ path }) => path),
    steps: [{ rate: (1000 / everyMs) * pages.length, ms: longestMs }],
    patienceMs,
  });
  const following = followVisitor(visitor, watch, {
    phases: ['everything runs', ...parts.map((part) => `${names[part]} is stopped`)],
    pages: pages.map(({ path }) => path),
  });
  const from = visitClock();
  await following.during(calmMs * pace);
  const calm = { from, until: visitClock() };
  const phases: Phase[] = [{ whole: calm, down: calm }];
  for (const part of parts) {
    following.next();
    phases.push(await stopAndStart(stack, part, following, pace));
  }
  await following.end();
  const { visits } = following;
  const tooBusy = isTooBusy(within(visits, calm), visits);
  return { drill: 'spof', everyMs, ttl, tooBusy, rows: phases.map((phase) => rowOf(visits, phase)), visits };
};

/** Which pages still came: `file+program`. */
const cameWithout = ({ rows }: SpofResult, part: SpofPart): string =>
  (rows.find(({ stopped }) => stopped === part)?.cells ?? [])
    .filter(({ asked, good }) => asked > 0 && good === asked)
    .map(({ kind }) => kind)
    .join('+');

/** What the choices of both questions stand for, in their order. */
const letters: Readonly<Record<string, string>> = {
  'file+program+data': 'a',
  'file+program': 'b',
  file: 'c',
  '': 'd',
};

export default defineDrill({
  title: 'Stops one part after the other while a visitor keeps asking: what still works?',
  seconds: 16,
  questions: [
    {
      asks: 'The database is stopped. What does a visitor still get?',
      choices: [
        {
          says: 'Everything.',
          because: 'A page that is made from the database cannot be made without it.',
        },
        {
          says: 'The style sheet and the "about" page, but not the front page.',
          because: 'Only a page for which the program asks the database needs it.',
        },
        {
          says: 'Only the style sheet.',
          because: 'The program still runs, and a page for which it asks nobody needs no database.',
        },
        {
          says: 'Nothing.',
          because: 'Nginx and the program are running, and not every page needs the database.',
        },
      ],
    },
    {
      asks: 'The app server is stopped. What does a visitor still get?',
      choices: [
        {
          says: 'Everything.',
          because: 'Nginx cannot make a page: it hands the request on, and nobody is there to take it.',
        },
        {
          says: 'The style sheet and the "about" page, but not the front page.',
          because: 'The "about" page is made by the program, too, although it looks like a file.',
        },
        {
          says: 'Only the style sheet.',
          because: 'Nginx reads a file by itself, and needs the program for everything else.',
        },
        {
          says: 'Nothing.',
          because: 'Nginx is running, and for a file it asks nobody.',
        },
      ],
    },
  ],
  run: async (stack, watch, pace) => {
    const result = await run(stack, watch, pace);
    const letterFor = (part: SpofPart) => letters[cameWithout(result, part)];
    return { result, measured: result.tooBusy ? [] : [letterFor('db'), letterFor('app')] };
  },
});
