import { execFile, spawn } from 'node:child_process';
import { createServer } from 'node:http';
import { chmod } from 'node:fs/promises';
import { createServer as tcpServer } from 'node:net';
import { promisify } from 'node:util';
import { program } from '../../support/servers/program.ts';
import { folder, readyWhen, start } from '../../support/servers/run.ts';
import { closesWhenAsked, listening, peer } from '../../support/servers/peer.ts';
import { site } from '../../support/site.ts';
import type { Stage } from '../../support/stage.ts';
import { loopback } from '../../support/target.ts';
import { freePort } from '../../../src/lab/ports.ts';
import type { Target } from '../../../src/model/target.ts';
import { witness } from '../../support/witness.ts';

const behind = (stage: Stage, inside: string, before?: string): Promise<Target> =>
  site(stage, {
    inside: true,
    secure: () => `location / { ${inside} }`,
    ...(before === undefined ? {} : { before: () => before }),
  });

/** A socket file at which a program listens. */
const socketFile = async (stage: Stage, mode: number): Promise<string> => {
  const { path } = await folder(stage);
  const file = `${path}/app.sock`;
  const server = tcpServer((socket) => socket.end());
  await new Promise<void>((resolve) => server.listen(file, resolve));
  stage.defer(() => void server.close());
  await chmod(file, mode);
  return file;
};

/** A site whose program is known by its folder: others of its kind, which also run on this computer, are not it. */
const inFolder = async (stage: Stage, path: string, inside: string): Promise<Target> => {
  const target = await behind(stage, inside);
  return target.inside
    ? { ...target, inside: { ...target.inside, programLog: `${path}/error.log` } }
    : target;
};

/** A program in a folder of its own that listens there: `4000, '127.0.0.1'` or the path of a file. */
const inPlace = async (stage: Stage, at: (path: string) => string): Promise<string> => {
  const home = await folder(stage);
  const answer = `(_, response) => response.end('a page')`;
  const script = `require('node:http').createServer(${answer}).listen(${at(home.path)}, () => console.log('ready'))`;
  await readyWhen(start(stage, home, [process.execPath, '-e', script]), (said) => said.includes('ready'));
  return home.path;
};

/** Another address of loopback than that of other servers, whatever their ports. */
const nobodyThere = 'proxy_pass http://127.0.0.9:1;';

const anyPort = (): string => `0, '${loopback}'`;

witness('app/gateway/not-listening', async (stage) =>
  inFolder(stage, (await folder(stage)).path, nobodyThere),
);

witness('app/gateway/other-port', async (stage) =>
  inFolder(stage, await inPlace(stage, anyPort), nobodyThere),
);

witness('app/gateway/socket-missing', async (stage) =>
  inFolder(stage, (await folder(stage)).path, 'proxy_pass http://unix:/nowhere/app.sock;'),
);

witness('app/gateway/other-socket', async (stage) =>
  inFolder(
    stage,
    await inPlace(stage, (path) => `'${path}/web.sock'`),
    'proxy_pass http://unix:/nowhere/app.sock;',
  ),
);

witness('app/gateway/other-kind', async (stage) =>
  inFolder(stage, await inPlace(stage, anyPort), 'proxy_pass http://unix:/nowhere/app.sock;'),
);

witness('app/gateway/socket-denied', async (stage) =>
  behind(stage, `proxy_pass http://unix:${await socketFile(stage, 0o400)};`),
);

// Python, which leaves the file behind when it ends.
witness('app/gateway/socket-left-over', async (stage) => {
  const { path } = await folder(stage);
  const script =
    'import os, socket, sys; s = socket.socket(socket.AF_UNIX); s.bind(sys.argv[1]); os.chmod(sys.argv[1], 0o777)';
  await promisify(execFile)(await program('python3'), ['-c', script, `${path}/app.sock`]);
  return inFolder(stage, path, `proxy_pass http://unix:${path}/app.sock;`);
});

// It hangs twice, and answers at once while it is looked at: why it hung is not to be seen any more.
witness('app/gateway/no-answer-in-time', async (stage) => {
  let asked = 0;
  const moody = createServer((_, response) => {
    asked += 1;
    if (asked > 2) response.end('a page');
  });
  return behind(
    stage,
    `proxy_pass http://127.0.0.1:${await listening(stage, moody)}; proxy_read_timeout 1s;`,
  );
});

witness('app/gateway/frozen', async (stage) => {
  const port = await freePort([loopback]);
  const script = `require('node:http').createServer((_, response) => response.end()).listen(${port}, '${loopback}', () => console.log('ready'))`;
  const child = spawn(process.execPath, ['-e', script], { stdio: ['ignore', 'pipe', 'inherit'] });
  stage.defer(() => child.kill('SIGKILL'));
  await new Promise((resolve) => child.stdout.once('data', resolve));
  child.kill('SIGSTOP');
  return behind(stage, `proxy_pass http://${loopback}:${port}; proxy_read_timeout 1s;`);
});

witness('app/gateway/closed-early', async (stage) =>
  behind(stage, `proxy_pass http://127.0.0.1:${await closesWhenAsked(stage)};`),
);

witness('app/gateway/reset', async (stage) => {
  const port = await peer(stage, (socket) => socket.once('data', () => socket.resetAndDestroy()));
  return behind(stage, `proxy_pass http://127.0.0.1:${port};`);
});

/** A program that says this much in a header. */
const talkative = (stage: Stage, bytes: number): Promise<number> =>
  listening(
    stage,
    createServer((_, response) => {
      response.setHeader('x-much', 'x'.repeat(bytes));
      response.end('a page');
    }),
  );

witness('app/gateway/header-too-big', async (stage) =>
  behind(stage, `proxy_pass http://127.0.0.1:${await talkative(stage, 10_000)};`),
);

witness('app/gateway/head-buffer-small', async (stage) =>
  behind(stage, `proxy_buffer_size 1k; proxy_pass http://127.0.0.1:${await talkative(stage, 2_000)};`),
);

witness('app/gateway/other-protocol', async (stage) => {
  const web = createServer((_, response) => response.end('a page'));
  return behind(stage, `fastcgi_pass 127.0.0.1:${await listening(stage, web)};`);
});

witness('app/gateway/tls-to-plain', async (stage) => {
  const plain = createServer((_, response) => response.end('a page'));
  return behind(stage, `proxy_pass https://127.0.0.1:${await listening(stage, plain)};`);
});
