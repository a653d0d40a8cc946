import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Contact } from '../../src/model/probe.ts';
import {
  besidesWaiting,
  cli,
  closedPorts,
  freshHome,
  startLab,
  type RunningCliLab,
} from '../support/run-cli.ts';

/** `--plan` is a promise: every connection and every command of a run stands in it, and it itself makes none. */

interface Made {
  readonly protocol: string;
  readonly address: string;
  readonly port: number;
}

const recorder = fileURLToPath(new URL('../support/record-contacts.js', import.meta.url));

let lab: RunningCliLab;
let folder = '';
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'it-plan-'));
  lab = await startLab(freshHome());
});
afterAll(async () => {
  await lab.stop();
  rmSync(folder, { recursive: true, force: true });
});

const contactsOf = async (args: readonly string[], name: string): Promise<readonly Made[]> => {
  const file = join(folder, name);
  const env = { ...lab.env, NODE_OPTIONS: `--import=${recorder}`, CONTACTS_FILE: file };
  const { code, stderr } = await cli(args, { env });
  expect({ code, stderr: besidesWaiting(stderr) }).toEqual({ code: 0, stderr: '' });
  if (!existsSync(file)) return [];
  return readFileSync(file, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Made);
};

const planned = async (args: readonly string[]): Promise<readonly Contact[]> => {
  const { stdout } = await cli([...args, '--plan', '--format', 'json'], { env: lab.env });
  return (JSON.parse(stdout) as { contacts: readonly Contact[] }).contacts;
};

const stands = ({ protocol, address, port }: Made, plan: readonly Contact[]): boolean =>
  plan.some(({ command }) => protocol === 'command' && command === address) ||
  plan.some(
    (contact) =>
      contact.protocol === protocol &&
      contact.port === port &&
      (contact.address === undefined || contact.address === address),
  );

test.each([
  ['the whole diagram', ['check', '--lab']],
  ['one hop', ['check', '--lab', '--only', 'dns']],
  ['a page of the program', ['check', '--lab', '--path', '/']],
  ['a marked request', ['check', '--lab', '--trace']],
])('every contact of %s is in the plan', async (name, args) => {
  const [plan, made] = await Promise.all([planned(args), contactsOf(args, name.replaceAll(' ', '-'))]);
  expect(made.length).toBeGreaterThan(3);
  expect(made.filter((contact) => !stands(contact, plan))).toEqual([]);
});

test('every command of a run through ssh is in the plan', async () => {
  const stub = join(folder, 'ssh');
  writeFileSync(stub, '#!/bin/sh\nexit 255\n', { mode: 0o755 });
  const args = ['check', 'shop.com', '--address', '127.0.0.1', ...closedPorts, '--ssh', 'me@host'];
  const plan = await planned(args);
  const file = join(folder, 'ssh-contacts');
  const env = {
    ...lab.env,
    PATH: `${folder}:${process.env['PATH'] ?? ''}`,
    NODE_OPTIONS: `--import=${recorder}`,
    CONTACTS_FILE: file,
  };
  await cli(args, { env });
  const made = readFileSync(file, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Made);
  expect(
    made
      .filter(({ protocol }) => protocol === 'command')
      .map(({ address }) => address)
      .toSorted(),
  ).toEqual([
    'ssh -o BatchMode=yes -o ConnectTimeout=10 -T -- me@host exec sh',
    'ssh -o BatchMode=yes -o ConnectTimeout=10 -W 127.0.0.1:9 -- me@host',
  ]);
  expect(made.filter((contact) => !stands(contact, plan))).toEqual([]);
});

test('the plan itself contacts nobody', async () => {
  expect(await contactsOf(['check', '--lab', '--plan'], 'plan')).toEqual([]);
});

test('a name is not looked up to plan it', async () => {
  expect(await contactsOf(['check', 'www.shop.com', '--plan'], 'name')).toEqual([]);
});

test.each([
  ['the box of the program alone', ['check', 'shop.com', '--address', '127.0.0.1', '--only', 'app']],
  ['the real www.foobar.com', ['check', 'www.foobar.com', '--public', '--resolver', '127.0.0.1:5300']],
])('the database is not contacted for %s', async (_, args) => {
  const plan = await planned(args);
  expect(plan.length).toBeGreaterThan(0);
  expect(plan.filter(({ probe, port }) => probe === 'mysql' || port === 3306)).toEqual([]);
});
