import type { ChildProcess } from 'node:child_process';
import { chmod, mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, afterEach, describe, expect, test } from 'vitest';
import { birthOf, isAlive, ourselves } from '../../src/lab/life.ts';
import type { Lock } from '../../src/lab/lock.ts';
import { holderOf, takeLock } from '../../src/lab/lock.ts';
import type { Bundle } from './support/bundle.ts';
import { bundle } from './support/bundle.ts';
import { processesOf } from './support/left.ts';
import type { Said, Supervisor, Task } from './support/supervise.ts';
import { supervise } from './support/supervise.ts';

let bundled: Bundle;
beforeAll(async () => {
  bundled = await bundle('test/lab/support/supervisor.ts');
});
afterAll(() => bundled.remove());

let home: string;
let env: NodeJS.ProcessEnv;
beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'registry-'));
  env = { ...process.env, XDG_STATE_HOME: home };
});
afterEach(async () => {
  for (const child of started.splice(0)) child.kill('SIGKILL');
  await rm(home, { recursive: true, force: true });
});

/** Stand-ins are quicker, and this is not about the servers. */
const options = { register: true, standIns: ['web', 'db'] };
const state = () => join(home, 'infra-tutor');

const started: ChildProcess[] = [];
const start = (more: Task = {}): Supervisor => {
  const supervisor = supervise(bundled.file, { options, env, ...more });
  started.push(supervisor.process);
  return supervisor;
};
const run = async (task: Task): Promise<Said> => (await start({ options: {}, ...task }).said) ?? {};

describe('the registered lab', () => {
  test('is found, alone, by whoever has the same state directory, and stopped', async () => {
    expect(await run({ task: 'status' })).toEqual({});
    expect(await run({ task: 'down' })).toEqual({ stopped: false });
    const { said, ended } = start();
    const { up } = (await said) ?? {};
    expect(up).toBeDefined();
    expect((await run({ task: 'status' })).running).toEqual(up);
    expect((await stat(join(state(), 'lab.json'))).mode & 0o777).toBe(0o600);
    const second = await run({ options });
    expect(second.error).toMatchObject({
      name: 'LabError',
      message: `A lab is running already (process ${up?.pid}).`,
      advice: expect.stringContaining('infra-tutor lab down'),
    });
    const [one, other] = await Promise.all([run({ task: 'down' }), run({ task: 'down' })]);
    expect(one.stopped || other.stopped).toBe(true);
    expect(await ended).toBe(0);
    expect(await processesOf(up?.directory ?? '')).toEqual([]);
    expect(await run({ task: 'status' })).toEqual({});
    expect(await readdir(state())).not.toContain('lab.json');
  });

  test('that was killed does not stand in the way', async () => {
    const { process: child, said, ended } = start();
    const { up } = (await said) ?? {};
    child.kill('SIGKILL');
    await ended;
    expect(await run({ task: 'status' })).toEqual({});
    const next = await start().said;
    expect(next?.up?.pid).not.toBe(up?.pid);
    expect((await run({ task: 'status' })).running?.pid).toBe(next?.up?.pid);
    await expect(stat(up?.directory ?? '/')).rejects.toThrow('ENOENT');
  });

  test('is one, when ten start at the same time after one that was killed', async () => {
    const first = start();
    await first.said;
    first.process.kill('SIGKILL');
    await first.ended;
    const all = await Promise.all(Array.from({ length: 10 }, () => start().said));
    expect(all.filter((said) => said?.up)).toHaveLength(1);
    expect(all.filter((said) => said?.error?.name === 'LabError')).toHaveLength(9);
  });

  test('says when a part has gone', async () => {
    const { up } = (await start().said) ?? {};
    process.kill(up?.parts.find(({ part }) => part === 'app')?.pid ?? 0, 'SIGKILL');
    const appState = async () =>
      (await run({ task: 'status' })).running?.parts.find(({ part }) => part === 'app')?.state;
    await expect.poll(appState, { timeout: 5000 }).toBe('down');
  });

  test('is not found through a file that was damaged', async () => {
    await mkdir(state(), { recursive: true });
    await writeFile(join(state(), 'lab.json'), '{"version":1,');
    expect(await run({ task: 'status' })).toEqual({});
    expect((await start().said)?.up).toBeDefined();
  });
});

