import { spawn } from 'node:child_process';
import { createServer, type AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { freePort } from '../../src/lab/ports.ts';
import { look } from '../support/inspect.ts';
import { describeReal } from '../support/real.ts';
import { site } from '../support/site.ts';
import { staged, type Stage } from '../support/stage.ts';
import { loopback } from '../support/target.ts';

/** Milliseconds: nothing is waited for longer than that, and what is not answered is. */
const patience = 60_000;

/** A program of its own, for which all requests are the same. */
const program = async (stage: Stage, answer: string): Promise<number> => {
  const port = await freePort([loopback]);
  const script = `require('node:http').createServer(${answer}).listen(${port}, '${loopback}', () => console.log('ready'))`;
  const child = spawn(process.execPath, ['-e', script], { stdio: ['ignore', 'pipe', 'inherit'] });
  stage.defer(() => child.kill('SIGKILL'));
  await new Promise((resolve) => child.stdout.once('data', resolve));
  return port;
};

const lookAt = async (stage: Stage, answer: string) => {
  const port = await program(stage, answer);
  const target = await site(stage, {
    inside: true,
    secure: () => `location / { proxy_pass http://${loopback}:${port}; }`,
  });
  return look(target, patience);
};

describeReal('a page that hangs', () => {
  let asked = 0;
  const proxy = createServer((socket) => {
    asked += 1;
    socket.destroy();
  });

  beforeAll(async () => {
    await new Promise<void>((resolve) => proxy.listen(0, loopback, resolve));
    const { port } = proxy.address() as AddressInfo;
    process.env['http_proxy'] = `http://${loopback}:${port}`;
  });

  afterAll(() => {
    delete process.env['http_proxy'];
    proxy.close();
  });

  test.concurrent(
    'is looked at also when we give up before Nginx does',
    staged(async (stage) => {
      const { report, observed } = await lookAt(stage, '() => {}');
      const { hang } = observed.gathered.evidence;
      expect(hang).toMatchObject({ request: { outcome: 'cut-short' }, links: [] });
      expect(hang?.direct).toMatchObject({ to: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+\/$/) });
      expect(hang?.direct?.status).toBeUndefined();
      // The plan names no proxy.
      expect(asked).toBe(0);
      expect(report.firstBroken).toMatchObject({ finding: 'app/finishes', cause: 'waits' });
      const broken = report.findings.filter(({ status }) => status === 'broken').map(({ id }) => id);
      expect(broken).toEqual(['app/finishes']);
    }),
    90_000,
  );

  test.concurrent(
    'and nothing is run where every page comes',
    staged(async (stage) => {
      const { observed, gate } = await lookAt(stage, "(_, response) => response.end('a page')");
      expect(observed.gathered.unobserved.hang).toMatchObject({ skipped: true });
      expect(gate.record.filter(({ probe }) => probe === 'hang')).toEqual([]);
    }),
    90_000,
  );
});
