import { chmod, readFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import type { Target } from '../../src/model/target.ts';
import { createGate } from '../../src/net/gate.ts';
import { worldOf } from '../../src/probes/world.ts';
import mysql from '../../src/probes/mysql.ts';
import { targetOf } from '../support/lab.ts';
import { lookWith } from '../support/looking.ts';
import { database } from '../support/servers/mariadb.ts';
import { closesAtOnce, peer } from '../support/servers/peer.ts';
import { program } from '../support/servers/program.ts';
import { folder } from '../support/servers/run.ts';
import { sshd } from '../support/servers/sshd.ts';
import { staged, type Stage } from '../support/stage.ts';
import { closed, loopback, targetFor } from '../support/target.ts';

/** The user's `ssh` is the first one on PATH. */
const firstOnPath = (stage: Stage, path: string): void => {
  const before = process.env['PATH'];
  process.env['PATH'] = `${path}:${before}`;
  stage.defer(() => (process.env['PATH'] = before));
};

/** An ssh that knows the server of the test. */
const withSsh = async (stage: Stage, settings = ''): Promise<void> =>
  firstOnPath(stage, (await sshd(stage, settings)).path);

/** An ssh that is this shell script. */
const withScript = async (stage: Stage, script: string): Promise<string> => {
  const own = await folder(stage);
  await chmod(await own.write('bin/ssh', `#!/bin/sh\n${script}\n`), 0o755);
  firstOnPath(stage, `${own.path}/bin`);
  return own.path;
};

/** The real ssh, with a server of bare sockets in front of it. */
const withSshTo = async (stage: Stage, port: number): Promise<string> =>
  withScript(
    stage,
    `exec ${await program('ssh')} -F none -o ConnectTimeout=1 -o UserKnownHostsFile=/dev/null -p ${port} -W 127.0.0.1:1 ${loopback}`,
  );

/** The attempt in a run that is ended after this many milliseconds, and how long it took from then on. */
const attemptWithin = async (ms: number) => {
  const target = targetFor({ ssh: 'server' });
  const run = new AbortController();
  const timer = setTimeout(() => run.abort('deadline'), ms);
  const gate = createGate(target, mysql.plan(target), run.signal);
  const start = performance.now();
  const seen = await mysql.look(target, {}, worldOf(gate, 'infra-tutor/test'));
  clearTimeout(timer);
  const attempt = 'attempts' in seen ? seen.attempts.find(({ via }) => via === 'ssh') : undefined;
  return { ...attempt, late: performance.now() - start - ms };
};

const attemptOf = async (target: Target, ssh = 'server') => {
  const { seen } = await lookWith('mysql', { ...target, ssh });
  return seen.attempts.find(({ via }) => via === 'ssh');
};

test(
  'logs in to a database through ssh, as the server itself sees it',
  staged(async (stage) => {
    const stack = await database(stage);
    await withSsh(stage);
    expect(await attemptOf(targetOf(stack))).toMatchObject({
      address: '127.0.0.1',
      state: 'greeting',
      user: 'visitor',
      login: { outcome: 'ok', withPassword: true },
      command: `ssh -o BatchMode=yes -o ConnectTimeout=10 -W 127.0.0.1:${stack.description.ports.db} -- server`,
    });
  }),
);

test(
  'tells a closed port of the server from a way in that failed',
  staged(async (stage) => {
    await withSsh(stage);
    expect((await attemptOf(targetFor({ ports: closed })))?.state).toBe('refused');
  }),
);

test(
  'says in the words of ssh why there was no way in',
  staged(async (stage) => {
    await withSsh(stage, 'AllowTcpForwarding no');
    const forbidden = await attemptOf(targetFor());
    expect(forbidden).toMatchObject({ state: 'way-in-failed' });
    expect(forbidden?.said).toMatch(/forwarding failed|prohibited/);
  }),
);

test(
  'does not believe a server whose key the user does not know',
  staged(async (stage) => {
    await withSsh(stage);
    const unknown = await attemptOf(targetFor(), 'stranger');
    expect(unknown).toMatchObject({ state: 'way-in-failed', said: 'Host key verification failed.' });
  }),
);

test(
  'tells the silence of a database from that of the way there',
  staged(async (stage) => {
    const { path } = await sshd(stage);
    // The greeting of an ssh server, and then no key exchange.
    await withSshTo(stage, await peer(stage, (socket) => socket.write('SSH-2.0-stalls\r\n')));
    const stalled = attemptOf(targetFor());
    // Its ssh is under way by now; the next one is another.
    await sleep(500);
    firstOnPath(stage, path);
    const silent = attemptOf(targetFor({ ports: { ...closed, db: await peer(stage) } }));
    expect((await stalled)?.state).toBe('way-in-failed');
    expect((await silent)?.state).toBe('silent');
  }),
);

test(
  'says what ssh says of a server that hangs up',
  staged(async (stage) => {
    await withSshTo(stage, await closesAtOnce(stage));
    const attempt = await attemptOf(targetFor());
    expect(attempt?.state).toBe('way-in-failed');
    expect(attempt?.said).toMatch(/Connection (?:closed|reset) by/);
  }),
);

test(
  'knows by the end of ssh that a database behind it hung up, and takes no banner for words of ssh',
  staged(async (stage) => {
    const banner = await (
      await folder(stage)
    ).write('banner', 'Welcome\nchannel 0: open failed: connect failed: Connection refused\nBe nice\n');
    await chmod(banner, 0o644);
    await withSsh(stage, `Banner ${banner}`);
    const at = (db: number) => targetFor({ ports: { ...closed, db } });
    const hungUp = await attemptOf(at(await closesAtOnce(stage)));
    expect(hungUp).toMatchObject({ state: 'closed' });
    expect(hungUp).not.toHaveProperty('said');
    expect((await attemptOf(at(closed.db)))?.state).toBe('refused');
  }),
);

test(
  'does not quote a banner when it was we who sent ssh away',
  staged(async (stage) => {
    await withScript(stage, 'echo Welcome to my server >&2; exec sleep 20');
    const attempt = await attemptWithin(1_000);
    expect(attempt.state).toBe('cut-short');
    expect(attempt).not.toHaveProperty('said');
    expect(attempt.late).toBeLessThan(500);
  }),
);

test(
  'is rid of an ssh that does not want to go',
  staged(async (stage) => {
    const path = await withScript(
      stage,
      `trap '' TERM\necho $$ > "$(dirname "$0")/../pid"\nwhile :; do sleep 0.1; done`,
    );
    const { state, late } = await attemptWithin(800);
    expect(state).toBe('cut-short');
    expect(late).toBeLessThan(1_000);
    const pid = Number(await readFile(`${path}/pid`, 'utf8'));
    await sleep(50);
    expect(() => process.kill(pid, 0)).toThrow('ESRCH');
  }),
);

test(
  'does not wait for what an ssh leaves behind',
  staged(async (stage) => {
    await withScript(stage, 'sleep 4 &\necho Permission denied >&2\nexit 255');
    const { state, said, ms } = { ...(await attemptOf(targetFor())) };
    expect([state, said]).toEqual(['way-in-failed', 'Permission denied']);
    expect(ms).toBeLessThan(1_000);
  }),
);

test(
  'gives ssh everything but the password of the database',
  staged(async (stage) => {
    process.env['INFRA_TUTOR_DB_PASSWORD'] = 'correct horse';
    stage.defer(() => delete process.env['INFRA_TUTOR_DB_PASSWORD']);
    const path = await withScript(stage, 'env > "$(dirname "$0")/../env"; exit 255');
    expect((await attemptOf(targetFor()))?.state).toBe('way-in-failed');
    const environment = await readFile(`${path}/env`, 'utf8');
    expect(environment).toContain('LC_ALL=C\n');
    expect(environment).not.toContain('correct horse');
  }),
);

test(
  'says that there is no ssh',
  staged(async (stage) => {
    const before = process.env['PATH'];
    process.env['PATH'] = '/nonexistent';
    stage.defer(() => (process.env['PATH'] = before));
    expect(await attemptOf(targetFor())).toMatchObject({ state: 'way-in-failed', code: 'ENOENT' });
  }),
);
