import { shownEndpoint } from '../../model/address.ts';
import { defineCheck, found, ok, unknown, type Example, type Judgement } from '../../model/check.ts';
import {
  databaseListeners,
  openListeners,
  takesAt,
  type OpenCause,
  type OpenListener,
} from '../../model/db-open.ts';
import type { MysqlSeen } from '../../model/seen/mysql.ts';
import { asIs, db } from '../../model/example.ts';
import type { Listener } from '../../model/seen/listeners.ts';
import { spoke } from '../../model/mysql.ts';

const shown = ({ address, port = 0 }: Listener): string => shownEndpoint({ address, port });

const where: Readonly<Record<OpenCause, (at: string) => string>> = {
  'every-address': (at) => `the database listens at ${at}, which is every address of the server`,
  'site-address': (at) => `the database listens at ${at}, an address that the world can see`,
  'x-protocol': (at) =>
    `the second protocol of MySQL (X) listens at ${at}, which is every address of the server`,
  'docker-publishes': (at) => `Docker publishes the database at ${at}, which is every address of the server`,
};

/** What came of it over the address of the site, as far as that was tried. */
const fromOutside = (open: OpenListener, mysql: MysqlSeen | undefined): string => {
  const tried = (mysql?.attempts ?? []).filter(
    ({ via, address, port }) => via === 'site' && port === open.listener.port && takesAt(open, address),
  );
  const answering = tried.find(spoke);
  if (answering) return `, and it answered at ${shownEndpoint(answering)}`;
  const isClosed = tried.length > 0 && tried.every(({ state }) => state === 'silent' || state === 'refused');
  return isClosed ? '; from here it is closed, so nothing but a firewall keeps strangers out' : '';
};

const isLocal = /^(?:127\.|::1$|::ffff:127\.)/;

const judgeClosed = (listeners: readonly Listener[]): Judgement<never>[] => {
  const [first] = listeners;
  if (first === undefined) return [];
  const all = listeners.map(shown).join(' and ');
  return listeners.every(({ address }) => isLocal.test(address))
    ? [ok(shown(first), `the database listens at ${all}, which only the server itself reaches`)]
    : [
        ok(
          shown(first),
          `the database listens at ${all}, and at no address that the world can see`,
          'likely',
        ),
      ];
};

/** The database at these addresses in the place of its own. */
const listening = (...listeners: readonly (Partial<Listener> & Pick<Listener, 'address'>)[]): Example => {
  const own: readonly Listener[] = listeners.map((one) => ({
    protocol: 'tcp',
    port: 3306,
    processes: [{ name: 'mysqld', pid: 200 }],
    ...one,
  }));
  return (healthy) => {
    const { listeners: held } = healthy.evidence;
    const others = held.listeners.filter(({ processes }) => processes.every(({ pid }) => pid !== 200));
    return {
      ...healthy,
      evidence: { ...healthy.evidence, listeners: { ...held, listeners: [...others, ...own] } },
    };
  };
};

/** Nobody may see whose socket it is, and no database answered there. */
const hidden: Example = (healthy) =>
  db('host', { state: 'silent' })(listening({ address: '0.0.0.0', processes: [] })(healthy));

export default defineCheck({
  claim: false,
  needs: ['listeners'],
  uses: ['mysql', 'processes'],
  judge(seen, { target }): readonly Judgement<OpenCause>[] {
    const open = openListeners(seen, target);
    if (open.length > 0)
      return open.map((one) => {
        const at = shown(one.listener);
        return found(one.cause, at, `${where[one.cause](at)}${fromOutside(one, seen.mysql)}`);
      });
    const own = databaseListeners(seen, target);
    const nameless = seen.listeners.listeners.some(
      ({ protocol, port, processes }) =>
        protocol === 'tcp' && port === target.ports.db && processes.length === 0,
    );
    if (own.length === 0 && nameless)
      return [
        unknown(
          target.site.shown,
          `whose program listens at port ${target.ports.db} may not be seen`,
          'Look as the administrator: --sudo',
        ),
      ];
    return judgeClosed(own);
  },
  causes: {
    'every-address': {
      status: 'warn',
      strength: 'confirmed',
      example: listening({ address: '0.0.0.0' }),
    },
    'site-address': {
      status: 'warn',
      strength: 'confirmed',
      example: listening({ address: '127.0.0.1' }, { address: '127.0.0.2' }),
    },
    'x-protocol': {
      status: 'warn',
      strength: 'likely',
      restsOn: 'MySQL 8.4 Reference Manual, 22.5.6 X Plugin Options, mysqlx_bind_address',
      example: listening({ address: '127.0.0.1' }, { address: '*', port: 33_060 }),
    },
    'docker-publishes': {
      status: 'warn',
      strength: 'likely',
      restsOn: 'Docker manual, Networking, Packet filtering and firewalls',
      example: listening({ address: '0.0.0.0', processes: [{ name: 'docker-proxy', pid: 400 }] }),
    },
  },
  examples: {
    ok: [asIs, listening({ address: '10.0.0.5' }), listening({ address: '::1' }, { address: '127.0.0.1' })],
    unknown: [hidden],
  },
});
