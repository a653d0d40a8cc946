import type { DrillPage, SpofCell, SpofPart, SpofResult, SpofRow } from '../../model/drill.ts';
import type { Screen } from '../../model/screen.ts';
import { bar, duration } from '../parts/bar.ts';
import { listed, padded, wrapped } from '../parts/lines.ts';
import { sawWords, tooBusyFor } from '../parts/saw.ts';

const partWords: Readonly<Record<SpofPart, string>> = {
  dns: 'name server',
  web: 'web server',
  app: 'app server',
  db: 'database',
};

const label: Readonly<Record<DrillPage['kind'], string>> = {
  file: 'file',
  program: 'program',
  data: 'data',
};

const about: Readonly<Record<DrillPage['kind'], string>> = {
  file: 'a file that the web server sends by itself',
  program: 'a page that the app server makes by itself',
  data: 'a page that the app server makes from the database',
};

const labelWidth = 9;
const shareWidth = 7;
const widestBar = 30;

const percent = ({ asked, good }: SpofCell): string => {
  if (asked === 0) return '?';
  // Rounded, but nothing that failed is rounded away.
  const rounded = Math.round((100 * good) / asked);
  const shown = good < asked ? Math.min(99, rounded) : rounded;
  return `${good > 0 ? Math.max(1, shown) : shown} %`;
};

const trouble = ({ asked, good, saw, gapMs }: SpofCell): string =>
  asked === 0 || good === asked ? '' : `${saw.map(sawWords).join(', ')}; ${duration(gapMs)}`;

const cellLines = (cell: SpofCell, screen: Screen): string[] => {
  const isNarrow = screen.columns < 72;
  const room = screen.columns - 2 - labelWidth - shareWidth - (isNarrow ? 0 : 38);
  const share = cell.asked === 0 ? 0 : cell.good / cell.asked;
  const drawn = bar(share, Math.max(4, Math.min(widestBar, room)), screen);
  const line = `  ${padded(label[cell.kind], labelWidth)}${drawn}${percent(cell).padStart(shareWidth)}`;
  const why = trouble(cell);
  if (why === '') return [line];
  return isNarrow ? [line, wrapped(why, screen, '    ')] : [wrapped(why, screen, `${line}  `)];
};

const rowLines = ({ stopped, cells }: SpofRow, screen: Screen): string[] => [
  screen.ink.bold(stopped === undefined ? 'Everything runs' : `Without the ${partWords[stopped]}`),
  ...cells.flatMap((cell) => cellLines(cell, screen)),
];

/** What came of the three pages, for the end of a sentence. */
const whatCame = ({ cells }: SpofRow): string => {
  const all = cells.filter(({ asked, good }) => good === asked);
  const some = cells.filter(({ asked, good }) => good > 0 && good < asked);
  if (all.length === cells.length) return 'every page came';
  if (some.length > 0) return `${listed(some.map(({ path }) => path))} came only in part`;
  return all.length === 0 ? 'nothing came' : `only ${listed(all.map(({ path }) => path))} came`;
};

/** What was measured, in one sentence. */
export const spofSentence = ({ rows, tooBusy }: SpofResult): string => {
  if (tooBusy) return tooBusyFor('what a part is needed for');
  const groups = new Map<string, string[]>();
  for (const row of rows)
    if (row.stopped !== undefined) {
      const came = whatCame(row);
      groups.set(came, [...(groups.get(came) ?? []), `the ${partWords[row.stopped]}`]);
    }
  const clauses = [...groups].map(([came, parts]) => `without ${parts.join(' or ')} ${came}`);
  return `${clauses.join('; ').replace(/^w/, 'W')}.`;
};

const notes = ({ everyMs, ttl, rows }: SpofResult): readonly string[] => {
  const down = Math.max(...rows.filter(({ stopped }) => stopped).map(({ downMs }) => downMs));
  return [
    `Each page was asked for every ${everyMs} ms, and each part was stopped for ${duration(down)}. The time behind a failure is the longest without a good answer; it includes stopping and starting.`,
    `Here the name is looked up for every request. A visitor's resolver remembers the address for up to ${ttl} s: whoever's resolver has asked in that time still gets in while the name server is stopped.`,
    'The web server, the app server and the database share one machine. When the machine is off, all three are, and no page comes.',
  ];
};

/** Part by part, what still worked without it. */
export const spofChart = (result: SpofResult, screen: Screen): string => {
  const pages = result.rows[0]?.cells ?? [];
  return [
    wrapped(screen.ink.bold('What still came while one part was stopped'), screen),
    '',
    ...result.rows.flatMap((row) => rowLines(row, screen)),
    '',
    ...pages.map((page) =>
      wrapped(`${page.path}, ${about[page.kind]}`, screen, `  ${padded(label[page.kind], labelWidth)}`),
    ),
    '',
    ...notes(result).map((note) => wrapped(note, screen)),
  ].join('\n');
};
