import { chmod } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { createGate, UnplannedContact } from '../../src/net/gate.ts';
import { limits } from '../../src/net/limits.ts';
import { createShell, type Shell } from '../../src/net/shell.ts';
import { folder } from '../support/servers/run.ts';
import { staged, type Stage } from '../support/stage.ts';
import { targetFor } from '../support/target.ts';

const inside = { way: 'here', sudo: false } as const;

/** A shell of this computer that may run these lines and no others. */
const shellFor = (stage: Stage, lines: readonly string[], ms = 60_000): Shell => {
  const target = targetFor({ inside });
  const plan = lines.map((line) => ({
    probe: 'shell',
    protocol: 'shell',
    to: 'this computer',
    address: line,
    port: 0,
    command: line,
    why: 'a test',
    beyondReach: true,
  })) as Parameters<typeof createGate>[1];
  const gate = createGate(target, plan, AbortSignal.timeout(ms));
  stage.defer(() => gate.close());
  return createShell(gate);
};

describe('what a command says', () => {
  test.for<readonly [line: string, out: string, err: unknown, exitCode: number]>([
    ['echo a; echo b >&2', 'a\n', 'b\n', 0],
    ['printf a', 'a', '', 0],
    ['exit 7', '', '', 7],
    ['nobody-has-this-program', '', expect.stringContaining('not found'), 127],
    ['cat', '', '', 0],
    [String.raw`printf '\033[31m\0\377'`, '\u001b[31m\u0000\ufffd', '', 0],
    ['echo "$LC_ALL"', 'C\n', '', 0],
  ])('%s', ([line, out, err, exitCode], context) =>
    staged(async (stage) => {
      const ran = await shellFor(stage, [line]).run('shell', { template: line });
      expect(ran).toMatchObject({ state: 'ended', out, err, exitCode, cut: false });
    })(context),
  );

  test(
    'one after the other, and each gets its own answer',
    staged(async (stage) => {
      const lines = ['sleep 0.3; echo first', 'echo second'];
      const shell = shellFor(stage, lines);
      const answers = await Promise.all(lines.map((template) => shell.run('shell', { template })));
      expect(answers).toMatchObject([{ out: 'first\n' }, { out: 'second\n' }]);
    }),
  );
});

describe('a server that does not behave', () => {
  test(
    'output without end is cut off, and the next command is heard',
    staged(async (stage) => {
      const shell = shellFor(stage, ['yes', 'echo on']);
      const ran = await shell.run('shell', { template: 'yes' });
      expect(ran).toMatchObject({ state: 'ended', cut: true });
      expect('out' in ran && ran.out.length).toBe(limits.shell.bytes + 1);
      expect(await shell.run('shell', { template: 'echo on' })).toMatchObject({ out: 'on\n' });
    }),
  );

  test(
    'a command that does not end is ended, and the next one is heard',
    staged(async (stage) => {
      const shell = shellFor(stage, ['sleep 60', 'echo on']);
      expect(await shell.run('shell', { template: 'sleep 60' })).toMatchObject({ exitCode: 124 });
      expect(await shell.run('shell', { template: 'echo on' })).toMatchObject({ out: 'on\n' });
    }),
  );

  test(
    'a shell that goes away is gone for all that comes after',
    staged(async (stage) => {
      const line = 'p=$PPID; for i in 1 2; do p=$(ps -o ppid= -p $p); done; kill -9 $p';
      const shell = shellFor(stage, [line, 'echo on']);
      expect(await shell.run('shell', { template: line })).toMatchObject({ state: 'no-shell' });
      expect(await shell.run('shell', { template: 'echo on' })).toMatchObject({ state: 'no-shell' });
    }),
  );

  test(
    'the end of the run ends the wait',
    staged(async (stage) => {
      const shell = shellFor(stage, ['sleep 4'], 500);
      const started = performance.now();
      expect(await shell.run('shell', { template: 'sleep 4' })).toMatchObject({ state: 'cut-short' });
      expect(performance.now() - started).toBeLessThan(3_000);
    }),
  );
});

test(
  'a greeting of the account is not taken for an answer',
  staged(async (stage) => {
    const home = await folder(stage);
    const greets = "[ $# -gt 0 ] || { echo 'Welcome back!'; printf 'You have mail' >&2; }";
    await chmod(await home.write('sh', `#!/bin/sh\n${greets}\nexec /bin/sh "$@"\n`), 0o755);
    const { PATH } = process.env;
    process.env['PATH'] = `${home.path}:${PATH}`;
    stage.defer(() => {
      process.env['PATH'] = PATH;
    });
    const shell = shellFor(stage, ['echo a', 'yes']);
    expect(await shell.run('shell', { template: 'echo a' })).toMatchObject({ out: 'a\n', err: '' });
    const ran = await shell.run('shell', { template: 'yes' });
    expect('out' in ran && ran.out.length).toBe(limits.shell.bytes + 1);
  }),
);

test(
  'what the plan does not name is not run',
  staged(async (stage) => {
    const shell = shellFor(stage, ['id']);
    await expect(async () => shell.run('shell', { template: 'reboot' })).rejects.toThrow(UnplannedContact);
  }),
);
