import type { DeployAction, DeployResult, DeployRow } from '../../model/drill.ts';
import type { Screen } from '../../model/screen.ts';
import { bar, duration } from '../parts/bar.ts';
import { tooBusyFor } from '../parts/saw.ts';
import { listed, wrapped } from '../parts/lines.ts';
import { sawWords } from '../parts/saw.ts';

const actionWords: Readonly<Record<DeployAction, string>> = {
  nothing: 'Nothing is done',
  'reload-web': 'Web server reloaded',
  'restart-web': 'Web server restarted',
  'replace-app': 'App server replaced',
  'restart-app': 'App server restarted',
  'restart-db': 'Database restarted',
};

/** The same behind "after". */
const doing: Readonly<Record<DeployAction, string>> = {
  nothing: 'doing nothing',
  'reload-web': 'reloading the web server',
  'restart-web': 'restarting the web server',
  'replace-app': 'replacing the app server',
  'restart-app': 'restarting the app server',
  'restart-db': 'restarting the database',
};

const labelWidth = 10;
const valueWidth = 12;
const widestBar = 40;

const barWidth = ({ columns }: Screen): number =>
  Math.max(4, Math.min(widestBar, columns - labelWidth - valueWidth - (columns < 72 ? 0 : 30)));

interface Largest {
  readonly failed: number;
  readonly gapMs: number;
}

const rowLines = (row: DeployRow, most: Largest, screen: Screen): string[] => {
  const width = barWidth(screen);
  const line = (label: string, part: number, value: string): string =>
    `${label.padEnd(labelWidth)}${bar(part, width, screen)}${value.padStart(valueWidth)}`;
  const failed = line('  failed', row.failed / Math.max(1, most.failed), `${row.failed} of ${row.asked}`);
  const saw = row.saw.map(sawWords).join(', ');
  const why =
    screen.columns < 72
      ? [failed, ...(saw === '' ? [] : [wrapped(saw, screen, '    ')])]
      : [saw === '' ? failed : wrapped(saw, screen, `${failed}  `)];
  return [
    screen.ink.bold(actionWords[row.action]),
    ...why,
    line('  gap', row.gapMs / Math.max(1, most.gapMs), duration(row.gapMs)),
  ];
};

/** What was measured, in one sentence. */
export const deploySentence = ({ rows, tooBusy }: DeployResult): string => {
  if (tooBusy) return tooBusyFor('what a deploy costs');
  const done = rows.filter(({ action }) => action !== 'nothing');
  const gentle = done.filter(({ failed }) => failed === 0).map(({ action }) => doing[action]);
  const costly = done
    .filter(({ failed }) => failed > 0)
    .map(
      ({ action, failed, gapMs }) =>
        `${doing[action]} cost ${failed === 1 ? 'one request' : `${failed} requests`} and a gap of ${duration(gapMs)}`,
    );
  const clauses = [
    ...(gentle.length > 0 ? [`${listed(gentle)} cost no request`] : []),
    ...(costly.length > 0 ? [listed(costly)] : []),
  ];
  const sentence = clauses.join('; ');
  return `${sentence.charAt(0).toUpperCase()}${sentence.slice(1)}.`;
};

const notes = ({ path, rate }: DeployResult): readonly string[] => [
  `A visitor asked for ${path}, which needs every part, ${rate} times a second, each time on a new connection. The gap is the longest time without a good answer; with nothing done, it is what this computer makes by itself.`,
  'Replaced means: a second app server is started beside the first, the web server is reloaded to use it, and then the first one is ended.',
];

/** What each step of a deploy cost. */
export const deployChart = (result: DeployResult, screen: Screen): string => {
  const { rows } = result;
  const most = {
    failed: Math.max(...rows.map(({ failed }) => failed)),
    gapMs: Math.max(...rows.map(({ gapMs }) => gapMs)),
  };
  return [
    wrapped(screen.ink.bold('Failed requests and the longest gap at each step of a deploy'), screen),
    '',
    ...rows.flatMap((row) => rowLines(row, most, screen)),
    '',
    ...notes(result).map((note) => wrapped(note, screen)),
  ].join('\n');
};
