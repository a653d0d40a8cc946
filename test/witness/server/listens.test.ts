import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { readFile, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { until } from '../../../src/lab/wait.ts';
import type { Target } from '../../../src/model/target.ts';
import { nsd } from '../../support/servers/nsd.ts';
import { listening, peer } from '../../support/servers/peer.ts';
import { program } from '../../support/servers/program.ts';
import { folder, readyWhen, start } from '../../support/servers/run.ts';
import { site } from '../../support/site.ts';
import type { Stage } from '../../support/stage.ts';
import { closed, loopback, targetFor } from '../../support/target.ts';
import { witness } from '../../support/witness.ts';

/** A server that has the files of an Nginx, and no Nginx that runs with them. */
const notStarted = async (
  stage: Stage,
  listen: string,
  patch: Parameters<typeof targetFor>[0] = {},
  more = '',
): Promise<Target> => {
  await program('nginx');
  const home = await folder(stage);
  const conf = await home.write(
    'nginx.conf',
    `error_log error.log;\nevents {}\nhttp { ${more} server { listen ${listen}; server_name www.shop.com; } }\n`,
  );
  return targetFor({ ...patch, inside: { way: 'here', sudo: false, nginx: { prefix: home.path, conf } } });
};

/** All processes of the Nginx with these files. */
const processesOf = async ({ inside }: Target): Promise<number[]> => {
  const main = Number(await readFile(`${inside?.nginx?.prefix}/nginx.pid`, 'utf8'));
  const { stdout } = await promisify(execFile)('ps', ['-o', 'pid=', '--ppid', String(main)]);
  return [main, ...stdout.trim().split(/\s+/).map(Number)];
};

/** Nginx itself has tried, and said why not. */
const refused =
  (more: string) =>
  async (stage: Stage): Promise<Target> => {
    const target = await notStarted(stage, `${loopback}:${closed.http}`, {}, more);
    const { prefix = '', conf = '' } = target.inside?.nginx ?? {};
    const args = ['-p', prefix, '-c', conf, '-e', 'error.log', '-g', 'daemon off;'];
    // One that starts after all ends with the test.
    const child = start(stage, await folder(stage), [await program('nginx'), ...args], { asOurselves: true });
    if (!(await until(() => !child.isRunning(), { ms: 20_000 }))) throw new Error('Nginx has started');
    return target;
  };

witness('server/listens/mistake-in-line', refused('gzip maybe;'));

witness(
  'server/listens/certificate-unusable',
  refused('ssl_certificate no.pem; ssl_certificate_key no.pem; server { listen 127.0.0.1:1 ssl; }'),
);

witness('server/listens/file-missing', refused('include no.conf;'));

// A label of more than 63 characters, for which no resolver is asked.
witness(
  'server/listens/name-unknown',
  refused(`server { location / { proxy_pass http://${'a'.repeat(70)}; } }`),
);

// Nginx makes its table of names only where several sites share a port.
witness(
  'server/listens/will-not-start',
  refused(
    `server_names_hash_bucket_size 32; server { listen ${loopback}:${closed.http}; server_name ${'a'.repeat(60)}.com; }`,
  ),
);

witness('server/listens/not-running', (stage) => notStarted(stage, `${loopback}:${closed.http}`));

witness('server/listens/taken', async (stage) => notStarted(stage, `${loopback}:${await peer(stage)}`));

witness('server/listens/no-listen-line', (stage) => site(stage, { inside: true, httpsPort: closed.https }));

witness('server/listens/plain-not-configured', async (stage) => {
  const target = await site(stage, { inside: true });
  return { ...target, ports: { ...target.ports, http: closed.http } };
});

witness('server/listens/other-address', (stage) => site(stage, { inside: true, addresses: ['127.0.0.3'] }));

witness('server/listens/no-ipv6-listen', async (stage) => {
  const { address: _address, ...target } = await site(stage, { inside: true });
  const records = ['www A 127.0.0.1', 'www AAAA ::1', '@ A 127.0.0.1', '@ AAAA ::1'];
  return { ...target, resolver: await nsd(stage, { 'shop.com': records }) };
});

witness(
  'server/listens/not-reloaded',
  async (stage) => {
    const target = await site(stage, { inside: true, httpsPort: closed.https });
    const conf = target.inside?.nginx?.conf ?? '';
    const text = await readFile(conf, 'utf8');
    await sleep(500);
    await writeFile(conf, text.replace('server_name', `listen ${loopback}:${closed.https}; server_name`));
    return target;
  },
  { also: ['web/config-is-loaded/reload-pending'] },
);

witness(
  'server/listens/other-program',
  async (stage) => {
    const port = await listening(
      stage,
      createServer((_, response) => response.setHeader('content-type', 'text/html').end('<h1>Shop</h1>')),
    );
    const target = await notStarted(stage, `${loopback}:${port}`);
    return { ...target, ports: { ...closed, http: port } };
  },
  { also: ['tls/offered/plain-only'] },
);

witness('server/listens/frozen', async (stage) => {
  const target = await site(stage, { inside: true });
  const pids = await processesOf(target);
  for (const pid of pids) process.kill(pid, 'SIGSTOP');
  stage.defer(() => pids.forEach((pid) => process.kill(pid, 'SIGCONT')));
  return target;
});

/** It has the port and never accepts: it is busy with something else. */
const busy =
  "import socket, time; s = socket.socket(); s.bind(('127.0.0.1', 0)); s.listen(1); print('port', s.getsockname()[1], flush=True); time.sleep(600)";

witness('server/listens/queue-full', async (stage) => {
  const child = start(stage, await folder(stage), [await program('python3'), '-c', busy], {
    asOurselves: true,
  });
  await readyWhen(child, (said) => /port \d/.test(said));
  const port = Number(/port (\d+)/.exec(await child.said())?.[1]);
  const queued = Array.from({ length: 4 }, () => connect(port, loopback).on('error', () => {}));
  stage.defer(() => queued.forEach((socket) => socket.destroy()));
  await Promise.all(queued.slice(0, 2).map((socket) => once(socket, 'connect')));
  await sleep(50);
  return site(stage, { inside: true, httpsPort: port });
});
