import { chmodSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { LabDescription } from '../../src/lab/description.ts';
import schema from '../../src/report/check.schema.json' with { type: 'json' };
import { cli, freshHome, startLab, type RunningCliLab } from '../support/run-cli.ts';

interface Document {
  readonly target: { readonly host: string; readonly standsFor?: string };
  readonly hops: readonly {
    readonly hop: string;
    readonly status: string;
    readonly strength?: string;
    readonly toConfirm?: string;
    readonly real?: boolean;
    readonly because: string;
  }[];
  readonly firstBroken: { readonly hop: string; readonly finding: string; readonly cause: string } | null;
  readonly exitCode: number;
}

const isValid = new Ajv({ strict: false }).compile(schema);

const documentOf = (stdout: string): Document => {
  const document = JSON.parse(stdout) as Document;
  expect(isValid(document) ? '' : JSON.stringify(isValid.errors)).toBe('');
  return document;
};

const statuses = ({ hops }: Document): Record<string, string> =>
  Object.fromEntries(hops.map(({ hop, status }) => [hop, status]));

const allWell = {
  user: 'ok',
  dns: 'ok',
  server: 'ok',
  tls: 'ok',
  web: 'ok',
  app: 'ok',
  code: 'ok',
  db: 'ok',
};

describe('a lab that is started for one check', () => {
  test.each([
    ['check --lab', ['check', '--lab']],
    ['check www.foobar.com', ['check', 'www.foobar.com']],
    ['check foobar.com', ['check', 'foobar.com']],
  ])('%s confirms every hop', async (_, args) => {
    const { code, stdout } = await cli([...args, '--require-real', '--format', 'json']);
    const document = documentOf(stdout);
    expect(code).toBe(0);
    expect(document.exitCode).toBe(0);
    expect(document.target.standsFor).toBe('lab');
    expect(statuses(document)).toEqual(allWell);
    for (const { hop, strength, real } of document.hops) {
      expect([hop, strength]).toEqual([hop, 'confirmed']);
      expect(real).not.toBe(false);
    }
  });

  test('says in its first line that the name means the lab', async () => {
    const { stdout } = await cli(['check', 'www.foobar.com']);
    expect(stdout.split('\n')[0]).toMatch(/^www\.foobar\.com \(the lab on this computer\)/);
  });
});

test('a server that is installed and does not start: why there is a stand-in is said', async () => {
  const folder = freshHome();
  writeFileSync(join(folder, 'nginx'), '#!/bin/sh\necho "nginx version: nginx/1.0" >&2\n[ "$1" = -v ]\n', {
    mode: 0o755,
  });
  // Any user that the lab starts its servers as has to come through.
  chmodSync(folder, 0o755);
  const ended = cli(['lab', 'up'], {
    env: { PATH: `${folder}:${process.env['PATH']}` },
    during: (child) => {
      let said = '';
      child.stdout?.on('data', (chunk: Buffer) => {
        said += chunk.toString('utf8');
        if (said.includes('Ctrl-C ends it')) child.kill('SIGTERM');
      });
    },
  });
  const { stdout } = await ended;
  rmSync(folder, { recursive: true });
  expect(stdout).toMatch(/Web server +up +.*stand-in of ours\)\n +The real one did not start\. \S/);
});

