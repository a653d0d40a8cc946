import { issued } from './certificates.ts';
import { systemd, type SystemdMachine } from './servers/systemd.ts';
import { program } from './servers/program.ts';
import { siteName } from './target.ts';
import type { Stage } from './stage.ts';
import type { Visit } from './witness.ts';

/** A student's site on a machine of its own, whose services are units of a real systemd. */
export interface SystemdSite extends SystemdMachine, Visit {}

export const port = 3000;

const conf = `user www-data;
pid /run/nginx.pid;
error_log /var/log/nginx/error.log;
events { worker_connections 64; }
http {
  access_log off;
  server_tokens off;
  server {
    listen 127.0.0.1:80;
    server_name ${siteName} shop.com;
    return 301 https://$host$request_uri;
  }
  server {
    listen 127.0.0.1:443 ssl;
    server_name ${siteName} shop.com;
    ssl_certificate /etc/nginx/chain.pem;
    ssl_certificate_key /etc/nginx/key.pem;
    location / {
      proxy_pass http://127.0.0.1:${port};
      proxy_set_header Host $host;
    }
  }
}
`;

const server = `let visits = 0;
require('node:http')
  .createServer((_, response) => response.end('visit number ' + 'abcdefgh'[visits++ % 8]))
  .listen(Number(process.argv[2]), '127.0.0.1');
`;

/** The command with which the program is started. */
export const command = `/usr/local/bin/node /opt/shop/server.js ${port}`;

const nginxUnit = `[Unit]
Description=A high performance web server and a reverse proxy server

[Service]
Type=forking
PIDFile=/run/nginx.pid
ExecStartPre=/usr/sbin/nginx -t -q -g 'daemon on; master_process on;'
ExecStart=/usr/sbin/nginx -g 'daemon on; master_process on;'
ExecReload=/usr/sbin/nginx -g 'daemon on; master_process on;' -s reload

[Install]
WantedBy=multi-user.target
`;

/** Its database, with an empty folder of data. */
const addDatabase = async ({ does, service }: SystemdMachine): Promise<void> => {
  await Promise.all(['mariadbd', 'mariadb-install-db'].map(program));
  const options = '--no-defaults --user=root --datadir=/var/lib/shop-db';
  await does(`mariadb-install-db ${options} --auth-root-authentication-method=normal`);
  await service('mariadb', [
    'Type=notify',
    `ExecStart=/usr/sbin/mariadbd ${options} --socket=/run/mariadb.sock --bind-address=127.0.0.1`,
  ]);
  await does('systemctl enable --now mariadb');
};

/** All of it is enabled and runs, but for the program: that is for the test to start. */
export const systemdSite = async (
  stage: Stage,
  { database = false }: { readonly database?: boolean } = {},
): Promise<SystemdSite> => {
  await program('nginx');
  const machine = await systemd(stage);
  if (database) await addDatabase(machine);
  // A site without a database: then none is installed either.
  else await machine.does('rm -f /usr/sbin/mariadbd /usr/sbin/mysqld');
  const { chain, key, ca } = issued();
  const files = {
    '/etc/nginx/nginx.conf': conf,
    '/etc/nginx/chain.pem': chain,
    '/etc/nginx/key.pem': key,
    '/usr/share/test-authority/ca.pem': ca,
    '/opt/shop/server.js': server,
    '/usr/lib/systemd/system/nginx.service': nginxUnit,
  };
  await Promise.all(Object.entries(files).map(([file, text]) => machine.write(file, text)));
  await machine.does('systemctl enable --now nginx');
  return {
    ...machine,
    space: machine,
    ca,
    args: `${siteName} --address 127.0.0.1 --ca /usr/share/test-authority/ca.pem --inside --path /`.split(
      ' ',
    ),
  };
};

/** The same, with its program as a service that runs. */
export const running = async (
  stage: Stage,
  parts: { readonly database?: boolean } = {},
): Promise<SystemdSite> => {
  const site = await systemdSite(stage, parts);
  await site.service('shop', ['User=www-data', `ExecStart=${command}`]);
  await site.does('systemctl enable --now shop');
  await answers(site);
  return site;
};

/** Waits until the program takes connections. */
export const answers = async ({ does }: SystemdSite): Promise<void> => {
  await does(`until ss -Hltn 'sport = :${port}' | grep -q .; do sleep 0.05; done`);
};

const journalUnit = `[Unit]
DefaultDependencies=no

[Service]
Type=notify
ExecStart=/usr/lib/systemd/systemd-journald
StandardOutput=null
`;

/** A journal that keeps what Nginx says, as everywhere but on these machines, which have none otherwise. */
export const keepJournal = async ({ does, write }: SystemdSite): Promise<void> => {
  await write('/usr/lib/systemd/system/systemd-journald.service', journalUnit);
  await write('/etc/systemd/system/nginx.service.d/journal.conf', '[Service]\nStandardOutput=journal\n');
  await does('systemctl daemon-reload && systemctl start systemd-journald && systemctl restart nginx');
};
