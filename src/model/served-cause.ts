import type { HttpExchange } from './seen/http.ts';
import { isNginxOwnPage } from './http.ts';
import type { ErrorsSeen, NginxError } from './seen/errors.ts';
import type { ServedPath, ServedSeen } from './seen/served.ts';
import { errorOf, pathOf } from './page-errors.ts';
import { closedFolder, mayRead } from './served.ts';

/** Why Nginx made an error page itself, by its own error log. */
export type ServedCause =
  | 'file-missing'
  | 'root-missing'
  | 'no-index'
  | 'folder-denied'
  | 'file-denied'
  | 'denied'
  | 'by-rule'
  | 'not-a-folder'
  | 'link-loop'
  | 'name-too-long'
  | 'cycle';

export interface ServedEvidence {
  readonly errors?: ErrorsSeen;
  readonly served?: ServedSeen;
}

interface Why {
  readonly cause: ServedCause;
  /** What was seen besides the line of the log. */
  readonly beside?: string;
}

const rootAbove = (served: ServedSeen | undefined, path: string): ServedPath | undefined =>
  served?.paths.find(
    (one) =>
      one.why === 'root' && one.end === 'missing' && (path === one.path || path.startsWith(`${one.path}/`)),
  );

/** ENOENT: the file, or already the folder of the site. */
const missing = (path: string, served: ServedSeen | undefined): Why => {
  const root = rootAbove(served, path);
  return root
    ? { cause: 'root-missing', beside: `the folder ${root.path} is not there` }
    : { cause: 'file-missing' };
};

const rights = ({ mode, owner, group }: { mode: string; owner: string; group: string }): string =>
  `${mode}, ${owner}, ${group}`;

/** EACCES: whose rights keep the worker processes out. */
const denied = (path: string, { paths, worker }: Partial<ServedSeen> = {}): Why => {
  const seen = paths?.find((one) => one.path === path);
  if (!seen || !worker) return { cause: 'denied' };
  const closed = closedFolder(seen, worker);
  if (closed)
    return {
      cause: 'folder-denied',
      beside: `${worker.user} may not pass through ${closed.path} (${rights(closed)})`,
    };
  const last = seen.end === 'there' ? seen.steps.at(-1) : undefined;
  return last && !mayRead(last, worker)
    ? { cause: 'file-denied', beside: `${worker.user} may not read ${last.path} (${rights(last)})` }
    : { cause: 'denied' };
};

/** Errors of the operating system (errno(3)), by number: ENOTDIR, ENAMETOOLONG, ELOOP. */
const byNumber: Readonly<Record<number, ServedCause>> = {
  20: 'not-a-folder',
  36: 'name-too-long',
  40: 'link-loop',
};

/** Where Nginx decides, and the system says nothing (ngx_http_index_module.c, ngx_http_core_module.c). */
const byWords: readonly (readonly [RegExp, ServedCause])[] = [
  [/^directory index of /, 'no-index'],
  [/^access forbidden by rule/, 'by-rule'],
  [/^rewrite or internal redirection cycle/, 'cycle'],
];

const whyOf = (said: NginxError, served: ServedSeen | undefined): Why | undefined => {
  const { errno, message } = said;
  const path = pathOf(said) ?? '';
  if (errno === 2) return missing(path, served);
  if (errno === 13) return denied(path, served);
  const cause = errno === undefined ? byWords.find(([words]) => words.test(message))?.[1] : byNumber[errno];
  return cause && { cause };
};

/** A name that is too long is not shown whole. */
const shown = ({ message }: NginxError): string =>
  message.length > 200 ? `${message.slice(0, 200)}…` : message;

const denials = [403, 404, 500];

/**
 * The answers that these reasons lead to (ngx_http_static_module.c, ngx_http_core_module.c). What may not be read is
 * refused, or counts as not there where try_files asked for it.
 */
const statuses: Readonly<Record<ServedCause, readonly number[]>> = {
  'file-missing': [404],
  'root-missing': [404],
  'no-index': [403],
  'folder-denied': denials,
  'file-denied': denials,
  denied: denials,
  'by-rule': [403],
  'not-a-folder': [404],
  'link-loop': [403, 500],
  'name-too-long': [404],
  cycle: [500],
};

/** What Nginx wrote of a page that it answered with an error of its own. */
export const servedCause = (
  { errors, served }: ServedEvidence,
  name: string,
  exchange: HttpExchange,
): { readonly cause: ServedCause; readonly because: string } | undefined => {
  const { url, status = 0, outcome } = exchange;
  const said = errors && outcome === 'answer' ? errorOf(errors, name, url) : undefined;
  const why = said && whyOf(said, served);
  if (!said || !why || !statuses[why.cause].includes(status)) return undefined;
  // A program may answer 500 for reasons of its own; 403 and 404 may have a page of the site's own.
  if (status === 500 && !isNginxOwnPage(exchange)) return undefined;
  const beside = why.beside === undefined ? '' : `, and ${why.beside}`;
  return { cause: why.cause, because: `Nginx's error log says: ${shown(said)}${beside}` };
};
