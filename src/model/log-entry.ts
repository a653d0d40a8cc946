import { isIntermittent } from './app.ts';
import { behindNginx } from './arrow.ts';
import type { RunsSeen } from './db-runs.ts';
import type { AccountsSeen } from './seen/accounts.ts';
import type { AppSeen } from './seen/app.ts';
import type { HttpExchange } from './seen/http.ts';
import type { MysqlSeen } from './seen/mysql.ts';
import type { LogEntry, LogsSeen } from './seen/logs.ts';
import type { NginxSeen } from './seen/nginx.ts';
import { pageErrorOf } from './page-error.ts';
import type { Target } from './target.ts';

export interface LogEvidence extends RunsSeen {
  readonly app?: AppSeen;
  readonly logs?: LogsSeen;
  readonly nginx?: NginxSeen;
  readonly mysql?: MysqlSeen;
  readonly accounts?: AccountsSeen;
}

export interface PageFailure {
  readonly url: string;
  readonly status: number;
  readonly kind: 'error' | 'gateway' | 'timeout';
}

/** A page that failed in a way of which only a log says why. */
export const failureOf = ({ answers: asked }: AppSeen): PageFailure | undefined => {
  const failed = asked.find(({ status = 0 }: HttpExchange) => status >= 500);
  if (!failed || isIntermittent(asked)) return undefined;
  const { url, status = 0 } = failed;
  if (status === 502) return { url, status, kind: 'gateway' };
  if (status === 504) return { url, status, kind: 'timeout' };
  const error = pageErrorOf(failed);
  return error === 'error' || error === 'empty-error' ? { url, status, kind: 'error' } : undefined;
};

/** What was written since the check began, about this page or about none. */
const isOurs = ({ at, path }: LogEntry, since: string, url: string): boolean =>
  at !== undefined &&
  Date.parse(at) >= Date.parse(since) &&
  (path === undefined || path === new URL(url).pathname);

const isGone = ({ nginx, listeners }: LogEvidence, target: Target): boolean =>
  nginx !== undefined &&
  listeners !== undefined &&
  behindNginx(nginx, listeners, target.site.ascii).length === 0;

/** The entry that says why the page failed. */
export const entryFor = (failure: PageFailure, seen: LogEvidence, target: Target): LogEntry | undefined => {
  const { logs } = seen;
  if (!logs) return undefined;
  const ours = logs.entries.filter((entry) => isOurs(entry, logs.since, failure.url));
  switch (failure.kind) {
    case 'error':
      return ours.findLast(({ kind }) => kind !== 'start');
    case 'gateway':
      // A program that is not there any more says nothing of this visit: its last words are older.
      return isGone(seen, target)
        ? logs.entries.findLast(({ isEnd }) => isEnd)
        : ours.findLast(({ kind, isEnd }) => kind === 'workers' || kind === 'start' || isEnd);
    case 'timeout':
      // PHP-FPM says once that no process is left, and not again for those that wait after that.
      return logs.entries.findLast(
        (entry) => entry.kind === 'workers' && (entry.code === 'max_children' || ours.includes(entry)),
      );
  }
};
