import { spawn } from 'node:child_process';
import { chmodSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { targetOf } from '../support/lab.ts';
import { lookWith } from '../support/looking.ts';
import { database } from '../support/servers/mariadb.ts';
import { folder } from '../support/servers/run.ts';
import { sshd } from '../support/servers/sshd.ts';
import { staged, type Stage } from '../support/stage.ts';

/** The user's `ssh` is the first one on PATH. */
const withSsh = async (stage: Stage, settings = ''): Promise<void> => {
  const before = process.env['PATH'];
  process.env['PATH'] = `${(await sshd(stage, settings)).path}:${before}`;
  stage.defer(() => (process.env['PATH'] = before));
};

/** From now on nothing but what is opened here is in the folder for temporary files, which is given back. */
const ownTemporary = async (stage: Stage): Promise<string> => {
  const { path } = await folder(stage);
  const before = process.env['TMPDIR'];
  process.env['TMPDIR'] = path;
  stage.defer(() => {
    if (before === undefined) delete process.env['TMPDIR'];
    else process.env['TMPDIR'] = before;
  });
  return path;
};

const attemptAt = async (stage: Stage, socket: string | undefined, ssh?: string) => {
  const stack = await database(stage);
  const target = {
    ...targetOf(stack),
    dbSocket: socket ?? stack.description.dbSocket ?? '',
    ...(ssh === undefined ? {} : { ssh }),
  };
  const temporary = await ownTemporary(stage);
  const { seen, gate } = await lookWith('mysql', target);
  expect(readdirSync(temporary)).toEqual([]);
  return { attempt: seen.attempts.find(({ via }) => via !== 'site'), record: gate.record, target };
};

test(
  'logs in at the file of this computer, over one connection',
  staged(async (stage) => {
    const { attempt, record, target } = await attemptAt(stage, undefined);
    expect(attempt).toMatchObject({
      socket: target.dbSocket,
      via: 'host',
      state: 'greeting',
      user: 'visitor',
      login: { outcome: 'ok', withPassword: true },
      facts: { account: 'visitor@localhost' },
    });
    expect(record).toContainEqual({ probe: 'mysql', protocol: 'unix', address: target.dbSocket, port: 0 });
  }),
);

test(
  'and at the file of the server, through ssh, and leaves nothing behind',
  staged(async (stage) => {
    await withSsh(stage);
    const { attempt, target } = await attemptAt(stage, undefined, 'server');
    expect(attempt).toMatchObject({
      socket: target.dbSocket,
      via: 'ssh',
      state: 'greeting',
      login: { outcome: 'ok', withPassword: true },
      facts: { account: 'visitor@localhost' },
    });
  }),
);

test(
  'tells a file that is not there from a way in that failed',
  staged(async (stage) => {
    await withSsh(stage);
    const missing = `${(await folder(stage)).path}/none.sock`;
    expect((await attemptAt(stage, missing)).attempt).toMatchObject({ state: 'failed', code: 'ENOENT' });
    expect((await attemptAt(stage, missing, 'server')).attempt).toMatchObject({
      state: 'failed',
      code: 'NOT_OPENED',
    });
    expect((await attemptAt(stage, missing, 'closed')).attempt).toMatchObject({ state: 'way-in-failed' });
  }),
);

test(
  'a server that forwards no files says no more than one without that file',
  staged(async (stage) => {
    await withSsh(stage, 'AllowStreamLocalForwarding no');
    const { attempt } = await attemptAt(stage, undefined, 'server');
    expect(attempt).toMatchObject({ state: 'failed', code: 'NOT_OPENED' });
  }),
);

const until = async (isSo: () => boolean): Promise<void> => {
  for (let tries = 0; tries < 200 && !isSo(); tries += 1) await sleep(50);
  expect(isSo()).toBe(true);
};

const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
};

test(
  'nothing stays behind when the check itself is killed',
  staged(async (stage) => {
    const { path } = await folder(stage);
    mkdirSync(`${path}/bin`);
    mkdirSync(`${path}/tmp`);
    writeFileSync(
      `${path}/bin/ssh`,
      `#!/bin/sh\ncase "$*" in *-L*) echo $$ >${path}/pid; exec sleep 60 ;; esac\nexit 255\n`,
    );
    chmodSync(`${path}/bin/ssh`, 0o755);
    const child = spawn(
      process.execPath,
      [
        'bin/infra-tutor.js',
        'check',
        '127.0.0.1',
        '--only',
        'db',
        '--ssh',
        'server',
        '--db-socket',
        '/run/x.sock',
      ],
      {
        env: { ...process.env, PATH: `${path}/bin:${process.env['PATH']}`, TMPDIR: `${path}/tmp` },
        stdio: 'ignore',
      },
    );
    stage.defer(() => child.kill('SIGKILL'));
    await until(() => readdirSync(path).includes('pid') && readFileSync(`${path}/pid`, 'utf8') !== '');
    const pid = Number(readFileSync(`${path}/pid`, 'utf8'));
    expect(readdirSync(`${path}/tmp`)).toHaveLength(1);
    child.kill('SIGKILL');
    await until(() => readdirSync(`${path}/tmp`).length === 0 && !isAlive(pid));
  }),
);
