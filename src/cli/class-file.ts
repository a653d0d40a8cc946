import { textFile } from './text-file.ts';
import { sshDestination } from './values.ts';
import { UsageError } from './usage-error.ts';

/** One row of a list of servers. */
export interface ClassRow {
  readonly name: string;
  readonly host: string;
  /** An exercise; empty: the one that was named on the command line. */
  readonly task: string;
  /** A way in, as for ssh(1); empty: this server is looked at from outside only. */
  readonly ssh: string;
}

type Fields = readonly (readonly string[])[];

/**
 * Rows of fields (RFC 4180): quoted ones may hold commas, line breaks, and a quote as two. Nothing when a quote is
 * left open or stands in the middle of a field.
 */
const fieldsIn = (text: string): Fields | undefined => {
  const rows: string[][] = [[]];
  let read = 0;
  for (const [whole, quoted, plain = '', end = ''] of text.matchAll(
    /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r?\n|$)/gy,
  )) {
    read += whole.length;
    rows.at(-1)?.push((quoted?.replaceAll('""', '"') ?? plain).trim());
    if (end !== ',') rows.push([]);
  }
  return read === text.length ? rows.filter((row) => row.some((field) => field !== '')) : undefined;
};

const mostRows = 200;

/**
 * A list of servers: a line of titles with `domain` and, when they are wanted, `name`, `task` and `ssh`.
 * @throws {UsageError} with the row
 */
export const readClass = async (file: string): Promise<readonly ClassRow[]> => {
  const rows = fieldsIn((await textFile('--targets', file)).replace(/^\uFEFF/, ''));
  const refuse = (problem: string): UsageError => new UsageError(`--targets ${file}: ${problem}`);
  if (!rows) throw refuse('a quote is left open, or stands in the middle of a field.');
  const [titles = [], ...lines] = rows;
  const at = (title: string): number => titles.findIndex((one) => one.toLowerCase() === title);
  if (at('domain') < 0) throw refuse('the first line has to name the columns: name,domain,task,ssh');
  if (lines.length === 0) throw refuse('there is no row below the titles.');
  if (lines.length > mostRows) throw refuse(`more than ${mostRows} rows. Cut it into several files.`);
  return lines.map((line, index) => {
    const field = (title: string): string => line[at(title)] ?? '';
    if (field('domain') === '') throw refuse(`row ${index + 2} has no domain.`);
    const ssh = field('ssh');
    // It becomes a word of a command line.
    if (ssh !== '') sshDestination(`--targets ${file}: row ${index + 2}, ssh`, ssh);
    return { name: field('name'), host: field('domain'), task: field('task'), ssh };
  });
};
