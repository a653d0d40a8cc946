import type { Observation } from '../../src/model/check.ts';
import { combined } from '../../src/model/log-format.ts';
import { insideIds, type InsideEvidence } from '../../src/model/inside.ts';
import type { ProcessSeen } from '../../src/model/seen/processes.ts';
import type { UnitSeen } from '../../src/model/seen/units.ts';

/** The healthy lab as its own shell sees it. */

const file = '/etc/nginx/sites-enabled/site';

const program = { name: 'node', pid: 300 };
const folder = '/srv/site';
const database = { name: 'mariadbd', pid: 200 };
const web = [
  { name: 'nginx', pid: 100 },
  { name: 'nginx', pid: 101 },
];

/** Nobody waits to be let in. */
const queue = { waiting: 0, most: 511 };

const process = (pid: number, name: string, user: string): ProcessSeen => ({
  pid,
  parent: 1,
  user,
  name,
  startedAt: '2026-11-20T10:00:00.000Z',
  rssKiB: 50_000,
  cpuPercent: 0.5,
  state: 'S',
  words: [name],
});

/** Of an account of the database that is as one would make it. */
const usual = { plugin: 'mysql_native_password', isLocked: false, isExpired: false, needsTls: false };

const unit = (id: string): UnitSeen => ({
  id,
  load: 'loaded',
  active: 'active',
  sub: 'running',
  result: 'success',
  file: 'enabled',
  isWanted: true,
  triggers: [],
  restarts: 0,
});

