import { backendsFor, everywhere, listenersAt } from '../../model/arrow.ts';
import {
  absent,
  blocked,
  defineCheck,
  found,
  ok,
  unknown,
  type Example,
  type Judgement,
} from '../../model/check.ts';
import { databaseListeners } from '../../model/db-open.ts';
import { runsState } from '../../model/db-runs.ts';
import type { MysqlAttempt } from '../../model/seen/mysql.ts';
import { asIs, facts, noGreeting, together } from '../../model/example.ts';
import type { Link } from '../../model/seen/links.ts';
import type { Listener } from '../../model/seen/listeners.ts';
import type { TraceSeen } from '../../model/seen/trace.ts';
import { spoke, wayIn } from '../../model/mysql.ts';

type Cause = 'as-root';

const shownLink = ({ protocol, to, port }: Link): string => (protocol === 'unix' ? to : `${to}:${port}`);

/** Whether a link ends at the database that was looked at, and not at another one. */
const leadsHere = (
  link: Link,
  attempt: MysqlAttempt | undefined,
  listeners: readonly Listener[],
): boolean => {
  if (link.protocol === 'unix' || !attempt) return true;
  if (link.to === attempt.address && link.port === attempt.port) return true;
  return listeners.some(
    ({ address, port }) => port === link.port && (address === link.to || everywhere.has(address)),
  );
};

/** A request that is followed makes traffic on the connection, and a time as long without one makes none. */
const traffic = (trace: TraceSeen | undefined, link: Link): string => {
  const counted = trace?.database;
  if (!counted || counted.to !== link.to || counted.port !== link.port) return '';
  return counted.bytes > 0 && counted.quietBytes === 0
    ? `, and ${counted.bytes} bytes went over it while one page was asked for, none in as long a time before`
    : '';
};

/** The account of a connection: the database names it by the port of its other end. */
const userOf = (attempt: MysqlAttempt | undefined, { ownPort }: Link): string | undefined =>
  ownPort === undefined ? undefined : attempt?.facts?.visitors?.find(({ port }) => port === ownPort)?.user;

const notSeen = (subject: string, attempt: MysqlAttempt | undefined): Judgement<never>[] => {
  if (!attempt) return [unknown(subject, `no connection from ${subject} to a database was seen`)];
  return spoke(attempt)
    ? [
        unknown(
          subject,
          `no open connection from ${subject} to the database was seen; many programs open one for each page and close it again`,
          'Ask for a page that needs the database, and look at once: ss -tnp | grep 3306',
        ),
      ]
    : [blocked(subject, 'the database was not reached', 'db')];
};

const links =
  (edit: (held: readonly Link[]) => readonly Link[]): Example =>
  (healthy) => ({
    ...healthy,
    evidence: {
      ...healthy.evidence,
      links: { ...healthy.evidence.links, links: edit(healthy.evidence.links.links) },
    },
  });

const visitor = (user: string): Example =>
  facts({ visitors: [{ user, from: '127.0.0.1', port: 40_222, command: 'Sleep' }] });

export default defineCheck({
  claim: false,
  needs: ['links', 'nginx', 'listeners'],
  uses: ['mysql', 'trace', 'processes', 'database'],
  judge({ links: seen, nginx, listeners, mysql, trace, ...more }, { target }): readonly Judgement<Cause>[] {
    const { ascii, shown } = target.site;
    const attempt = mysql && wayIn(mysql);
    const program = backendsFor(nginx, ascii)
      .flatMap((backend) => listenersAt(listeners.listeners, backend))
      .flatMap(({ processes }) => processes)
      .toSorted((a, b) => a.pid - b.pid);
    const [main] = program;
    if (!main) return [unknown(shown, 'which program is behind Nginx was not seen')];
    const subject = `${main.name} (process ${main.pid})`;
    const own = seen.links.filter(({ pid }) => program.some((one) => one.pid === pid));
    const [first] = own;
    const state = runsState(attempt, { listeners, links: seen, ...more }, target);
    if (!first) return state?.is === 'none' ? [absent(subject, state.because)] : notSeen(subject, attempt);
    const databases = databaseListeners({ listeners, ...(mysql ? { mysql } : {}) }, target);
    const here = own.find((link) => leadsHere(link, attempt, databases));
    if (!here)
      return [
        unknown(
          subject,
          `${subject} is connected to the database at ${shownLink(first)}, which is not the one that was looked at`,
          `Look at that one: --db-host ${first.to}`,
        ),
      ];
    const root = own.find((link) => userOf(attempt, link) === 'root');
    if (root)
      return [found('as-root', subject, `${subject} is connected to ${shownLink(root)} as the user root`)];
    const user = userOf(attempt, here);
    return [
      ok(
        subject,
        `${subject} is connected to the database at ${shownLink(here)}${user === undefined ? '' : ` as the user ${user}`}${traffic(trace, here)}`,
      ),
    ];
  },
  causes: {
    'as-root': { status: 'warn', strength: 'confirmed', example: visitor('root') },
  },
  examples: {
    ok: [
      asIs,
      visitor('app'),
      links(([one]) =>
        one ? [{ protocol: 'unix', to: '/run/mysqld/mysqld.sock', pid: 300, name: 'node' }] : [],
      ),
    ],
    unknown: [
      links(() => []),
      links((held) => held.map((one) => ({ ...one, to: '10.0.0.5' }))),
      together(
        links(() => []),
        noGreeting('host', { state: 'refused' }),
      ),
    ],
  },
});
