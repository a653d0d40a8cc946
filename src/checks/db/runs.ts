import { absent, defineCheck, found, ok, unknown, type Example, type Judgement } from '../../model/check.ts';
import { runsState, type RunsCause, type RunsState } from '../../model/db-runs.ts';
import { asIs, noGreeting, target, together } from '../../model/example.ts';
import type { InsideEvidence } from '../../model/inside.ts';
import type { DatabaseEnd } from '../../model/seen/database.ts';
import type { Listener } from '../../model/seen/listeners.ts';
import { askedAt, wayIn } from '../../model/mysql.ts';

const judgeState = (subject: string, state: RunsState): Judgement<RunsCause> => {
  switch (state.is) {
    case 'cause':
      return found(state.cause, subject, state.because);
    case 'ok':
      return ok(subject, state.because);
    case 'none':
      return absent(subject, state.because);
    default:
      return unknown(subject, state.because, state.toConfirm);
  }
};

const inside =
  (edit: (held: InsideEvidence) => Partial<InsideEvidence>): Example =>
  (healthy) => ({ ...healthy, evidence: { ...healthy.evidence, ...edit(healthy.evidence) } });

/** These sockets of the database in the place of its own. */
const listening = (listeners: readonly Listener[]): Example =>
  inside((held) => ({
    listeners: {
      ...held.listeners,
      listeners: [
        ...held.listeners.listeners.filter(({ processes }) => processes.every(({ pid }) => pid !== 200)),
        ...listeners,
      ],
    },
  }));

const database = [{ name: 'mariadbd', pid: 200 }];
const file: Listener = { protocol: 'unix', address: '/run/mysqld/mysqld.sock', processes: database };

const at = (address: string, port: number): Listener => ({
  protocol: 'tcp',
  address,
  port,
  processes: database,
});

const notRunning = together(
  listening([]),
  inside(({ processes }) => ({
    processes: { ...processes, processes: processes.processes.filter(({ pid }) => pid !== 200) },
  })),
);

const refused = noGreeting('host', { state: 'refused', code: 'ECONNREFUSED' });

/** It does not run, and these were its words when it was started last. */
const died = (why: DatabaseEnd['why'], line: string) =>
  ({
    status: 'broken',
    strength: 'confirmed',
    example: together(
      refused,
      notRunning,
      inside(({ database: seen }) => ({
        database: { ...seen, end: { why, line, source: '/var/log/mysql/error.log' } },
      })),
    ),
  }) as const;

/** No process of the database's may be seen by who looks. */
const hidden = listening([{ ...file, processes: [] }]);

const withoutLogin: Example = (healthy) => {
  const { dbLogin: _login, ...rest } = healthy.target;
  return { ...healthy, target: rest };
};

const notInstalled = inside(({ database: seen }) => ({ database: { ...seen, programs: [] } }));

const usedByFile = inside(({ links }) => ({
  links: { ...links, links: [{ protocol: 'unix', to: file.address, name: 'php-fpm8.2', pid: 300 }] },
}));

export default defineCheck({
  claim: false,
  needs: ['mysql', 'listeners'],
  uses: ['processes', 'database', 'links'],
  judge({ mysql, ...seen }, context) {
    const attempt = wayIn(mysql);
    const state = runsState(attempt, seen, context.target);
    return attempt && state ? [judgeState(askedAt(attempt), state)] : [];
  },
  causes: {
    'not-running': { status: 'broken', strength: 'confirmed', example: together(refused, notRunning) },
    'unknown-option': died('unknown-option', "[ERROR] mariadbd: unknown variable 'max_conections=…'"),
    'datadir-missing': died(
      'datadir-missing',
      `mariadbd: Can't change dir to '/srv/mysql/' (Errcode: 2 "No such file or directory")`,
    ),
    'folder-missing': died(
      'folder-missing',
      `[ERROR] mariadbd: Can't create/write to file '/srv/tmp/ibXXXXXX' (Errcode: 2 "No such file or directory")`,
    ),
    'data-file-size': died(
      'data-file-size',
      "[ERROR] InnoDB: The data file './ibdata1' is of a different size 768 pages than the 4096 pages specified by innodb_data_file_path",
    ),
    'only-socket': {
      status: 'broken',
      strength: 'confirmed',
      example: together(refused, listening([file])),
    },
    'other-port': {
      status: 'broken',
      strength: 'confirmed',
      example: together(refused, listening([file, at('127.0.0.1', 3307)])),
    },
    'other-address': {
      status: 'broken',
      strength: 'confirmed',
      example: together(refused, listening([file, at('10.0.0.5', 3306)])),
    },
    'other-program': {
      status: 'broken',
      strength: 'confirmed',
      example: together(
        noGreeting('host', { state: 'not-mysql', firstBytes: 'HTTP/1.1 400 Bad Request' }),
        listening([{ ...at('127.0.0.1', 3306), processes: [{ name: 'node', pid: 400 }] }]),
      ),
    },
  },
  examples: {
    ok: [asIs, noGreeting('host', { state: 'silent' })],
    unknown: [
      // Not part of this server.
      together(refused, notRunning, notInstalled, withoutLogin),
      together(refused, hidden),
      refused,
      together(refused, listening([file]), usedByFile),
      together(noGreeting('host', { state: 'closed' }), hidden),
      together(
        noGreeting('host', { state: 'closed' }),
        listening([{ ...at('127.0.0.1', 3306), processes: [{ name: 'docker-proxy', pid: 400 }] }]),
      ),
      together(target({ require: ['db'] }), noGreeting('host', { state: 'cut-short' })),
    ],
  },
});
