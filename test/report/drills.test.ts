import { stripVTControlCharacters } from 'node:util';
import width from 'fast-string-width';
import { describe, expect, test } from 'vitest';
import { drills } from '../../src/catalog-drills.ts';
import type {
  DeployResult,
  DrillProgress,
  DrillResult,
  SpofCell,
  SpofResult,
  TrafficResult,
  TrafficStep,
} from '../../src/model/drill.ts';
import { kneeOf } from '../../src/model/knee.ts';
import { noInk, type Screen } from '../../src/model/screen.ts';
import { drillLive } from '../../src/report/views/drill-live.ts';
import { drillText, type Prediction } from '../../src/report/views/drill.ts';
import { colours } from '../support/colours.ts';

/** What drills end with, from fixed numbers: one file each, to be read (`npx vitest run test/report -u` writes them anew). */

type Seen = Omit<SpofCell, 'path' | 'kind'>;

const all: Seen = { asked: 20, good: 20, saw: [], gapMs: 104 };
const none = (saw: string, gapMs: number): Seen => ({ asked: 20, good: 0, saw: [saw], gapMs });
const pages = {
  file: { path: '/static/style.css', kind: 'file' },
  program: { path: '/about', kind: 'program' },
  data: { path: '/', kind: 'data' },
} as const;
const cells = (file: Seen, program: Seen, data: Seen): readonly SpofCell[] => [
  { ...pages.file, ...file },
  { ...pages.program, ...program },
  { ...pages.data, ...data },
];
const down = (stopped: 'dns' | 'web' | 'app' | 'db') => ({ stopped, downMs: 2000 });

const spof: SpofResult = {
  drill: 'spof',
  everyMs: 100,
  ttl: 300,
  tooBusy: false,
  rows: [
    { downMs: 1500, cells: cells(all, all, all) },
    {
      ...down('dns'),
      cells: cells(none('dns:ESERVFAIL', 2010), none('dns:ESERVFAIL', 2104), none('dns:ESERVFAIL', 2071)),
    },
    {
      ...down('web'),
      cells: cells(
        none('tcp:ECONNREFUSED', 2090),
        none('tcp:ECONNREFUSED', 2144),
        none('tcp:ECONNREFUSED', 2101),
      ),
    },
    { ...down('app'), cells: cells(all, none('502', 2301), none('502', 2333)) },
    {
      ...down('db'),
      cells: cells(all, all, { ...none('500', 2462), good: 1, saw: ['500', 'http:timeout'] }),
    },
  ],
  visits: [],
};

const done = (
  action: DeployResult['rows'][number]['action'],
  failed: number,
  gapMs: number,
  ...saw: readonly string[]
) => ({ action, tookMs: 150, asked: 290, failed, saw, gapMs, slowestMs: 40 });

const deploy: DeployResult = {
  drill: 'deploy',
  path: '/',
  rate: 100,
  tooBusy: false,
  rows: [
    done('nothing', 0, 17),
    done('reload-web', 0, 24),
    done('restart-web', 6, 75.4, 'tcp:ECONNREFUSED', 'tls:ECONNRESET'),
    done('replace-app', 0, 54),
    done('restart-app', 26, 312, '502'),
    done('restart-db', 1, 440, '500'),
  ],
  visits: [],
};

const step = (
  offered: number,
  answered: number,
  medianMs: number,
  more: Partial<TrafficStep> = {},
): TrafficStep => ({
  offered,
  answered,
  medianMs,
  p95Ms: medianMs * 3,
  lateMs: 0.6,
  visitorCores: 0.2,
  asked: offered * 2,
  failed: 0,
  saw: [],
  outOfConnections: 0,
  cores: { web: 0.16, app: 0.93, db: 0.4, all: 1.8, others: 0.1 },
  ...more,
});

const fine = [50, 75, 113, 169, 253, 380, 570, 854, 1281].map((rate, at) => step(rate, rate, 2.1 + at / 10));
const over = step(1922, 1480, 640, { failed: 118, saw: ['http:timeout'] });

const trafficOf = (steps: readonly TrafficStep[]): TrafficResult => ({
  drill: 'traffic',
  path: '/',
  connections: 200,
  cores: 2,
  steps,
  knee: kneeOf(steps),
});

const results: Readonly<Record<string, DrillResult>> = {
  spof,
  deploy,
  'deploy on a busy computer': { ...deploy, tooBusy: true },
  traffic: { ...trafficOf([...fine, over]), limit: 'app' },
  'traffic without a bend': trafficOf(fine),
  'traffic that the visitor limits': trafficOf([...fine, { ...over, visitorCores: 0.99 }]),
};

const predictionsFor = ({ drill }: DrillResult): readonly Prediction[] =>
  (drills.find(({ id }) => id === drill)?.questions ?? []).map((question, at) =>
    at === 0 ? { question, said: 'a', measured: 'b' } : { question, said: 'c', measured: 'c' },
  );

const lines = (text: string): readonly string[] => text.split('\n');

const expectToFit = (text: string, { columns, unicode }: Screen): void => {
  for (const line of lines(text)) expect(width(line)).toBeLessThanOrEqual(columns);
  // eslint-disable-next-line no-control-regex -- the range is ASCII itself
  if (!unicode) expect(text).toMatch(/^[\u0000-\u007f]*$/);
};

describe.each(Object.entries(results))('%s', (name, result) => {
  test.each([
    [40, true],
    [40, false],
    [120, true],
    [120, false],
  ])('at %i columns, Unicode %s', async (columns, unicode) => {
    const screen = { columns, unicode, ink: noInk };
    const text = drillText(result, predictionsFor(result), screen);
    const file = `drill-${name.replaceAll(' ', '-')}.${columns}.${unicode ? 'unicode' : 'ascii'}.txt`;
    await expect(`${text}\n`).toMatchFileSnapshot(`./screens/${file}`);
    expectToFit(text, screen);
  });

  test.each([40, 60, 72, 100, 120])('fits %i columns, and colour adds nothing to what is said', (columns) => {
    const plain = drillText(result, predictionsFor(result), { columns, unicode: true, ink: noInk });
    expectToFit(plain, { columns, unicode: true, ink: noInk });
    const coloured = drillText(result, predictionsFor(result), { columns, unicode: true, ink: colours });
    expect(stripVTControlCharacters(coloured)).toBe(plain);
  });
});

describe('while it runs', () => {
  const visits = Array.from({ length: 90 }, (_, at) => ({
    page: ['/static/style.css', '/about', '/'][at % 3] ?? '',
    at: at * 33,
    late: 0,
    ms: 3,
    saw: at > 30 && at < 60 ? 'tcp:ECONNREFUSED' : '200',
  }));
  const asking: DrillProgress = {
    phases: ['everything runs', 'the web server is stopped'],
    at: 1,
    pages: ['/static/style.css', '/about', '/'],
    visits,
    now: 3000,
  };
  const loads: DrillProgress = {
    phases: ['more and more'],
    at: 0,
    pages: [],
    visits: [],
    steps: fine,
    now: 0,
  };

  test.each([
    ['pages', asking],
    ['loads', loads],
  ])('%s fit every screen', async (name, progress) => {
    for (const columns of [40, 100])
      for (const unicode of [true, false]) {
        const screen = { columns, unicode, ink: noInk };
        const text = drillLive(progress, screen);
        expectToFit(text, screen);
        if (columns === 40)
          await expect(`${text}\n`).toMatchFileSnapshot(
            `./screens/drill-live-${name}.40.${unicode ? 'unicode' : 'ascii'}.txt`,
          );
      }
  });
});
