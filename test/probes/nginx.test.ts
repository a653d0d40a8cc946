import { execFile } from 'node:child_process';
import { readFile, symlink } from 'node:fs/promises';
import { request as plain } from 'node:http';
import { request as secure } from 'node:https';
import { networkInterfaces } from 'node:os';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { freePorts } from '../../src/lab/ports.ts';
import { backendsOf, passesOf, shownBackend } from '../../src/model/arrow.ts';
import type { Listener } from '../../src/model/seen/listeners.ts';
import type { NginxSeen, NginxServer } from '../../src/model/seen/nginx.ts';
import { answering, socketOf } from '../../src/model/nginx-names.ts';
import { tcpListeners, unixListeners } from '../../src/model/ss.ts';
import { issued } from '../support/certificates.ts';
import { inside } from '../support/healthy-inside.ts';
import { lookWith } from '../support/looking.ts';
import { program } from '../support/servers/program.ts';
import { folder, readyWhen, start } from '../support/servers/run.ts';
import { staged, type Stage } from '../support/stage.ts';
import { targetFor } from '../support/target.ts';

/**
 * Twenty configurations as people write them: what is said of each is held against what the Nginx that runs with it
 * does. Which block answers it tells by a header (`set $block …`), where it hands a request on to by another one, and
 * where it listens ss tells.
 */

interface Case {
  /** Within `http { }`; PORT, PORT2 and DIR stand for what is free. */
  readonly http: string;
  /** Beside nginx.conf, and the links among them: from the first to the second. */
  readonly files?: Readonly<Record<string, string>>;
  readonly links?: Readonly<Record<string, string>>;
  /** For which names it is asked. */
  readonly hosts: readonly string[];
  readonly needsIpv6?: boolean;
}

const frame = (http: string): string => `daemon off;
worker_processes 1;
pid DIR/nginx.pid;
error_log DIR/error.log;
events { worker_connections 64; }
http {
  access_log off;
  client_body_temp_path DIR/body; proxy_temp_path DIR/proxy; fastcgi_temp_path DIR/fastcgi;
  uwsgi_temp_path DIR/uwsgi; scgi_temp_path DIR/scgi;
  add_header X-Block $block always;
  add_header X-To $upstream_addr always;
${http}
}
`;

const block = (name: string, inner: string): string => `server {
  set $block ${name};
  ${inner}
}`;

const page = 'location / { return 200; }';

