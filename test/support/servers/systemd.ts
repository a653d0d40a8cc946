import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { chmod, readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { isRoot } from '../../../src/lab/account.ts';
import { until } from '../../../src/lab/wait.ts';
import type { Stage } from '../stage.ts';
import { NotAllowed, NotHere, program } from './program.ts';
import { folder, start } from './run.ts';

const here = (name: string): string => fileURLToPath(new URL(`./systemd/${name}`, import.meta.url));
const project = fileURLToPath(new URL('../../../', import.meta.url)).replace(/\/$/, '');
const run = promisify(execFile);

/** A machine whose first process is a real systemd, with no units but those that a test writes. */
export interface SystemdMachine {
  /** Before a command of this computer, so that it runs in the network in there. */
  readonly enter: readonly string[];
  /** A program that is Node.js in there, for the built program of this project. */
  readonly node: string;
  /** As its administrator; throws when it ends with another code than 0. */
  readonly does: (command: string) => Promise<string>;
  readonly write: (path: string, text: string) => Promise<void>;
  /** A service of the administrator's own (systemd.service(5)). */
  readonly service: (name: string, lines: readonly string[]) => Promise<void>;
}

const path = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';

const textOf = (file: string): Promise<string> => readFile(file, 'utf8').catch(() => '');

/** The child of this process that has become systemd. */
const initOf = async (pid: number): Promise<string | undefined> => {
  const children = (await textOf(`/proc/${pid}/task/${pid}/children`)).trim().split(' ');
  const names = await Promise.all(children.map((child) => textOf(`/proc/${child}/comm`)));
  return children.find((_, at) => names[at] === 'systemd\n');
};

const mayBe = async (): Promise<void> => {
  if (!isRoot()) throw new NotHere('a machine with systemd needs root');
  if (!existsSync('/usr/lib/systemd/systemd')) throw new NotHere('systemd is not installed here');
  await Promise.all(['systemctl', 'unshare', 'nsenter'].map(program));
  await run('unshare', ['-m', 'sh', '-c', 'mount -t cgroup2 cgroup2 /mnt']).catch((error: unknown) => {
    throw new NotAllowed(`groups of processes cannot be made here (${String(error)})`);
  });
};

let allowed: Promise<void> | undefined;

export const systemd = async (stage: Stage): Promise<SystemdMachine> => {
  allowed ??= mayBe();
  await allowed;
  const group = `infra-tutor-test-${randomBytes(6).toString('hex')}`;
  stage.defer(() => run('unshare', ['-m', 'sh', here('ungroup.sh'), group]));
  const first = start(
    stage,
    await folder(stage),
    ['unshare', '-m', 'sh', here('group.sh'), group, 'sh', here('boot.sh'), process.execPath, project],
    { asOurselves: true },
  );
  let init: string | undefined;
  // All that runs on the machine ends with its first process.
  stage.defer(async () => {
    if (init !== undefined) process.kill(Number(init), 'SIGKILL');
    await until(() => !first.isRunning(), { ms: 5_000, every: 10 });
  });
  const inside = (command: string, input?: string): Promise<string> => {
    const running = run('nsenter', ['-t', init ?? '', '-a', 'sh', '-c', `cd / && ${command}`], {
      env: { PATH: path, LC_ALL: 'C.UTF-8', HOME: '/root' },
      timeout: 60_000,
    });
    running.child.stdin?.on('error', () => {}).end(input ?? '');
    return running.then(({ stdout }) => stdout);
  };
  const isBooted = async (): Promise<boolean> => {
    init = await initOf(first.pid);
    if (init === undefined) return false;
    return inside('systemctl is-system-running').then(
      () => true,
      () => false,
    );
  };
  await until(async () => !first.isRunning() || (await isBooted()), { ms: 20_000, every: 50 });
  if (init === undefined && !first.isRunning())
    throw new NotAllowed(`a machine for systemd cannot be made here: ${await first.said()}`);
  if (!(await isBooted())) throw new Error(`systemd did not start: ${await first.said()}`);
  const enter = ['nsenter', '-t', init ?? '', '-a'];
  const home = await folder(stage);
  const tool = '/opt/infra-tutor/bin/infra-tutor.js';
  const node = await home.write(
    'node',
    `#!/bin/sh\nshift\nexec ${enter.join(' ')} sh -c 'cd / && exec env HOME=/root TMPDIR=/tmp node ${tool} "$@"' node "$@"\n`,
  );
  await chmod(node, 0o755);
  const write = async (file: string, text: string): Promise<void> => {
    await inside(`mkdir -p "$(dirname '${file}')" && cat >'${file}'`, text);
  };
  return {
    enter: ['nsenter', '-t', init ?? '', '-n'],
    node,
    does: inside,
    write,
    service: (name, lines) =>
      write(
        `/etc/systemd/system/${name}.service`,
        `[Service]\n${lines.join('\n')}\n\n[Install]\nWantedBy=multi-user.target\n`,
      ),
  };
};
