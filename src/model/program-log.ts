import type { ErrorsSeen } from './seen/errors.ts';
import type { LogEntry } from './seen/logs.ts';
import { blocksIn, type LogBlock } from './log-lines.ts';
import { masked } from './log-mask.ts';
import { signOf } from './log-signs.ts';

/** The end of one log, and what is known of it. */
export interface LogEnd {
  readonly source: string;
  readonly text: string;
  readonly isJournal: boolean;
  /** Milliseconds: when the file was changed last. */
  readonly changedAt?: number;
}

/** By the server's clock. */
export interface LogTimes {
  /** `+0200` */
  readonly zone: string;
  /** Milliseconds. */
  readonly readAt: number;
  /** The program does not run any more: the last that it said counts, however old that is. */
  readonly isGone: boolean;
}

const newestMs = 2 * 60_000;
const most = 20;

/** What Node.js, Gunicorn and PHP-FPM say on their way out, after what made them go. */
const farewell =
  /^(?:Node\.js v\d|\[\d+\] \[(?:INFO|ERROR|WARNING)\] (?:Worker (?:exiting|with pid|\(pid:)|Shutting down|Reason:|Booting worker|Handling signal)|(?:NOTICE: )?(?:exiting|Terminating)|npm ERR!|ERROR: FPM initialization failed)/;

/** The path that Gunicorn names before the list of calls, or a program before the error. */
const pathOf = ({ lines: [first = ''] }: LogBlock): string | undefined =>
  /Error handling request (\/[^\s?]{0,200})/.exec(first)?.[1] ??
  /^(?:(?:GET|POST|PUT|DELETE|PATCH|HEAD) )?(\/[\w./-]{0,200})(?:\?\S{0,200})? /.exec(first)?.[1];

/** When a second worker ends while it is ending, Gunicorn 20 says that with lists of calls (arbiter.py, `halt`). */
const halt = /^gunicorn\.errors\.HaltServer: /;

const isFarewell = ({ lines }: LogBlock): boolean =>
  farewell.test(lines[0] ?? '') || halt.test(lines.findLast((line) => line !== '') ?? '');

const lastOf = (blocks: readonly LogBlock[]): number => blocks.findLastIndex((block) => !isFarewell(block));

/** Node.js, Gunicorn and PHP-FPM each say that they give up; Python alone ends with the error itself. */
const gaveUp =
  /^(?:Node\.js v\d|\[\d+\] \[\w+\] Reason: |gunicorn\.errors\.HaltServer: |ERROR: FPM initialization failed)/m;

const hasEnded = (blocks: readonly LogBlock[], kind: LogEntry['kind'], path: string | undefined): boolean => {
  const text = blocks.flatMap(({ lines }) => lines).join('\n');
  return (
    kind === 'start' ||
    gaveUp.test(text) ||
    (path === undefined && text.includes('Traceback (most recent call last):'))
  );
};

/** Of a line without a time: the last one of a file was written when the file was changed; another not before the one before it. */
const timeOf = (
  { at, isTimed }: LogBlock,
  isEnd: boolean,
  changedAt: number | undefined,
): number | undefined => (isEnd && !isTimed ? (changedAt ?? at) : at);

const fastcgi = /^FastCGI sent in stderr: "/;

/** What PHP says through Nginx, which writes it into its own error log (ngx_http_fastcgi_module.c). */
export const entriesFromNginx = (
  { errors, files }: ErrorsSeen,
  { zone }: Pick<LogTimes, 'zone'>,
): LogEntry[] =>
  errors.flatMap(({ at, message, request }): LogEntry[] => {
    const sign = fastcgi.test(message)
      ? signOf({ lines: [message.replace(fastcgi, '')], isTimed: true })
      : undefined;
    if (!sign) return [];
    const ms = Date.parse(`${at.replaceAll('/', '-').replace(' ', 'T')}${zone}`);
    const { line, ...rest } = sign;
    const path = request?.split(' ')[1];
    return [
      {
        source: files[0] ?? 'the error log of Nginx',
        ...(Number.isNaN(ms) ? {} : { at: new Date(ms).toISOString() }),
        ...rest,
        ...(path === undefined ? {} : { path }),
        isEnd: false,
        line: masked(line),
      },
    ];
  });

/** What is understood of the end of a log: what is not old, and its last words. */
export const entriesIn = ({ source, text, isJournal, changedAt }: LogEnd, times: LogTimes): LogEntry[] => {
  const blocks = blocksIn(text, times, isJournal);
  const last = lastOf(blocks);
  return blocks
    .flatMap((block, index): LogEntry[] => {
      const sign = signOf(block);
      if (!sign) return [];
      const before = blocks[index - 1];
      const path = pathOf(block) ?? (before && !block.isTimed ? pathOf(before) : undefined);
      const at = timeOf(block, index >= last, changedAt);
      const isEnd = index === last && hasEnded(blocks.slice(index), sign.kind, path);
      if (!(isEnd && times.isGone) && !(at !== undefined && times.readAt - at <= newestMs)) return [];
      const { line, ...rest } = sign;
      return [
        {
          source,
          ...(at === undefined ? {} : { at: new Date(at).toISOString() }),
          ...rest,
          ...(rest.about === undefined ? {} : { about: masked(rest.about) }),
          ...(path === undefined ? {} : { path }),
          isEnd,
          line: masked(line),
        },
      ];
    })
    .slice(-most);
};
