import type { CoresUsed, TrafficLimit, TrafficResult, TrafficStep } from '../../model/drill.ts';
import type { Screen } from '../../model/screen.ts';
import { bar, duration } from '../parts/bar.ts';
import { padded, wrapped } from '../parts/lines.ts';
import { plotLines } from '../parts/plot.ts';
import { sawWords } from '../parts/saw.ts';

const perSecond = (value: number): string => `${Math.round(value)}/s`;

const plotRows = 8;

const plots = ({ steps, knee }: TrafficResult, screen: Screen): string[] => {
  const pointed = knee.found ? { pointed: steps.indexOf(knee.step) } : {};
  const series = (of: (step: TrafficStep) => number, unicode: string, ascii: string) => ({
    values: steps.map(of),
    unicode,
    ascii,
  });
  const [half, most] = screen.unicode ? ['●', '○'] : ['o', '+'];
  return [
    wrapped('Answers a second, one column for each load:', screen),
    ...plotLines(
      {
        series: [series(({ answered }) => answered, '■', '#')],
        rows: plotRows / 2,
        scale: 'linear',
        label: perSecond,
        ...pointed,
      },
      screen,
    ),
    '',
    wrapped(`How long a page took: ${half} the median, ${most} 95 of 100 were faster`, screen),
    ...plotLines(
      {
        series: [series(({ p95Ms }) => p95Ms, '○', '+'), series(({ medianMs }) => medianMs, '●', 'o')],
        rows: plotRows,
        scale: 'log',
        label: duration,
        ...pointed,
      },
      screen,
    ),
  ];
};

const numberWidth = 9;

const row = (cells: readonly string[], sign = ' '): string =>
  `${sign}${cells.map((cell) => cell.padStart(numberWidth)).join('')}`.trimEnd();

const failedLines = (steps: readonly TrafficStep[], screen: Screen): string[] =>
  steps
    .filter(({ failed }) => failed > 0)
    .map(({ offered, failed, asked, saw }) =>
      wrapped(
        `${failed} of ${asked} failed at ${perSecond(offered)}: ${saw.map(sawWords).join(', ')}`,
        screen,
        '  ',
      ),
    );

const table = ({ steps, knee }: TrafficResult, screen: Screen): string[] => {
  const pointed = knee.found ? knee.step : undefined;
  const pointer = screen.unicode ? '▶' : '>';
  return [
    row(['offered', 'answered', 'median', '95 %']),
    ...steps.map((step) =>
      row(
        [perSecond(step.offered), perSecond(step.answered), duration(step.medianMs), duration(step.p95Ms)],
        step === pointed ? pointer : ' ',
      ),
    ),
    ...failedLines(steps, screen),
  ];
};

const used: readonly (readonly [keyof CoresUsed, string])[] = [
  ['web', 'web worker'],
  ['app', 'app thread'],
  ['db', 'database'],
];

const coreLines = ({ knee, cores: count }: TrafficResult, screen: Screen): string[] => {
  if (!knee.found) return [];
  const { cores, visitorCores, offered } = knee.beyond;
  if (!cores)
    return ['', wrapped('How much of the processor each part used can be read on Linux only.', screen)];
  const width = Math.max(4, Math.min(40, screen.columns - 22));
  const line = (label: string, share: number): string => {
    const percent = Math.round(share * 100);
    return `  ${padded(label, 12)}${bar(percent / 100, width, screen)}${`${percent} %`.padStart(7)}`;
  };
  return [
    '',
    wrapped(`At ${perSecond(offered)}, the next load after that, used of one core:`, screen),
    ...used.map(([part, label]) => line(label, cores[part])),
    line('the visitor', visitorCores),
    line('others', cores.others),
    line(`all ${count} cores`, cores.all / count),
  ];
};

const ranOut = ({ cores: count, knee }: TrafficResult, limit: TrafficLimit): string => {
  const cores = knee.found ? knee.beyond.cores : undefined;
  const others = (cores?.others ?? 0) >= 0.2 ? ', other programs among those who used them' : '';
  const words: Readonly<Record<TrafficLimit, string>> = {
    web: 'the worker of the web server had no more of its one core',
    app: 'the thread of the app server had no more of its one core',
    db: `the database used nearly all ${count} cores`,
    all: `all ${count} cores of this computer were busy, before one part was at its own limit${others}`,
    connections: 'the web server had no connection left (worker_connections)',
    waiting: 'no part had used up its core, so they waited for something that a processor does not show',
    'not-read': 'what ran out cannot be read on this system',
  };
  return words[limit];
};

/** What was measured, in one sentence. */
export const trafficSentence = (result: TrafficResult): string => {
  const { knee, limit = 'not-read' } = result;
  if (knee.found) {
    const { step, beyond } = knee;
    const wait = `at ${perSecond(beyond.offered)} it took ${duration(beyond.medianMs)} and ${perSecond(beyond.answered)} were answered`;
    return `At ${perSecond(step.offered)}, the knee, the median page took ${duration(step.medianMs)}; ${wait}: ${ranOut(result, limit)}.`;
  }
  const fine = knee.fine ? perSecond(knee.fine.offered) : '';
  if (knee.why === 'no-bend')
    return `The wait did not grow up to ${fine}, the highest load that was offered.`;
  if (knee.why === 'visitor')
    return `Beyond ${fine} the visitor itself could not go on, so nothing is said of what the server can take.`;
  return 'No load was answered in time, so there is no knee to show.';
};

const notes = ({ path, connections }: TrafficResult): readonly string[] => [
  `A visitor asked for ${path} at a pace that does not slow down when the answers do, on at most ${connections} connections. Times count from when a page was to be asked for.`,
  'The knee is the highest load that was answered in full (95 of 100 in the same time) with a median at most five times that of a calm server. The visitor runs on the same computer, and uses some of it.',
];

/** What came of each load, and what ran out. */
export const trafficChart = (result: TrafficResult, screen: Screen): string =>
  [
    wrapped(screen.ink.bold('How much traffic the server takes, and how long a page takes then'), screen),
    '',
    ...plots(result, screen),
    '',
    ...table(result, screen),
    ...coreLines(result, screen),
    '',
    ...notes(result).map((note) => wrapped(note, screen)),
  ].join('\n');
