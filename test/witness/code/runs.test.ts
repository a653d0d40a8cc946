import { spawn } from 'node:child_process';
import { rm, writeFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort } from '../../../src/lab/ports.ts';
import { folder, type Folder } from '../../support/servers/run.ts';
import { site } from '../../support/site.ts';
import type { Stage } from '../../support/stage.ts';
import { loopback } from '../../support/target.ts';
import type { Target } from '../../../src/model/target.ts';
import { witness } from '../../support/witness.ts';

const program = `require('node:http')
  .createServer((_, response) => response.end('word ' + 'abcdefgh'[Math.floor(Math.random() * 8)] + process.hrtime.bigint().toString(36).replace(/[0-9]/g, '')))
  .listen(Number(process.argv[2]), '${loopback}', () => console.log('listening'));
`;

/** A program of one's own that runs in a folder of its own, behind Nginx. */
const running = async (stage: Stage): Promise<{ readonly home: Folder; readonly target: Target }> => {
  const home = await folder(stage);
  const file = await home.write('app.js', program);
  const port = await freePort([loopback]);
  const child = spawn(process.execPath, [file, String(port)], {
    cwd: home.path,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  stage.defer(() => child.kill('SIGKILL'));
  await new Promise((resolve) => child.stdout.once('data', resolve));
  const target = await site(stage, {
    inside: true,
    secure: () => `location / { proxy_pass http://${loopback}:${port}; }`,
  });
  return { home, target };
};

witness('code/runs/older-than-files', async (stage) => {
  const { home, target } = await running(stage);
  await sleep(500);
  await writeFile(`${home.path}/app.js`, `${program}// a new release\n`);
  return target;
});

witness('code/runs/folder-deleted', async (stage) => {
  const { home, target } = await running(stage);
  await rm(home.path, { recursive: true });
  return target;
});