export const inside: InsideEvidence = {
  shell: {
    way: 'here',
    state: 'open',
    user: 'student',
    isRoot: false,
    kernel: 'Linux',
    system: 'Ubuntu 24.04 LTS',
    clock: '2026-11-20T12:00:00Z',
    sudo: 'not-asked',
    ms: 5,
    command: 'sh',
  },
  listeners: {
    listeners: [
      { protocol: 'tcp', address: '127.0.0.2', port: 8080, processes: web, queue },
      { protocol: 'tcp', address: '127.0.0.2', port: 8443, processes: web, queue },
      { protocol: 'tcp', address: '127.0.0.1', port: 8000, processes: [{ ...program, folder }], queue },
      { protocol: 'tcp', address: '127.0.0.1', port: 3306, processes: [database], queue },
      { protocol: 'unix', address: '/run/mysqld/mysqld.sock', processes: [database] },
    ],
    command: 'ss -Hltnp',
  },
  nginx: {
    version: '1.22.1',
    user: 'www-data',
    servers: [
      {
        file,
        line: 1,
        listens: [{ address: '127.0.0.2', port: 8080, ssl: false, isDefault: false }],
        names: ['www.foobar.com', 'foobar.com'],
        passes: [],
        locations: [],
      },
      {
        file,
        line: 6,
        listens: [{ address: '127.0.0.2', port: 8443, ssl: true, isDefault: false }],
        names: ['www.foobar.com', 'foobar.com'],
        root: '/var/www/site',
        certificate: '/etc/letsencrypt/live/foobar.com/fullchain.pem',
        passes: [],
        locations: [
          {
            match: '/',
            file,
            line: 12,
            passes: [{ kind: 'proxy', to: 'http://127.0.0.1:8000', setsHost: true, file, line: 13 }],
          },
        ],
      },
    ],
    upstreams: [],
    errorLogs: ['/var/log/nginx/error.log'],
    accessLogs: [{ path: '/var/log/nginx/access.log', format: combined, isPartial: false }],
    types: ['html', 'css', 'js'],
    files: [
      { path: '/etc/nginx/nginx.conf', changedAt: '2026-11-18T10:00:00.000Z' },
      { path: file, changedAt: '2026-11-19T10:00:00.000Z' },
    ],
    command: 'cat /etc/nginx/nginx.conf',
  },
  processes: {
    processes: [
      process(100, 'nginx', 'root'),
      { ...process(101, 'nginx', 'www-data'), parent: 100, words: ['nginx:', 'worker', 'process'] },
      process(200, 'mariadbd', 'mysql'),
      process(300, 'node', 'app'),
    ],
    count: 60,
    command: 'ps -eo pid=,ppid=,user:32=,etimes:22=,rss:12=,pcpu:8=,comm:16=,args=',
  },
  errors: {
    errors: [],
    readAt: '2026/11/20 12:00:00',
    utcOffset: '+0000',
    refusals: [],
    files: ['/var/log/nginx/error.log'],
    command: 'tail -c 65536 /var/log/nginx/error.log',
  },
  served: {
    paths: [
      {
        why: 'root',
        path: '/var/www/site',
        steps: ['/', '/var', '/var/www', '/var/www/site'].map((path) => ({
          path,
          kind: 'folder',
          owner: 'root',
          group: 'root',
          mode: '755',
        })),
        end: 'there',
      },
    ],
    worker: { user: 'www-data', groups: ['www-data'] },
    command: 'namei -l /var/www/site',
  },
  certificates: {
    stored: [
      {
        path: '/etc/letsencrypt/live/foobar.com/fullchain.pem',
        state: 'there',
        certificate: {
          issuer: 'CN=Lab CA',
          names: ['www.foobar.com', 'foobar.com'],
          notBefore: '2026-11-19T00:00:00.000Z',
          notAfter: '2027-02-17T00:00:00.000Z',
          fingerprint256: '00',
        },
      },
    ],
    command:
      'openssl x509 -in /etc/letsencrypt/live/foobar.com/fullchain.pem -noout -dates -fingerprint -sha256',
  },
  code: {
    programs: [
      {
        ...program,
        folder,
        state: 'there',
        owner: 'app',
        newest: { path: '/srv/site/app.js', changedAt: '2026-11-19T10:00:00.000Z' },
      },
    ],
    command: 'readlink /proc/300/cwd',
  },
  links: {
    links: [{ protocol: 'tcp', to: '127.0.0.1', port: 3306, ownPort: 40_222, ...program }],
    command: 'ss -Htnp state established',
  },
  database: {
    programs: ['/usr/sbin/mysqld', '/usr/sbin/mariadbd'],
    command: 'command -v mysqld',
  },
  accounts: {
    flavour: 'MariaDB',
    version: '10.11.19-MariaDB-0+deb12u1',
    accounts: [
      { user: 'app', host: '127.0.0.1', ...usual },
      { user: 'app', host: 'localhost', ...usual },
      { user: 'root', host: 'localhost', ...usual, plugin: 'unix_socket' },
      { user: 'visitor', host: '127.0.0.1', ...usual },
    ],
    schemas: ['information_schema', 'mysql', 'foobar'],
    rights: [
      { user: 'app', host: '127.0.0.1', schema: 'foobar' },
      { user: 'app', host: 'localhost', schema: 'foobar' },
    ],
    isWhole: true,
    held: [{ user: 'app', connections: 1, asleep: 1 }],
    maxConnections: 50,
    mostConnected: 3,
    looksUpNames: false,
    requiresTls: false,
    foldsNames: false,
    command: "sudo mysql -e 'SELECT user, host, plugin FROM mysql.user'",
  },
  trace: {
    mark: 'infra-tutor-3f9c2a7d51b0',
    request: {
      url: 'https://www.foobar.com:8443/?infra-tutor-3f9c2a7d51b0',
      address: '127.0.0.2',
      port: 8443,
      outcome: 'answer',
      status: 200,
      times: { connected: 0.4, secured: 2.6, firstByte: 9.1, total: 9.6 },
      command: "curl -si 'https://www.foobar.com:8443/?infra-tutor-3f9c2a7d51b0'",
    },
    web: [
      {
        file: '/var/log/nginx/access.log',
        state: 'found',
        isWhole: true,
        status: 200,
        requestMs: 6,
        upstream: '127.0.0.1:8000',
        upstreamMs: 5,
      },
    ],
    program: [{ ...program, file: '/srv/site/app.log', state: 'found' }],
    database: { to: '127.0.0.1', port: 3306, quietBytes: 0, quietMs: 260, bytes: 812, ms: 24 },
    command: 'grep infra-tutor-3f9c2a7d51b0 /var/log/nginx/access.log',
  },
  hang: {
    request: {
      url: 'https://www.foobar.com:8443/',
      address: '127.0.0.2',
      port: 8443,
      outcome: 'answer',
      status: 200,
      times: { connected: 0.4, secured: 2.6, firstByte: 9.1, total: 9.6 },
      command: "curl -si 'https://www.foobar.com:8443/'",
    },
    lookedMs: 910,
    threadsMs: 480,
    direct: { to: 'http://127.0.0.1:8000/', status: 200, ms: 6 },
    queues: [{ at: '127.0.0.1:8000', waiting: 0, most: 511 }],
    processes: [{ pid: 300, cpuPercent: 1, isRunning: false }],
    links: [{ to: '127.0.0.1', port: 3306, ownPort: 40_222, isAsking: false, isUsed: false }],
    threads: [{ user: 'app', port: 40_222, command: 'Sleep', seconds: 0 }],
    command: 'ss -Hltn',
  },
  logs: {
    entries: [],
    sources: ['/var/log/site/error.log'],
    since: '2026-11-20T11:59:58.000Z',
    readAt: '2026-11-20T12:00:00.000Z',
    command: 'tail -c 65536 /var/log/site/error.log',
  },
  resources: {
    processors: 2,
    load: [0.1, 0.2, 0.2],
    memory: { totalKiB: 2_000_000, availableKiB: 1_200_000, swapTotalKiB: 0, swapFreeKiB: 0 },
    waited: { cpu: 0.5, memory: 0, io: 0.1 },
    killedForMemory: 0,
    upSeconds: 864_000,
    disks: [{ at: '/', usedPercent: 42, freeKiB: 14_000_000, filesUsedPercent: 9 }],
    command: 'cat /proc/loadavg /proc/meminfo',
  },
  firewall: {
    ufw: { isActive: false, rules: [] },
    input: [
      { family: 4, policy: 'allow', rules: [], jumps: 0 },
      { family: 6, policy: 'allow', rules: [], jumps: 0 },
    ],
    nft: [],
    command: 'ufw status verbose',
  },
  units: {
    units: [unit('nginx.service'), unit('mariadb.service'), unit('shop.service')],
    groups: [
      { pid: 100, path: '/system.slice/nginx.service' },
      { pid: 200, path: '/system.slice/mariadb.service' },
      { pid: 300, path: '/system.slice/shop.service' },
    ],
    command: 'systemctl show nginx.service mysql.service mariadb.service',
  },
};

/** The same, of somebody who has no shell on the server. */
export const fromOutside = ({
  target: { inside: _, ...target },
  evidence,
  now,
}: Observation): Observation => ({
  now,
  target,
  evidence: Object.fromEntries(
    Object.entries(evidence).filter(([id]) => !insideIds.some((hidden) => hidden === id)),
  ) as unknown as Observation['evidence'],
});
