import { labReach } from '../../src/model/address.ts';
import type { Observation } from '../../src/model/check.ts';
import type { DnsExchange } from '../../src/model/seen/dns.ts';
import type { HttpExchange } from '../../src/model/seen/http.ts';
import type { MysqlAttempt } from '../../src/model/seen/mysql.ts';
import { parseSite } from '../../src/model/site.ts';
import { inside } from './healthy-inside.ts';

/** The one healthy observation that every example varies: the lab, as the probes see it. */

const site = '127.0.0.2';
const ports = { http: 8080, https: 8443, db: 3306 };
const resolver = { address: '127.0.0.10', port: 5300 };

const asked = (name: string, type: 'A' | 'AAAA'): DnsExchange => ({
  server: resolver,
  name,
  type,
  outcome: 'answer',
  transport: 'udp',
  rcode: 'NOERROR',
  authoritative: false,
  answers: type === 'A' ? [{ name, type: 'A', ttl: 60, data: site }] : [],
  authority: [],
  additional: [],
  ms: 1,
  command: `dig @${resolver.address} -p ${resolver.port} ${name} ${type}`,
});

const nameServer = { address: '127.0.0.13', port: 5300, name: 'ns1.foobar.com' };

/** What the site's own name server says. */
const said = (name: string, answers: DnsExchange['answers']): DnsExchange => ({
  ...asked(name, 'A'),
  server: nameServer,
  authoritative: true,
  answers,
});

const answer = (url: string, port: number, patch: Partial<HttpExchange>): HttpExchange => ({
  address: site,
  port,
  url,
  outcome: 'answer',
  status: 200,
  headers: [
    ['server', 'nginx/1.22.1'],
    ['content-type', 'text/html; charset=utf-8'],
  ],
  body: '',
  bodyCut: false,
  bodyUnfinished: false,
  times: { connected: 1, firstByte: 3, total: 4 },
  command: `curl -si ${url}`,
  ...patch,
});

const page = (tip: string): Partial<HttpExchange> => ({
  headers: [
    ['server', 'nginx/1.22.1'],
    ['content-type', 'text/html; charset=utf-8'],
    ['x-powered-by', 'infra-tutor-lab/1'],
  ],
  body: `<!doctype html><h1>Holberton School</h1><p>${tip}</p>`,
});

const greeting: MysqlAttempt = {
  address: '127.0.0.1',
  port: ports.db,
  via: 'host',
  user: 'visitor',
  asStranger: false,
  state: 'greeting',
  greeting: { flavour: 'MariaDB', version: '10.11.19-MariaDB', plugin: 'mysql_native_password', tls: false },
  login: { outcome: 'ok', withPassword: true },
  facts: {
    account: 'visitor@127.0.0.1',
    schema: 'shop',
    tables: 2,
    settings: {
      bindAddress: '127.0.0.1',
      port: ports.db,
      socket: '/run/mysqld/mysqld.sock',
      skipNetworking: false,
      maxConnections: 50,
      readOnly: false,
    },
    counters: {
      connected: 2,
      mostConnected: 3,
      abortedConnects: 0,
      connections: 40,
      questions: 200,
      upSeconds: 7_200,
    },
    visitors: [{ user: 'visitor', from: '127.0.0.1', port: 40_111, command: 'Query' }],
    grants: [
      { privileges: ['USAGE'], level: 'global', mayGrant: false, isRevoked: false },
      { privileges: ['SELECT'], level: 'schema', schema: 'shop', mayGrant: false, isRevoked: false },
    ],
  },
  ms: 3,
  command: 'mysql -h 127.0.0.1 -P 3306 -u visitor -p',
};

const { greeting: _greeting, login: _login, facts: _facts, ...silent } = greeting;
const frontPage = 'https://www.foobar.com:8443/';

export const healthy: Observation = {
  now: new Date('2026-11-20T12:00:00.000Z'),
  target: {
    site: parseSite('www.foobar.com'),
    standsFor: 'lab',
    ports,
    resolver,
    roots: [{ name: 'a.root', address: '127.0.0.11', port: 5300 }],
    dnsPort: 5300,
    reach: labReach,
    dbHost: '127.0.0.1',
    dbLogin: { user: 'visitor', password: 'secret', schema: 'shop' },
    inside: { way: 'here', sudo: false },
    require: [],
    standIns: [],
  },
  evidence: {
    tester: {
      route: { state: 'skipped' },
      resolver: { state: 'skipped' },
      invalidName: { state: 'skipped' },
      reserved: { state: 'skipped' },
      hostsFile: { state: 'fine' },
      proxies: [],
      clock: '2026-11-20T12:00:00.000Z',
    },
    dns: {
      resolver: ['www.foobar.com', 'foobar.com'].flatMap((name) => [asked(name, 'A'), asked(name, 'AAAA')]),
      walk: [
        {
          ...asked('www.foobar.com', 'A'),
          server: nameServer,
          authoritative: true,
        },
      ],
    },
    zone: {
      zone: 'foobar.com',
      servers: [{ name: 'ns1.foobar.com', addresses: [nameServer.address], lookups: [] }],
      answers: [said('www.foobar.com', [{ name: 'www.foobar.com', type: 'A', ttl: 60, data: site }])],
      versions: [
        {
          ...said('foobar.com', [
            { name: 'foobar.com', type: 'SOA', ttl: 300, data: 'ns1.foobar.com', serial: 1 },
          ]),
          type: 'SOA',
        },
      ],
      invented: ['x1.foobar.com', 'x1.www.foobar.com'].map((name) => ({
        ...said(name, []),
        rcode: 'NXDOMAIN',
      })),
      besideAlias: [],
    },
    tcp: {
      attempts: (['http', 'https'] as const).map((purpose) => ({
        address: site,
        port: ports[purpose],
        purpose,
        state: 'open',
        ms: 0.2,
        command: `nc -vz -w 4 ${site} ${ports[purpose]}`,
      })),
    },
    tls: {
      handshakes: [
        {
          address: site,
          port: ports.https,
          serverName: 'www.foobar.com',
          outcome: 'handshake',
          protocol: 'TLSv1.3',
          cipher: 'TLS_AES_256_GCM_SHA384',
          chain: [
            {
              subject: 'CN=www.foobar.com',
              issuer: 'CN=Lab CA',
              names: ['www.foobar.com', 'foobar.com'],
              notBefore: '2026-11-19T00:00:00.000Z',
              notAfter: '2027-02-17T00:00:00.000Z',
              fingerprint256: '00',
              selfSigned: false,
              raw: '',
            },
          ],
          verification: 'ok',
          ms: 5,
          command: `openssl s_client -connect ${site}:${ports.https} -servername www.foobar.com </dev/null`,
        },
      ],
    },
    http: {
      visits: [
        {
          from: 'http',
          end: 'answer',
          steps: [
            answer('http://www.foobar.com:8080/', ports.http, {
              status: 301,
              headers: [
                ['server', 'nginx/1.22.1'],
                ['location', frontPage],
              ],
            }),
            answer(frontPage, ports.https, page('A web server is a program.')),
          ],
        },
      ],
    },
    app: {
      named: false,
      answers: [
        answer(frontPage, ports.https, page('A web server is a program.')),
        answer(frontPage, ports.https, page('DNS finds the address of a name.')),
      ],
    },
    mysql: {
      attempts: [greeting, { ...silent, address: site, via: 'site', state: 'refused', code: 'ECONNREFUSED' }],
    },
    ...inside,
  },
};
