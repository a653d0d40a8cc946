import { masked } from './log-mask.ts';
import type { DatabaseEnd, DatabaseEndKind } from './seen/database.ts';

/**
 * Of the words of MariaDB 10.11 and MySQL 8 when they do not start. Codes first: `Errcode: 2` of MariaDB, `OS errno 2` of
 * MySQL (errno(3)), MY-000067 and MY-000068 (MySQL Server Error Message Reference). InnoDB gives its own no number that
 * both know.
 */
const signs: readonly (readonly [RegExp, DatabaseEndKind])[] = [
  [/\[MY-00006[78]\]|: unknown (?:variable|option) '/, 'unknown-option'],
  [/Can't change dir to '[^'\n]{1,300}' \((?:Errcode:|OS errno) 2\b/, 'datadir-missing'],
  [/Can't create\/write to file '[^'\n]{1,300}' \((?:Errcode:|OS errno) 2\b/, 'folder-missing'],
  [/ data file '[^'\n]{1,300}' is of a different size /, 'data-file-size'],
];

const longestLine = 500;

/** With this it gives up before it takes connections: ER_ABORTING, MY-010119. */
const isAborting = (line: string): boolean => /\[ERROR\] (?:\[[^\]\n]{1,20}\] ){0,2}Aborting$/.test(line);

/** After a proper end; MySQL says it after an aborted start, too (ER_SERVER_SHUTDOWN_COMPLETE, MY-010910). */
const isShutDown = (line: string): boolean => /: Shutdown complete/.test(line);

/** It tells what it gives up for, and InnoDB the reason before that. */
const isComplaint = (line: string): boolean =>
  /\[ERROR\]|\(Errcode: \d/.test(line) && !/\[Warning\]/.test(line);

/** The value of an option may be a secret. */
const withoutValue = (line: string): string => line.replace(/('[\w-]{1,80}=)[^'\n]{0,400}'/, "$1…'");

const shown = (line: string): string =>
  masked(withoutValue(line.replace(/^[\d-]{10}[ T][\d:.]{7,16}Z? {1,2}\d{1,20} /, '')));

const isStart = (line: string): boolean => /\bStarting MariaDB | starting as process /.test(line);

/** What was written by the start that it gave up last; nothing when it came further than that the last time. */
const lastFailure = (lines: readonly string[]): readonly string[] => {
  let failure: readonly string[] = [];
  let from = 0;
  for (const [at, line] of lines.entries()) {
    const hasEnded = isAborting(line) || isShutDown(line);
    if (isStart(line)) failure = [];
    if (isAborting(line)) failure = lines.slice(from, at);
    if (hasEnded) from = at + 1;
  }
  return failure;
};

/** What the end of the log of a database server says of its last start, when that one failed. */
export const lastEndIn = (log: string, source: string): DatabaseEnd | undefined => {
  const all = log.split('\n').map((line) => line.slice(0, longestLine).trimEnd());
  const complaints = lastFailure(all).filter(isComplaint);
  for (const line of complaints) {
    const why = signs.find(([words]) => words.test(line))?.[1];
    if (why) return { why, line: shown(line), source };
  }
  const [first] = complaints;
  return first === undefined ? undefined : { why: 'other', line: shown(first), source };
};
