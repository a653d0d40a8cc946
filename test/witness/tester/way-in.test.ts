import { afterAll, beforeAll } from 'vitest';
import type { Target } from '../../../src/model/target.ts';
import { sshd } from '../../support/servers/sshd.ts';
import { makeStage } from '../../support/stage.ts';
import { targetFor } from '../../support/target.ts';
import { witness } from '../../support/witness.ts';

/** The user's `ssh` is the first one on PATH, and one for all tests of this file, which run side by side. */
const stage = makeStage();
const before = process.env['PATH'];

beforeAll(async () => {
  process.env['PATH'] = `${(await sshd(stage)).path}:${before}`;
});

afterAll(async () => {
  process.env['PATH'] = before;
  await stage.end();
});

const through = (ssh: string) => async (): Promise<Target> =>
  targetFor({ ssh, inside: { way: 'ssh', sudo: false }, only: ['code'] });

witness('tester/way-in/permission-denied', through('keyless'));
witness('tester/way-in/host-key-unknown', through('stranger'));
witness('tester/way-in/host-key-changed', through('renewed'));
witness('tester/way-in/refused', through('closed'));
// The account of nobody has no shell.
witness('tester/way-in/no-shell', through('server'));
