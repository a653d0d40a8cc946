import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { openProgress, stateDirectory } from '../../src/tutor/progress.ts';
import {
  emptyProgress,
  exerciseTried,
  lessonDone,
  missed,
  readProgress,
  stateOf,
} from '../../src/tutor/record.ts';

const at = '2026-01-01T00:00:00.000Z';
const home = mkdtempSync(join(tmpdir(), 'infra-tutor-progress-'));
afterAll(() => rmSync(home, { recursive: true, force: true }));

let directory = '';
let serial = 0;
let said: string[] = [];
const say = (sentence: string): void => void said.push(sentence);
beforeEach(() => {
  serial += 1;
  directory = join(home, `state-${serial}`);
  said = [];
});

const file = (): string => join(directory, 'progress.json');
const count = (): number => {
  const progress = readProgress(readFileSync(file(), 'utf8'));
  return typeof progress === 'string' ? Number.NaN : (progress.misconceptions['counted']?.missed ?? 0);
};
const add = () => openProgress(directory, say).update((progress) => missed(progress, 'counted', at));

describe('one process', () => {
  test('keeps what it was told, for the next one', async () => {
    const store = openProgress(directory, say);
    await store.update((progress) => lessonDone(progress, 'dns/records', at));
    expect(store.saved).toBe(true);
    expect(stateOf((await openProgress(directory, say).read()).lessons, 'dns/records')).toBe('done');
    expect(readdirSync(directory)).toEqual(['progress.json']);
    expect(said).toEqual([]);
  });

  test('carries along what a later version has added', async () => {
    mkdirSync(directory);
    writeFileSync(file(), JSON.stringify({ ...emptyProgress, cards: [1] }));
    await add();
    expect(JSON.parse(readFileSync(file(), 'utf8'))).toMatchObject({ cards: [1] });
  });

  test('does not touch the file of a newer version, and says so once', async () => {
    mkdirSync(directory);
    writeFileSync(file(), '{"version":2}');
    const store = openProgress(directory, say);
    await store.update((progress) => missed(progress, 'counted', at));
    await store.update((progress) => missed(progress, 'counted', at));
    expect(readFileSync(file(), 'utf8')).toBe('{"version":2}');
    expect((await store.read()).misconceptions['counted']?.missed).toBe(2);
    expect(store.saved).toBe(false);
    expect(said).toEqual([expect.stringContaining('newer version')]);
  });

  test.each(['', '{"version":1', '[]', '{"version":1,"lessons":{"a":7},"misconceptions":{},"exercises":{}}'])(
    'sets a damaged file aside and goes on: %j',
    async (text) => {
      mkdirSync(directory);
      writeFileSync(file(), text);
      await add();
      expect(count()).toBe(1);
      expect(said).toHaveLength(1);
      const aside = readdirSync(directory).find((name) => name.includes('damaged'));
      expect(readFileSync(join(directory, aside ?? ''), 'utf8')).toBe(text);
      expect(said[0]).toContain(aside);
    },
  );

  test('works without saving where nothing can be written, and says so once', async () => {
    writeFileSync(directory, 'a file where the directory should be');
    const store = openProgress(directory, say);
    await store.update((progress) => missed(progress, 'counted', at));
    const progress = await store.update((before) => missed(before, 'counted', at));
    expect(progress.misconceptions['counted']?.missed).toBe(2);
    expect(store.saved).toBe(false);
    expect(said).toHaveLength(1);
    expect(said[0]).toContain('Progress is not saved');
  });

  test.skipIf(process.platform === 'win32' || process.getuid?.() === 0)(
    'reads what it may not write',
    async () => {
      await add();
      chmodSync(directory, 0o500);
      const store = openProgress(directory, say);
      expect((await store.read()).misconceptions['counted']?.missed).toBe(1);
      await store.update((progress) => missed(progress, 'counted', at));
      expect(said).toHaveLength(1);
      chmodSync(directory, 0o700);
    },
  );

  test('works without a home', async () => {
    const store = openProgress(stateDirectory({}), say);
    expect(
      (await store.update((before) => missed(before, 'counted', at))).misconceptions['counted']?.missed,
    ).toBe(1);
    expect(store.saved).toBe(false);
    expect(said).toEqual([expect.stringContaining('no home directory')]);
  });

  test('a bug in a change is not taken for a full disk', async () => {
    await expect(
      openProgress(directory, say).update(() => {
        throw new TypeError('a bug');
      }),
    ).rejects.toThrow('a bug');
    await add();
    expect(count()).toBe(1);
  });

  test('a passed exercise stays passed', () => {
    const passed = exerciseTried(emptyProgress, 'web/first-server', true, at);
    expect(stateOf(exerciseTried(passed, 'web/first-server', false, at).exercises, 'web/first-server')).toBe(
      'done',
    );
  });

  test('finds its directory as the XDG specification says', () => {
    expect(stateDirectory({ XDG_STATE_HOME: '/x', HOME: home })).toBe(join('/x', 'infra-tutor'));
    expect(stateDirectory({ XDG_STATE_HOME: 'relative', HOME: home })).toBe(
      join(home, '.local', 'state', 'infra-tutor'),
    );
    expect(stateDirectory({ HOME: '' })).toBeUndefined();
    expect(stateDirectory({ HOME: join(home, 'gone') })).toBeUndefined();
  });
});

