import { expect, test } from 'vitest';
import type { Target } from '../../src/model/target.ts';
import { targetOf } from '../support/lab.ts';
import { lookWith } from '../support/looking.ts';
import { database } from '../support/servers/mariadb.ts';
import { sshd } from '../support/servers/sshd.ts';
import { staged, type Stage } from '../support/stage.ts';
import { closed, targetFor } from '../support/target.ts';

/** The user's `ssh` is the first one on PATH: here one that knows the server of the test. */
const withSsh = async (stage: Stage, settings = ''): Promise<void> => {
  const { path } = await sshd(stage, settings);
  const before = process.env['PATH'];
  process.env['PATH'] = `${path}:${before}`;
  stage.defer(() => (process.env['PATH'] = before));
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