const cases: Readonly<Record<string, Case>> = {
  'as Debian has it': {
    http: 'include DIR/sites-enabled/*;',
    files: {
      'sites-available/default': `##
# You should look at the following URL's; it's { not a block }
##
server {
	listen PORT default_server;
	set $block "default";
	root DIR/html;
	index index.html index.htm index.nginx-debian.html;
	server_name _;
	location / {
		try_files $uri $uri/ =404;
	}
	#location ~ \\.php$ {
	#	include snippets/fastcgi-php.conf;
	#}
}
`,
    },
    links: { 'sites-available/default': 'sites-enabled/default' },
    hosts: ['www.shop.com', 'localhost'],
  },
  'several sites, the first of which is the default': {
    http: [
      block('a', `listen PORT; server_name a.com www.a.com; ${page}`),
      block('b', `listen PORT; server_name b.com; ${page}`),
    ].join('\n'),
    hosts: ['a.com', 'www.a.com', 'b.com', 'c.com', 'A.COM'],
  },
  'includes of includes, and hidden files': {
    http: 'include conf.d/*.conf;',
    files: {
      'conf.d/b.conf': block('b', 'listen PORT; server_name b.com; include parts/pass;'),
      'conf.d/a.conf': block('a', `listen PORT; server_name a.com; ${page}`),
      'conf.d/.c.conf': block('c', `listen PORT; server_name c.com; ${page}`),
      'conf.d/d.conf.bak': block('d', `listen PORT; server_name d.com; ${page}`),
      'parts/pass': 'location / { proxy_pass http://127.0.0.1:PORT2; }',
    },
    hosts: ['a.com', 'b.com', 'c.com', 'd.com'],
  },
  'names with stars': {
    http: [
      block('any', `listen PORT default_server; server_name _; ${page}`),
      block('end', `listen PORT; server_name www.shop.*; ${page}`),
      block('start', `listen PORT; server_name *.shop.com; ${page}`),
      block('longer', `listen PORT; server_name *.www.shop.com; ${page}`),
      block('exact', `listen PORT; server_name www.shop.com; ${page}`),
    ].join('\n'),
    hosts: ['www.shop.com', 'x.shop.com', 'a.www.shop.com', 'www.shop.org', 'shop.com', 'www.shop.co.uk'],
  },
  'a name with a leading dot': {
    http: [
      block('any', `listen PORT; ${page}`),
      block('dot', `listen PORT; server_name .shop.com; ${page}`),
    ].join('\n'),
    hosts: ['shop.com', 'www.shop.com', 'a.b.shop.com', 'notshop.com'],
  },
  'names that are expressions': {
    http: [
      block('any', `listen PORT default_server; ${page}`),
      block('number', `listen PORT; server_name ~^www\\d+\\.shop\\.com$; ${page}`),
      block('group', `listen PORT; server_name "~^(?<sub>[a-z]{2,5})\\.shop\\.com$"; ${page}`),
      block('later', `listen PORT; server_name ~shop; ${page}`),
      block('star', `listen PORT; server_name *.star.shop.com; ${page}`),
    ].join('\n'),
    hosts: ['www1.shop.com', 'www.shop.com', 'abcdefg.shop.com', 'www.star.shop.com', 'other.com'],
  },
  'a block for requests without a name': {
    http: [
      block('named', `listen PORT; server_name shop.com ""; ${page}`),
      block('other', `listen PORT default_server; server_name _; ${page}`),
    ].join('\n'),
    hosts: ['shop.com', 'other.com', '_'],
  },
  'the default of each address': {
    http: [
      block('a', `listen 127.0.0.1:PORT; server_name a.com; ${page}`),
      block('b', `listen 127.0.0.1:PORT default_server; server_name b.com; ${page}`),
      block('c', `listen 127.0.0.2:PORT; server_name c.com; ${page}`),
      block('d', `listen *:PORT; server_name d.com; ${page}`),
      block('e', `listen 0.0.0.0:PORT2; server_name e.com; ${page}`),
    ].join('\n'),
    hosts: ['a.com', 'b.com', 'c.com', 'd.com', 'e.com', 'f.com'],
  },
  'both families': {
    http: [
      block('a', `listen PORT; listen [::]:PORT; server_name a.com; ${page}`),
      block('b', `listen [::]:PORT; server_name b.com; ${page}`),
      block('c', `listen [::1]:PORT2; server_name c.com; ${page}`),
    ].join('\n'),
    hosts: ['a.com', 'b.com', 'c.com'],
    needsIpv6: true,
  },
  'TLS with all options, and plain HTTP beside it': {
    http: `ssl_certificate chain.pem; ssl_certificate_key key.pem;
${block('secure', `listen PORT ssl http2 default_server backlog=64; server_name shop.com; ${page}`)}
${block('plain', 'listen PORT2 default_server reuseport; server_name shop.com; return 301 https://$host$request_uri;')}`,
    hosts: ['shop.com', 'other.com'],
  },
  'a socket file': {
    http: block('unix', `listen unix:DIR/web.sock; listen 127.0.0.1:PORT; server_name shop.com; ${page}`),
    hosts: ['shop.com'],
  },
  'an upstream with weights and a backup': {
    http: `upstream app {
  least_conn;
  server 127.0.0.1:PORT2 weight=5 max_fails=0;
  server unix:DIR/app.sock backup;
  keepalive 8;
}
${block('app', 'listen PORT; server_name shop.com; location / { proxy_set_header Host $host; proxy_pass http://app; }')}`,
    hosts: ['shop.com'],
  },
  'programs at socket files': {
    http: [
      block('http', 'listen PORT; server_name a.com; location / { proxy_pass http://unix:DIR/a.sock:/x/; }'),
      block(
        'php',
        `listen PORT; server_name b.com; root html; index index.php;
  location / { try_files $uri /index.php?$args; }
  location ~ \\.php$ { fastcgi_split_path_info ^(.+\\.php)(/.+)$; fastcgi_pass unix:DIR/php.sock; fastcgi_param SCRIPT_FILENAME $document_root$fastcgi_script_name; }`,
      ),
      block('uwsgi', 'listen PORT; server_name c.com; location / { uwsgi_pass unix:DIR/c.sock; }'),
    ].join('\n'),
    hosts: ['a.com', 'b.com', 'c.com'],
  },
  'a map and variables': {
    http: `map $http_upgrade $connection_upgrade { default upgrade; '' close; }
map $host $pool { hostnames; default 127.0.0.1:1; .shop.com 127.0.0.1:PORT2; server 127.0.0.1:2; }
${block('map', 'listen PORT; server_name www.shop.com; location / { proxy_set_header Connection $connection_upgrade; proxy_pass http://$pool$request_uri; }')}`,
    hosts: ['www.shop.com'],
  },
  'quotes and comments in odd places': {
    http: `server # { the first
{ # and "only
  set $block "odd"; set $other 'it"s; } # no comment'; set $more it\\'s\\"x;
  listen # here
    PORT # "
    ;
  server_name "a.com" 'b.com'
    c.com;# end
  add_header X-Block "$block" always; add_header X-To $upstream_addr always; add_header X-Odd "a { b; } \\" c";
  location "/" { return 200 "}"; }
}
${block('next', `listen PORT; server_name d.com; ${page}`)}`,
    hosts: ['a.com', 'b.com', 'c.com', 'd.com'],
  },
  'Windows line ends, and all in one line': {
    http: `server {\r\n  set $block a;\r\n  listen PORT;\r\n  server_name a.com;\r\n  return 200;\r\n}\r\nserver{set $block b;listen PORT;server_name b.com;location /{return 200;}}`,
    hosts: ['a.com', 'b.com'],
  },
  'locations of all kinds, and within each other': {
    http: block(
      'many',
      `listen PORT; server_name shop.com;
  location = /health { return 204; }
  location ^~ /static/ { alias DIR/html/; }
  location ~* "\\.(?:png|jpe?g){1,2}$" { expires 1d; }
  location / { location /api/ { proxy_pass http://127.0.0.1:1; } limit_except GET POST { deny all; } if ($arg_x) { return 403; } proxy_pass http://127.0.0.1:PORT2/; }
  location @later { proxy_pass http://127.0.0.1:3; }
  error_page 404 = @later;`,
    ),
    hosts: ['shop.com'],
  },
  'one name twice': {
    http: [
      block('first', `listen PORT; server_name shop.com; ${page}`),
      block('second', `listen PORT; server_name shop.com www.shop.com; ${page}`),
    ].join('\n'),
    hosts: ['shop.com', 'www.shop.com'],
  },
  'a very long line of names': {
    http: `server_names_hash_max_size 4096; server_names_hash_bucket_size 128;
${block('long', `listen PORT; server_name ${Array.from({ length: 400 }, (_, at) => `s${at}.shop.com`).join(' ')}; ${page}`)}
${block('rest', `listen PORT default_server; ${page}`)}`,
    hosts: ['s399.shop.com', 's400.shop.com'],
  },
  'addresses without a port, ranges and names of ports': {
    http: [
      block('range', `listen 127.0.0.1:PORT-PORT; server_name a.com; ${page}`),
      block('host', `listen localhost:PORT2; server_name b.com; ${page}`),
    ].join('\n'),
    hosts: ['a.com', 'b.com'],
  },
};

