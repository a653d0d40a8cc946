import { execFile } from 'node:child_process';
import { chmod } from 'node:fs/promises';
import { promisify } from 'node:util';
import { isRoot } from '../../../src/lab/account.ts';
import type { Stage } from '../stage.ts';
import { NotHere, program } from './program.ts';
import { folder, readyWhen, start, type Child } from './run.ts';

/** A network of its own, with its own view of the files: no packet leaves it, and nothing on this machine changes. */
export interface Namespace {
  /** Before a command, so that it runs in there. */
  readonly enter: readonly string[];
  /** A program that is Node.js in there. */
  readonly node: string;
  /** Runs JavaScript in there until the test ends; ready when it prints `ready`. */
  run(code: string): Promise<Child>;
}

/** An ordinary user first becomes the root of a user namespace (user_namespaces(7)). */
const flags = (): readonly string[] => (isRoot() ? ['-n', '-m'] : ['-U', '-r', '-n', '-m']);

const entering = (pid: number): readonly string[] => [
  '-t',
  String(pid),
  '-n',
  '-m',
  ...(isRoot() ? [] : ['-U', '--preserve-credentials']),
  '--',
];

const mayUnshare = async (unshare: string): Promise<void> => {
  await promisify(execFile)(unshare, [...flags(), 'true']).catch(() => {
    throw new NotHere('network namespaces are not allowed here (unshare -n)');
  });
};

/** @param setup shell commands that make the network: `ip address add …` */
export const namespace = async (stage: Stage, setup: readonly string[] = []): Promise<Namespace> => {
  const [unshare, nsenter] = await Promise.all([program('unshare'), program('nsenter'), program('ip')]);
  await mayUnshare(unshare);
  const home = await folder(stage);
  const script = ['set -e', ...setup, 'echo ready', 'exec sleep 600'].join('\n');
  const holder = start(stage, home, [unshare, ...flags(), 'sh', '-c', script], { asOurselves: true });
  await readyWhen(holder, (said) => said.includes('ready'));
  const enter = [nsenter, ...entering(holder.pid)];
  const node = await home.write('node', `#!/bin/sh\nexec ${enter.join(' ')} ${process.execPath} "$@"\n`);
  await chmod(node, 0o755);
  return {
    enter,
    node,
    async run(code) {
      const child = start(stage, await folder(stage), [node, '-e', code], { asOurselves: true });
      await readyWhen(child, (said) => said.includes('ready'));
      return child;
    },
  };
};

/**
 * Makes the control "has this computer a route?" find one: the address that stands for the Internet in that question is
 * this namespace's own.
 */
export const routed: readonly string[] = ['ip link set lo up', 'ip address add 192.0.2.1/32 dev lo'];

/** An address that looks like another computer's. */
export const having = (address: string): string => `ip address add ${address}/32 dev lo`;
