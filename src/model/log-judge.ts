import { blocked, found, ok, unknown, type Judgement } from './check.ts';
import type { AppSeen } from './seen/app.ts';
import type { HttpExchange } from './seen/http.ts';
import type { Hop } from './hops.ts';
import type { LogsSeen } from './seen/logs.ts';
import {
  databasePorts,
  logVerdict,
  seenByUs,
  type LogCauses,
  type LogCheck,
  type LogVerdict,
} from './log-cause.ts';
import { failureOf, type LogEvidence } from './log-entry.ts';
import { shownEndpoint } from './address.ts';
import type { Target } from './target.ts';

const hopOf = (check: LogCheck): Hop => check.split('/')[0] as Hop;

const shownTime = (iso: string): string => iso.slice(0, 19).replace('T', ' ');

const withoutStop = (line: string): string => line.replace(/[.\s]+$/, '');

/** What is seen of the place that the program looked at. */
const beside = (verdict: LogVerdict, { listeners }: LogEvidence, target: Target): string => {
  const { cause } = verdict;
  if (verdict.beside !== undefined) return `; ${verdict.beside}`;
  if (cause !== 'looks-elsewhere' && cause !== 'localhost-is-ipv6') return '';
  const there = databasePorts(listeners, target).map(({ address, port = 0 }) =>
    shownEndpoint({ address, port }),
  );
  return `; the database listens at ${[...new Set(there)].join(' and ')}`;
};

/** One sentence: what the log says, when, and where in the code. */
const because = (verdict: LogVerdict, seen: LogEvidence, target: Target): string => {
  const { source, at, line, kind, about } = verdict.entry;
  const when = at === undefined ? '' : ` at ${shownTime(at)} UTC`;
  const isPlace = kind === 'code' && about !== undefined && !line.includes(about);
  const where = isPlace ? ` (${about})` : '';
  return `the log of the program (${source}) says${when}: ${withoutStop(line)}${where}${beside(verdict, seen, target)}`;
};

/** The page came, or shows by itself what is wrong: a log has nothing to add. */
const withoutFailure = ({ url, status = 0 }: HttpExchange): Judgement<never> =>
  status < 500
    ? ok(url, `${url} answers ${status}, so there is nothing that a log would have to explain`)
    : blocked(url, `${url} answers ${status}, of which another check tells`, 'app');

/** Judges for one of the checks that rest on the log of the program. */
export const judgeLog = <Check extends LogCheck>(
  check: Check,
  seen: LogEvidence & { readonly app: AppSeen; readonly logs: LogsSeen },
  target: Target,
): Judgement<LogCauses[Check]>[] => {
  const [first] = seen.app.answers;
  if (!first || first.outcome !== 'answer')
    return [blocked(first?.url ?? target.site.shown, 'the page did not come', 'web')];
  const failure = failureOf(seen.app);
  if (!failure) return [withoutFailure(first)];
  const { url, status } = failure;
  const verdict = logVerdict(seen, target);
  if (!verdict)
    return [
      unknown(
        url,
        `${url} answers ${status}, and the log of the program says nothing of it that is known here`,
        'Read what the program wrote at that moment: sudo journalctl -u NAME -n 50',
      ),
    ];
  const said = because(verdict, seen, target);
  if (seenByUs(verdict, seen, target)) return [blocked(url, said, 'db')];
  if (verdict.check !== check) return [blocked(url, said, hopOf(verdict.check))];
  return [found(verdict.cause as LogCauses[Check], url, said, verdict.isLikely ? 'likely' : undefined)];
};

/** Gives way to what the log explains: it is told by the check that the log speaks of, and by nobody else. */
export const explainedByLog =
  <Cause extends string>(seen: LogEvidence, target: Target, only?: readonly Cause[]) =>
  (judgement: Judgement<Cause>): Judgement<Cause> => {
    const { status, cause, subject } = judgement;
    if (status !== 'cause' || (only && !(cause !== undefined && only.includes(cause)))) return judgement;
    const verdict = logVerdict(seen, target);
    if (!verdict) return judgement;
    const hop = seenByUs(verdict, seen, target) ? 'db' : hopOf(verdict.check);
    return blocked(subject, `${judgement.because}; ${because(verdict, seen, target)}`, hop);
  };
