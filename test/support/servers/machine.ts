import { execFile } from 'node:child_process';
import { chmod } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { isRoot } from '../../../src/lab/account.ts';
import { bin } from '../run-cli.ts';
import type { Stage } from '../stage.ts';
import { namespace, routed } from './namespace.ts';
import { NotHere, program } from './program.ts';
import { folder, readyWhen, start } from './run.ts';

const here = (name: string): string => fileURLToPath(new URL(`./machine/${name}`, import.meta.url));
const project = fileURLToPath(new URL('../../../', import.meta.url)).replace(/\/$/, '');

/** What a command line came to. */
export interface Ran {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

type Shell = (command: string, input?: string) => Promise<Ran>;

/** A throw-away server of the kind that a student rents, and a visitor on another computer. */
export interface Machine {
  /** The server's shell, as its administrator. */
  readonly root: Shell;
  /** The server's shell, as a student types in it: an ordinary user who may use sudo. */
  readonly student: Shell;
  /** The shell of the visitor's computer, which knows `infra-tutor`. */
  readonly visitor: Shell;
  /** What enters the visitor's network. */
  readonly visitorEnters: readonly string[];
  /** The file with the authority that visitors trust, on both computers. */
  readonly trusted: string;
}

/** Public by IANA's registry, and a sink that swallows what is sent there (RFC 7534): also a mistake reaches nobody. */
export const addresses = {
  server: '192.175.48.80',
  visitor: '192.175.48.7',
  names: '192.175.48.53',
} as const;

const path = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';

interface Exit {
  readonly code?: number | string;
  readonly stdout: string;
  readonly stderr: string;
}

/** For one command line: many times what the slowest takes on a calm computer. */
const limitMs = 90_000;

/** Whatever it says and however it ends; only what could not be started at all throws. */
const run = async (
  [command = '', ...args]: readonly string[],
  env: Readonly<Record<string, string>>,
  input = '',
): Promise<Ran> => {
  const running = promisify(execFile)(command, args, {
    env,
    timeout: limitMs,
    killSignal: 'SIGKILL',
    cwd: '/',
  });
  running.child.stdin?.on('error', () => {}).end(input);
  const ended = await running.catch((error: unknown) => error as Exit);
  const code = 'code' in ended ? ended.code : 0;
  if (typeof code !== 'number') throw ended as unknown as Error;
  return { code, out: ended.stdout, err: ended.stderr };
};

const needed = [
  'unshare',
  'nsenter',
  'setpriv',
  'ip',
  'nginx',
  'sudo',
  'ufw',
  'nano',
  'ss',
  'openssl',
  'curl',
  'dig',
];

const unshare = ['unshare', '-m', '-n', '-p', '-u', '-i', '-f', '--kill-child'] as const;

const mayBe = async (): Promise<void> => {
  if (!isRoot()) throw new NotHere('a machine of its own needs root');
  await Promise.all(needed.map(program));
  const probe = `mount -t tmpfs tmpfs /mnt && mkdir /mnt/u /mnt/w /mnt/m &&
    mount -t overlay overlay -o lowerdir=/,upperdir=/mnt/u,workdir=/mnt/w /mnt/m &&
    ip link add it-a type veth peer name it-b && ip link set lo up && iptables -L -n`;
  await promisify(execFile)(unshare[0], [...unshare.slice(1), 'sh', '-c', probe]).catch((error: unknown) => {
    throw new NotHere(`namespaces, overlays or firewalls are not allowed here (${String(error)})`);
  });
};

let allowed: Promise<void> | undefined;

const quoted = (word: string): string => `'${word.replaceAll("'", "'\\''")}'`;

/** The visitor's own view of the files: its resolver, and the command under test. */
const visitorOf = async (stage: Stage, ca: string) => {
  const home = await folder(stage);
  const [resolvers, hosts] = await Promise.all([
    home.write('resolv.conf', `nameserver ${addresses.names}\n`),
    home.write('hosts', '127.0.0.1 localhost\n'),
  ]);
  const tool = await home.write(
    'bin/infra-tutor',
    `#!/bin/sh\nexec ${quoted(process.execPath)} ${quoted(bin)} "$@"\n`,
  );
  await chmod(tool, 0o755);
  const space = await namespace(stage, [
    ...routed,
    `mount --bind ${resolvers} /etc/resolv.conf`,
    `mount --bind ${hosts} /etc/hosts`,
    'ip link add server type veth peer name eth0',
    `ip address add ${addresses.visitor}/24 dev server`,
    'ip link set server up',
  ]);
  const trusted = await home.write('ca.pem', ca);
  const env = {
    PATH: `${home.path}/bin:${path}`,
    HOME: home.path,
    TMPDIR: home.path,
    LC_ALL: 'C.UTF-8',
    CURL_CA_BUNDLE: trusted,
    SSL_CERT_FILE: trusted,
  };
  const shell: Shell = (command, input) => run([...space.enter, 'bash', '--norc', '-c', command], env, input);
  return { shell, enter: space.enter, trusted };
};

/**
 * Nothing runs on it yet but its first process.
 * @param ca PEM of the authority that visitors trust
 */
export const machine = async (stage: Stage, ca: string): Promise<Machine> => {
  allowed ??= mayBe();
  await allowed;
  const visitor = await visitorOf(stage, ca);
  const boot = ['sh', here('boot.sh'), here('files'), process.execPath, project];
  const first = start(stage, await folder(stage), [...unshare, ...boot], { asOurselves: true });
  // It heeds no other signal, and all that runs on the machine ends with it.
  stage.defer(() => process.kill(first.pid, 'SIGKILL'));
  await readyWhen(first, (said) => said.includes('ready'));
  const spaces = `/proc/${first.pid}/ns`;
  const enter = [
    'nsenter',
    ...['net', 'uts', 'ipc'].map((kind) => `--${kind}=${spaces}/${kind}`),
    `--mount=${spaces}/mnt`,
    `--pid=${spaces}/pid_for_children`,
    '--',
  ];
  const env = { PATH: path, LC_ALL: 'C.UTF-8', INFRA_TUTOR_DB_PASSWORD: 'secret' };
  const root: Shell = (command, input) =>
    run([...enter, 'bash', '--norc', '-c', command], { ...env, HOME: '/root' }, input);
  const asStudent = ['setpriv', '--reuid=student', '--regid=student', '--init-groups'];
  const student: Shell = (command, input) =>
    run(
      [...enter, ...asStudent, 'bash', '--norc', '-c', `cd; ${command}`],
      { ...env, HOME: '/home/student' },
      input,
    );
  await visitor.shell(`ip link set eth0 netns ${first.pid}`);
  await root(`ip address add ${addresses.server}/24 dev eth0 && ip link set eth0 up`);
  return { root, student, visitor: visitor.shell, visitorEnters: visitor.enter, trusted: visitor.trusted };
};
