import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Socket } from 'node:net';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { besidesWaiting, bin, cli, closedPorts, freshHome } from '../support/run-cli.ts';

/** Whatever happens to a run, it ends with a sentence and the right exit code, and leaves nothing behind. */

const later = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** Command lines of processes that belong to a lab below this folder. */
const processesBelow = (folder: string): string[] => {
  const all = execFileSync('ps', ['-eo', 'pid=,args='], { encoding: 'utf8' });
  return all.split('\n').filter((line) => line.includes(folder) && !line.includes('ps -eo'));
};

describe('Ctrl-C', () => {
  test.each([20, 120, 250, 400, 600, 800])(
    'after %i ms ends a check of the lab within a second, with nothing left',
    async (ms) => {
      const home = freshHome();
      let pressed = 0;
      const { code, stderr } = await cli(['check', '--lab', '--require-real'], {
        env: { HOME: home, TMPDIR: home, XDG_CACHE_HOME: undefined },
        during: async (child) => {
          await later(ms);
          pressed = performance.now();
          child.kill('SIGINT');
        },
      });
      const took = performance.now() - pressed;
      // A press before the program listens ends it as the operating system does; one after its end finds it done.
      expect([0, 128, 130]).toContain(code);
      if (code === 130) expect(took).toBeLessThan(1_500);
      expect(stderr).not.toMatch(/^\s+at /m);
      await later(500);
      expect(processesBelow(home)).toEqual([]);
      expect(readdirSync(home).filter((name) => name.startsWith('infra-tutor'))).toSatisfy(
        (names: string[]) => names.every((name) => readdirSync(join(home, name)).length === 0),
      );
      rmSync(home, { recursive: true, force: true });
    },
  );

  test('while a silent peer is waited for: what was seen is shown, and exit code 130', async () => {
    const held: Socket[] = [];
    const server = createServer((socket) => held.push(socket));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as { port: number };
    const ports = ['--http-port', String(port), '--https-port', String(port), '--db-port', String(port)];
    const { code, stdout, stderr } = await cli(['check', 'shop.com', '--address', '127.0.0.1', ...ports], {
      during: async (child) => {
        if (child.stderr) await once(child.stderr, 'data');
        child.kill('SIGINT');
      },
    });
    for (const socket of held) socket.destroy();
    server.close();
    expect(code).toBe(130);
    expect(stderr).toMatch(/Waiting for .*at most \d+ s more\./);
    expect(stdout).toMatch(/accepts connections/);
  });
});

test('a reader that stops reading is no failure', async () => {
  const child = spawn(
    '/bin/sh',
    ['-c', `"${process.execPath}" "${bin}" explain | head -n 1; echo "code \${PIPESTATUS:-$?}"`],
    { stdio: ['ignore', 'pipe', 'pipe'] },
  );
  let said = '';
  child.stdout.on('data', (chunk: Buffer) => (said += chunk.toString('utf8')));
  child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString('utf8')));
  await new Promise((resolve) => child.once('close', resolve));
  expect(said).not.toMatch(/EPIPE|Error/);
  expect(said.split('\n')).toHaveLength(3);
});

test('a full disk behind the output is said, and is not taken for a broken site', async () => {
  const child = spawn(
    '/bin/sh',
    ['-c', `"${process.execPath}" "${bin}" explain > /dev/full; echo "code $?"`],
    {
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  );
  let said = '';
  child.stdout.on('data', (chunk: Buffer) => (said += chunk.toString('utf8')));
  child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString('utf8')));
  await new Promise((resolve) => child.once('close', resolve));
  expect(said).toMatch(/could not be written \(ENOSPC\)/);
  expect(said).toMatch(/code 70/);
  expect(said).not.toMatch(/^\s+at /m);
});