interface Answer {
  readonly block: string;
  readonly to: readonly string[];
}

const first = (held: string | string[] | undefined): string =>
  Array.isArray(held) ? (held[0] ?? '') : (held ?? '');

const askedFor = (ssl: boolean, address: string, port: number, host: string): Promise<Answer> =>
  new Promise((resolve, reject) => {
    const ask = ssl ? secure : plain;
    ask(
      {
        host: address,
        port,
        headers: { host },
        agent: false,
        ...(ssl ? { rejectUnauthorized: false, servername: host } : {}),
      },
      (response) => {
        response.resume();
        const to = first(response.headers['x-to']);
        resolve({
          block: first(response.headers['x-block']),
          to: to === '' ? [] : to.split(/, | : /).map((one) => one.replace(/^unix:/, '')),
        });
      },
    )
      .on('error', reject)
      .end();
  });

interface Running {
  readonly seen: NginxSeen;
  readonly pid: number;
  /** The name of a block by its place. */
  readonly blockAt: (server: NginxServer) => string;
}

const running = async (stage: Stage, { http, files = {}, links = {} }: Case): Promise<Running> => {
  const command = await program('nginx');
  const home = await folder(stage);
  const [port = 0, port2 = 0] = await freePorts([['127.0.0.1'], ['127.0.0.1']]);
  const filled = (text: string): string =>
    text.replaceAll('PORT2', String(port2)).replaceAll('PORT', String(port)).replaceAll('DIR', home.path);
  const certificate = issued();
  const all: Record<string, string> = { ...files, 'nginx.conf': frame(http) };
  const texts = Object.entries(all).map(([name, text]) => [name, filled(text)] as const);
  for (const [name, text] of texts) await home.write(name, text);
  for (const [name, text] of [
    ['chain.pem', certificate.chain],
    ['key.pem', certificate.key],
    ['html/index.html', 'x'],
  ] as const)
    await home.write(name, text);
  for (const [from, to] of Object.entries(links)) {
    await home.write(to.replace(/[^/]*$/, '.keep'), '');
    await symlink(`${home.path}/${from}`, `${home.path}/${to}`);
  }
  const conf = `${home.path}/nginx.conf`;
  const child = start(stage, home, [command, '-p', home.path, '-c', conf, '-e', 'stderr']);
  await readyWhen(
    child,
    async () => (await readFile(`${home.path}/nginx.pid`, 'utf8').catch(() => '')) === `${child.pid}\n`,
  );
  const target = targetFor({ inside: { way: 'here', sudo: false, nginx: { prefix: home.path, conf } } });
  const { seen, gate } = await lookWith('nginx', target, { shell: inside.shell });
  gate.close();
  return {
    seen,
    pid: child.pid,
    blockAt: ({ file, line }) => {
      const name = Object.entries(links).find(([, to]) => file.endsWith(`/${to}`))?.[0];
      const text =
        texts.find(([held]) => (name === undefined ? file.endsWith(`/${held}`) : held === name))?.[1] ?? '';
      const rest = text
        .split('\n')
        .slice(line - 1)
        .join('\n');
      return (/set \$block "?([\w;}]+?)"?;/.exec(rest) ?? [])[1] ?? '';
    },
  };
};