describe('a part that is stopped by hand', () => {
  let lab: RunningCliLab;
  beforeAll(async () => {
    lab = await startLab(freshHome());
  });
  afterAll(() => lab.stop());

  const description = (): LabDescription =>
    JSON.parse(readFileSync(join(lab.state, 'infra-tutor', 'lab.json'), 'utf8')) as LabDescription;

  const kill = async (part: string): Promise<void> => {
    const pid = description().parts.find((one) => one.part === part)?.pid;
    expect(pid).toBeGreaterThan(1);
    process.kill(pid ?? 0, 'SIGKILL');
    await new Promise((resolve) => setTimeout(resolve, 300));
  };

  const check = async (): Promise<Document> => {
    const { code, stdout } = await cli(['check', '--lab', '--format', 'json'], { env: lab.env });
    const document = documentOf(stdout);
    expect(code).toBe(document.exitCode);
    return document;
  };

  // One after the other on one lab: each adds to what the one before has broken, from the last hop to the first.
  test('the database: only the database is broken', async () => {
    expect(statuses(await check())).toEqual(allWell);
    await kill('db');
    const document = await check();
    expect(document.firstBroken).toEqual({ hop: 'db', finding: 'db/runs', cause: 'not-running' });
    expect(statuses(document)).toEqual({ ...allWell, db: 'broken' });
    expect(document.exitCode).toBe(1);
  });

  test('the application: it is the first that is broken, and its own server says why', async () => {
    await kill('app');
    const document = await check();
    expect(document.firstBroken).toEqual({ hop: 'app', finding: 'app/gateway', cause: 'not-listening' });
    expect(statuses(document)).toEqual({ ...allWell, app: 'broken', code: 'blocked', db: 'broken' });
  });

  test('nginx: nothing accepts connections any more, and what lies behind waits for that', async () => {
    await kill('web');
    const document = await check();
    expect(document.firstBroken).toEqual({ hop: 'server', finding: 'server/listens', cause: 'not-running' });
    expect(statuses(document)).toEqual({
      ...allWell,
      server: 'broken',
      tls: 'blocked',
      web: 'blocked',
      app: 'blocked',
      code: 'blocked',
      db: 'broken',
    });
  });
});

describe('lab up, status, down', () => {
  test('one lab at a time, seen by status, ended by down', async () => {
    const lab = await startLab(freshHome());
    const status = await cli(['lab', 'status', '--format', 'json'], { env: lab.env });
    const document = JSON.parse(status.stdout) as {
      running: boolean;
      parts: { part: string; real: boolean; state: string }[];
      ca: string;
    };
    expect(document.running).toBe(true);
    expect(document.parts.map(({ part, state }) => `${part} ${state}`)).toEqual([
      'dns up',
      'tls up',
      'web up',
      'app up',
      'db up',
    ]);
    expect(readFileSync(document.ca, 'utf8')).toMatch(/BEGIN CERTIFICATE/);
    expect(status.stdout).not.toContain('password');
    const narrow = (await cli(['lab', 'status'], { env: { ...lab.env, COLUMNS: '40' } })).stdout.split('\n');
    expect(narrow.slice(0, 2)).toEqual(['The lab is up: www.foobar.com on this', 'computer.']);
    expect(narrow.slice(-4)).toEqual(['', 'End it:', '  infra-tutor lab down', '']);
    // What is there to be copied is whole.
    const long = narrow.filter((line) => line.length > 40);
    expect(long.every((line) => /^ {2}(?:dig |curl |http|\/)/.test(line))).toBe(true);
    expect(narrow.filter((line) => line.startsWith('  http'))).toHaveLength(1);
    const second = await cli(['lab', 'up'], { env: lab.env });
    expect(second.code).toBe(1);
    expect(second.stderr).toMatch(/lab down/);
    const down = await cli(['lab', 'down'], { env: lab.env });
    expect([down.code, down.stdout]).toEqual([0, 'The lab is down.\n']);
    expect((await lab.ended).code).toBe(0);
    expect((await cli(['lab', 'status', '--format', 'json'], { env: lab.env })).stdout).toContain(
      '"running": false',
    );
    expect((await cli(['lab', 'down'], { env: lab.env })).stdout).toMatch(/No lab is running/);
    await lab.stop();
  });
});

test('a look of a lesson with many visitors at once leaves nothing of ours on standard error', async () => {
  const { code, stdout, stderr } = await cli(['learn', 'scaling', '--answer', 'a']);
  expect(stdout).toMatch(/20 visitors at the same moment/);
  expect([code, stderr]).toEqual([0, '']);
});