describe('several processes', () => {
  let program = '';
  beforeAll(async () => {
    const outDir = join(home, 'program');
    const entry = fileURLToPath(new URL('./progress-process.ts', import.meta.url));
    await build({
      configFile: false,
      logLevel: 'silent',
      build: {
        ssr: entry,
        outDir,
        target: 'node20',
        rolldownOptions: { output: { entryFileNames: 'program.mjs' } },
      },
    });
    program = join(outDir, 'program.mjs');
  });

  const start = (times: number): ChildProcess =>
    spawn(process.execPath, [program, directory, String(times)], { stdio: ['ignore', 'pipe', 'inherit'] });
  const output = async (child: ChildProcess): Promise<string> => {
    let text = '';
    child.stdout?.on('data', (chunk: Buffer) => (text += chunk.toString()));
    await once(child, 'close');
    return text;
  };

  test('12 of them count to 120', async () => {
    const outputs = await Promise.all(Array.from({ length: 12 }, () => output(start(10))));
    expect(outputs).toEqual(Array.from({ length: 12 }, () => '.'.repeat(10)));
    expect(count()).toBe(120);
    expect(readdirSync(directory)).toEqual(['progress.json']);
  });

  test('survive kill -9 at any instant: what was reported as saved is there', async () => {
    let reported = 0;
    for (let round = 0; round < 15; round += 1) {
      const child = start(10_000);
      const written = output(child);
      await once(child.stdout ?? child, 'data');
      await new Promise((resolve) => void setTimeout(resolve, Math.random() * 40));
      child.kill('SIGKILL');
      const text = await written;
      reported += text.length;
      expect(text).toMatch(/^\.+$/);
      expect(count() - reported).toBeGreaterThanOrEqual(0);
      expect(count() - reported).toBeLessThanOrEqual(round + 1);
    }
    const before = count();
    await add();
    expect(count()).toBe(before + 1);
    expect(readdirSync(directory)).toEqual(['progress.json']);
    expect(said).toEqual([]);
  });

  test('take over a lock whose owner is dead, all at once', async () => {
    mkdirSync(directory);
    const eight = async (): Promise<number> => {
      const started = Date.now();
      await Promise.all(Array.from({ length: 8 }, () => output(start(5))));
      return Date.now() - started;
    };
    const unlocked = await eight();
    const dead = spawn(process.execPath, ['-e', '']);
    await once(dead, 'close');
    writeFileSync(`${file()}.lock`, `${dead.pid} left-behind`);
    writeFileSync(`${file()}.${dead.pid}.tmp`, '{"version":');
    const locked = await eight();
    expect(count()).toBe(80);
    // Nobody waits until the lock is old, which would take three seconds: its owner is known to be dead.
    expect(locked - unlocked).toBeLessThan(2500);
    expect(readdirSync(directory)).toEqual(['progress.json']);
  });

  test('take over a lock that was left before its owner wrote its name', async () => {
    mkdirSync(directory);
    writeFileSync(`${file()}.lock`, '');
    await Promise.all(Array.from({ length: 4 }, () => output(start(5))));
    expect(count()).toBe(20);
  });

  test('wait for one that lives, and then say that nothing was saved', async () => {
    mkdirSync(directory);
    // A lock that its living owner keeps renewing cannot be told from one that is in use.
    const renew = setInterval(() => writeFileSync(`${file()}.lock`, `${process.pid} in-use`), 500);
    writeFileSync(`${file()}.lock`, `${process.pid} in-use`);
    expect(await output(start(1))).toMatch(/^! Progress is not saved now: another process holds .*\nx$/);
    clearInterval(renew);
  });
});