const shownHost = (address: string): string => (address === '0.0.0.0' ? '*' : address);

const hasIpv6 = Object.values(networkInterfaces())
  .flat()
  .some((one) => one?.address === '::1');

const ss = async (...options: readonly string[]): Promise<string> =>
  (await promisify(execFile)('ss', options)).stdout;

/** To what a socket for every address is asked. */
const arrivesAt: Readonly<Record<string, readonly string[]>> = {
  '0.0.0.0': ['127.0.0.1', '127.0.0.2', '127.0.0.3'],
  '::': ['::1'],
};

const held = async (stage: Stage, one: Case): Promise<void> => {
  const { seen, pid, blockAt } = await running(stage, one);
  expect(seen.mistake).toBeUndefined();
  const isIts = ({ processes }: Listener): boolean => processes.some((process) => process.pid === pid);
  const tcp = tcpListeners(await ss('-Hltnp')).filter(isIts);
  const unix = unixListeners(await ss('-Hlxp')).filter(isIts);
  const opened = [
    ...tcp.map(({ address, port }) => `${shownHost(address)} ${port}`),
    ...unix.map(({ address }) => `unix:${address}`),
  ];
  const said = new Set(seen.servers.flatMap(({ listens }) => listens.map(socketOf)));
  // Where every address of a port is listened at, no socket is opened for one of them (ngx_http_add_addresses).
  const isOpened = (socket: string): boolean =>
    !/^\d/.test(socket) || !said.has(socket.replace(/^[\d.]+ /, '* '));
  expect([...said].filter(isOpened).toSorted()).toEqual([...new Set(opened)].toSorted());
  const arrivals = tcp.flatMap(({ address, port = 0 }) =>
    (arrivesAt[address] ?? [address]).map((at) => ({ at, port })),
  );
  for (const { at, port } of arrivals)
    for (const host of one.hosts) {
      const expected = answering(seen, host.toLowerCase(), { address: at, port });
      if (!expected) throw new Error(`nobody is said to answer at ${at} ${port}`);
      const { server } = expected;
      const ssl = server.listens.some((listen) => listen.port === port && listen.ssl);
      const answer = await askedFor(ssl, at, port, host);
      expect(`${host} at ${at}: ${blockAt(server)}`).toBe(`${host} at ${at}: ${answer.block}`);
      const passes = passesOf([server]);
      const to = passes.flatMap((pass) => backendsOf(seen, pass).map(shownBackend));
      // Where none of an upstream is alive, its name stands there.
      const tried = answer.to.filter((place) => !seen.upstreams.some((upstream) => upstream.name === place));
      if (!passes.some((pass) => pass.to.includes('$'))) expect(to).toEqual(expect.arrayContaining(tried));
    }
};

const possible = Object.entries(cases).filter(([, { needsIpv6 = false }]) => hasIpv6 || !needsIpv6);

for (const [name, one] of possible)
  test.concurrent(
    name,
    staged((stage) => held(stage, one)),
  );