describe('the lock', () => {
  const release = async (lock: Lock | { readonly heldBy: object }): Promise<void> => {
    if ('release' in lock) await lock.release();
  };

  test('has one holder at a time', async () => {
    const locks = await Promise.all(Array.from({ length: 20 }, () => takeLock(home)));
    expect(locks.filter((lock) => 'release' in lock)).toHaveLength(1);
    expect(await holderOf(home)).toEqual(await ourselves());
    await Promise.all(locks.map(release));
    expect(await holderOf(home)).toBeUndefined();
    const again = await takeLock(home);
    expect(again).toHaveProperty('release');
    expect(await readdir(home)).toEqual(['lab.lock.2']);
    await release(again);
  });

  test('is not held by a later process with the number of a dead one', async () => {
    await writeFile(join(home, 'lab.lock.7'), JSON.stringify({ pid: process.pid, birth: '1' }));
    expect(await holderOf(home)).toBeUndefined();
    const lock = await takeLock(home);
    expect(lock).toHaveProperty('release');
    expect(JSON.parse(await readFile(join(home, 'lab.lock.8'), 'utf8'))).toEqual(await ourselves());
    await release(lock);
  });

  test('may be told by garbage', async () => {
    await writeFile(join(home, 'lab.lock.1'), '{');
    await writeFile(join(home, 'lab.lock.x'), '');
    await release(await takeLock(home));
  });
});

test('a process is alive as itself only', async () => {
  const us = await ourselves();
  expect(await isAlive(us)).toBe(true);
  expect(await isAlive({ ...us, birth: '1' })).toBe(false);
  expect(await birthOf(2 ** 22 + 1)).toBeUndefined();
});

describe('a server that is installed and does not work', () => {
  const install = async (): Promise<Task> => {
    const program = join(home, 'mariadbd');
    await writeFile(
      program,
      '#!/bin/sh\ncase $* in *--version*) echo "mysqld  Ver 8.0.40 for Linux";; *) echo "no way in" >&2; exit 1;; esac\n',
    );
    await chmod(home, 0o755);
    await chmod(program, 0o755);
    return { env: { ...env, PATH: `${home}:${process.env['PATH']}` } };
  };

  test('is stood in for, and it says why', async () => {
    const { up } = (await start({ ...(await install()), options: { standIns: ['web'] } }).said) ?? {};
    expect(up?.parts.find(({ part }) => part === 'db')).toMatchObject({
      real: false,
      state: 'up',
      note: expect.stringContaining('no way in'),
    });
  });

  test('is an error when stand-ins are refused', async () => {
    const { error } = await run({ ...(await install()), options: { requireReal: true } });
    expect(error?.message).toMatch(/^(MySQL could not make its tables.*no way in|nginx is not installed)/s);
  });
});

const isRoot = process.getuid?.() === 0;
const asNobody = ['setpriv', '--reuid=nobody', '--regid=nogroup', '--clear-groups'];

describe.skipIf(!isRoot)(
  isRoot ? 'odd surroundings' : 'odd surroundings (skipped: needs root to make them)',
  () => {
    const bare = { PATH: process.env['PATH'] };

    const upAndDown = async (task: Task): Promise<void> => {
      const supervisor = start({ ...task, options: { register: true } });
      const said = await supervisor.said;
      expect(said).toHaveProperty('up.parts');
      const { options: _, ...same } = task;
      expect((await run({ ...same, task: 'status' })).running?.pid).toBe(said?.up?.pid);
      await run({ ...same, task: 'down' });
      expect(await supervisor.ended).toBe(0);
      await expect(stat(said?.up?.directory ?? '/')).rejects.toThrow('ENOENT');
    };

    test('an ordinary user', async () => {
      await chmod(home, 0o777);
      await upAndDown({ before: asNobody, env: { ...bare, HOME: home } });
    });

    test('no HOME', async () => {
      await upAndDown({ before: asNobody, env: bare });
    });

    test('a HOME that cannot be written', async () => {
      await chmod(home, 0o555);
      await upAndDown({ before: asNobody, env: { ...bare, HOME: home } });
    });

    test('root with a strict umask, and a temporary directory that only root may enter', async () => {
      const before = ['sh', '-c', 'umask 077; exec "$@"', 'sh'];
      await upAndDown({ before, env: { ...bare, HOME: home, TMPDIR: home } });
    });

    test('no network but loopback', async () => {
      const before = ['unshare', '-n', 'sh', '-c', 'ip link set lo up && exec "$@"', 'sh'];
      await upAndDown({ before, env: { ...bare, HOME: home } });
    });

    test('loopback has one address only, as on macOS', async () => {
      const before = [
        'unshare',
        '-n',
        'sh',
        '-c',
        'ip link set lo up && ip addr del 127.0.0.1/8 dev lo && ip addr add 127.0.0.1/32 dev lo && exec "$@"',
        'sh',
      ];
      const supervisor = start({ before, env: { ...bare, HOME: home }, options: { register: true } });
      const { up } = (await supervisor.said) ?? {};
      expect(up).toMatchObject({ resolver: { address: '127.0.0.1' }, roots: [{ address: '127.0.0.1' }] });
      expect(up?.resolver.port).not.toBe(up?.roots[0]?.port);
      supervisor.process.kill('SIGTERM');
      expect(await supervisor.ended).toBe(0);
    });

    test('loopback is down: says so, and what to do', async () => {
      const said = await run({ before: ['unshare', '-n'], env: { ...bare, HOME: home }, options: {} });
      expect(said.error).toMatchObject({
        name: 'LabError',
        advice: expect.stringContaining('ip link set lo up'),
      });
    });
  },
);