test('the database password of the environment reaches no program that is started', async () => {
  const home = freshHome();
  const script = join(home, 'ssh');
  writeFileSync(script, `#!/bin/sh\nenv > "${home}/seen"\nexit 255\n`, { mode: 0o755 });
  const env = { PATH: `${home}:${process.env['PATH'] ?? ''}`, INFRA_TUTOR_DB_PASSWORD: 'geheim' };
  const args = [
    'check',
    'shop.com',
    '--address',
    '127.0.0.1',
    '--ssh',
    'me@host',
    '--db-user',
    'app',
    ...closedPorts,
  ];
  const { stdout, stderr } = await cli(args, { env });
  const seen = readFileSync(join(home, 'seen'), 'utf8');
  expect(seen).toMatch(/^PATH=/m);
  for (const text of [seen, stdout, stderr]) expect(text).not.toContain('geheim');
  rmSync(home, { recursive: true, force: true });
});

describe('a home that is no help', () => {
  test('no HOME at all', async () => {
    const { code, stderr } = await cli(['check', '--lab', '--require-real'], {
      env: { HOME: undefined, XDG_CACHE_HOME: undefined },
    });
    expect({ code, stderr: besidesWaiting(stderr) }).toEqual({ code: 0, stderr: '' });
  });

  test('a HOME that does not exist', async () => {
    const home = freshHome();
    const gone = join(home, 'gone');
    const env = { HOME: gone, XDG_CACHE_HOME: undefined };
    const { code } = await cli(['check', '--lab', '--require-real'], { env });
    expect(existsSync(gone)).toBe(false);
    rmSync(home, { recursive: true, force: true });
    expect(code).toBe(0);
  });

  test('a HOME in which nothing can be written', async () => {
    const home = freshHome();
    const locked = join(home, 'locked');
    mkdirSync(locked);
    chmodSync(locked, 0o555);
    const env = { HOME: locked, XDG_CACHE_HOME: undefined };
    const { code } = await cli(['check', '--lab', '--require-real'], { env });
    expect(code).toBe(0);
    rmSync(home, { recursive: true, force: true });
  });
});

test('two checks of the lab at once do not meet', async () => {
  const home = freshHome();
  const env = { HOME: home, TMPDIR: home };
  const both = await Promise.all(
    [1, 2].map(() => cli(['check', '--lab', '--require-real', '--format', 'json'], { env })),
  );
  expect(both.map(({ code }) => code)).toEqual([0, 0]);
  rmSync(home, { recursive: true, force: true });
});

describe('what a terminal gets', () => {
  test('into a pipe goes no escape, even with colour asked for nowhere', async () => {
    const { stdout } = await cli(['check', '--lab'], { env: { TERM: 'xterm-256color' } });
    expect(stdout).not.toContain('\u001b');
  });

  test('NO_COLOR wins over FORCE_COLOR', async () => {
    const { stdout } = await cli(['explain', 'tls/in-date'], { env: { NO_COLOR: '1', FORCE_COLOR: '3' } });
    expect(stdout).not.toContain('\u001b');
  });

  test('ASCII where the locale is not UTF-8', async () => {
    const { stdout } = await cli(['check', '--lab'], { env: { LC_ALL: 'C', LANG: 'C' } });
    // eslint-disable-next-line no-control-regex -- the range is ASCII itself
    expect(stdout).toMatch(/^[\u0000-\u007f]*$/);
  });

  test.each([40, 60, 120])('at %i columns no line of prose is wider than that', async (columns) => {
    const { stdout } = await cli(['check', '--lab'], { env: { COLUMNS: String(columns) } });
    const commands = /^ {7}|^Next: /;
    for (const line of stdout.split('\n'))
      if (!commands.test(line)) expect(line.length).toBeLessThanOrEqual(columns);
  });
});

test('without any network the lab is healthy', async () => {
  const check = `"${process.execPath}" "${bin}" check --lab --require-real --format json`;
  const home = freshHome();
  const isRoot = process.getuid?.() === 0;
  // A namespace of an ordinary user makes it root to raise the loopback; the lab then runs as an ordinary user again.
  const script = `ip link set lo up && exec ${isRoot ? '' : 'unshare -U --map-user=1000 --map-group=1000 '}${check}`;
  const stdout = execFileSync('unshare', [isRoot ? '-n' : '-Urn', '/bin/sh', '-c', script], {
    encoding: 'utf8',
    env: { ...process.env, HOME: home, TMPDIR: home },
  });
  rmSync(home, { recursive: true, force: true });
  expect((JSON.parse(stdout) as { exitCode: number }).exitCode).toBe(0);
});
