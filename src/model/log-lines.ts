import type { LogEntry } from './seen/logs.ts';

/** What a program wrote at once: a line, and those that go on with it (a list of calls). */
export interface LogBlock {
  readonly lines: readonly string[];
  /** Milliseconds; its own time, or that of a line before it: it was not written sooner. */
  readonly at?: number;
  readonly isTimed: boolean;
}

/** What is understood of a block. */
export type Sign = Pick<LogEntry, 'kind' | 'code' | 'errno' | 'about' | 'account' | 'schema' | 'line'>;

/** Of a log: by which clock it is written. */
export interface LogClock {
  /** Of the server, as date(1) says it: `+0200`. */
  readonly zone: string;
}

const zoneOf = (text: string): string => `${text.slice(0, 3)}:${text.slice(-2)}`;

const isoTime = /^\[?(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d:\d\d)(?:[.,](\d{1,9}))? ?(Z|[+-]\d\d:?\d\d)?\]?:? ?/;
const phpTime = /^\[(\d\d)-([A-Z][a-z]{2})-(\d{4}) (\d\d:\d\d:\d\d)(?: ([\w/+-]{1,40}))?\] ?/;

const months = 'JanFebMarAprMayJunJulAugSepOctNovDec';

interface Timed {
  readonly at?: number;
  readonly rest: string;
}

const parsed = (date: string, time: string, fraction: string, zone: string): number | undefined => {
  const at = Date.parse(`${date}T${time}.${fraction.slice(0, 3).padEnd(3, '0')}${zone}`);
  return Number.isNaN(at) ? undefined : at;
};

const timed = (at: number | undefined, rest: string): Timed => (at === undefined ? { rest } : { at, rest });

/** A zone by its name tells nothing without a table of all of them: such a line has no time. */
const withoutTime = (line: string, { zone }: LogClock): Timed => {
  const [iso = '', date = '', time = '', fraction = '', own] = isoTime.exec(line) ?? [];
  if (iso !== '') {
    const offset = own === undefined ? zoneOf(zone) : own === 'Z' ? own : zoneOf(own);
    return timed(parsed(date, time, fraction, offset), line.slice(iso.length));
  }
  const [php = '', day = '', month = '', year = '', at = '', name] = phpTime.exec(line) ?? [];
  if (php === '') return { rest: line };
  const number = String(months.indexOf(month) / 3 + 1).padStart(2, '0');
  const offset = name === undefined ? zoneOf(zone) : name === 'UTC' ? 'Z' : undefined;
  const rest = line.slice(php.length);
  return offset === undefined ? { rest } : timed(parsed(`${year}-${number}-${day}`, at, '', offset), rest);
};

/** `host node[123]: …` behind the time (journalctl -o short-iso); what systemd says itself is nothing the program said. */
const fromJournal = (rest: string): string | undefined => {
  const [whole, program] = /^\S{1,255} ([^\s[:]{1,64})(?:\[\d{1,10}\])?: /.exec(rest) ?? [];
  if (whole === undefined) return rest;
  return program === 'systemd' || program === 'sudo' ? undefined : rest.slice(whole.length);
};

const traceback = 'Traceback (most recent call last):';

const goesOn = /^(?:\s|#\d{1,4} |\}|\]|Stack trace:|Require stack:|- \/|$)/;

/** Between two tracebacks of which one led to the other (Python Language Reference, 7.8 `raise`). */
const chained = /^(?:During handling of the above exception|The above exception was the direct cause of)/;

const longestLine = 2_000;
const mostLinesOfBlock = 120;

interface Open {
  readonly lines: string[];
  readonly at: number | undefined;
  readonly isTimed: boolean;
  /** Python's list of calls ends with the first line that is not indented. */
  inTraceback: boolean;
}

/** Node.js names a place of the code first, on a line of its own. */
const nodePlace = /^(?:file:\/\/\/|\/|node:|<anonymous_script>)[^\n]{0,400}:\d{1,7}$/;

const continues = ({ lines, inTraceback }: Open, text: string): boolean => {
  if (inTraceback || goesOn.test(text) || chained.test(text)) return true;
  if (lines.length === 1 && nodePlace.test(lines[0] ?? '')) return true;
  // Then it shows the line of the code, an empty line, and what is wrong with it.
  const isNodeHead = lines.some((line) => /^\s{0,80}\^/.test(line)) && lines.at(-1) === '';
  return isNodeHead || (text === traceback && lines.some((line) => chained.test(line)));
};

const add = (block: Open, text: string): void => {
  if (block.lines.length < mostLinesOfBlock) block.lines.push(text);
  else block.lines[mostLinesOfBlock - 1] = text;
  block.inTraceback = text === traceback || (block.inTraceback && goesOn.test(text));
};

/** The end of a log as what was written at once, in order. */
export const blocksIn = (log: string, clock: LogClock, isJournal = false): LogBlock[] => {
  const blocks: Open[] = [];
  let before: number | undefined;
  for (const line of log.split('\n')) {
    const { at, rest } = withoutTime(line.slice(0, longestLine).trimEnd(), clock);
    const text = isJournal ? fromJournal(rest) : rest;
    if (text === undefined) continue;
    before = at ?? before;
    const open = blocks.at(-1);
    if (open && (at === undefined || isJournal) && continues(open, text)) add(open, text);
    else if (text !== '') {
      const block = { lines: [], at: before, isTimed: at !== undefined, inTraceback: false };
      add(block, text);
      blocks.push(block);
    }
  }
  return blocks.map(({ lines, at, isTimed }) => ({ lines, isTimed, ...(at === undefined ? {} : { at }) }));
};
