import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import type { Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Duplex } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Endpoint } from '../model/address.ts';
import type { ProbeId } from '../model/evidence.ts';
import type { Gate } from './gate.ts';
import { limits } from './limits.ts';
import { openUnix, type Connection } from './tcp.ts';

/** How an ssh went. */
export interface SshEnd {
  /** ssh got there: bytes came through its channel, or it says so itself with exit code 0. */
  readonly gotThere: boolean;
  /** The last lines on its standard error when it gave up by itself; before them may stand a server's own `Banner`. */
  readonly said: readonly string[];
  /** It could not be started. */
  readonly code?: string;
}

/** A stream to an address as the server sees it, through the user's own ssh. */
export interface SshStream {
  readonly stream: Duplex;
  /** Resolves when ssh is gone. It is sent away when the stream is closed. */
  readonly ended: Promise<SshEnd>;
}

/** Nobody is asked anything, and nobody waits for ever. */
const always = ['-o', 'BatchMode=yes', '-o', `ConnectTimeout=${limits.ssh.connect / 1000}`] as const;

/** The command as it is run and as `--plan` prints it. `--` keeps a destination from being read as an option. */
const sshArguments = (destination: string, { address, port }: Endpoint): readonly string[] => [
  ...always,
  '-W',
  `${address.includes(':') ? `[${address}]` : address}:${port}`,
  '--',
  destination,
];

/** `-T`: no terminal. `exec sh`: the same shell whatever the account has. */
export const sshShell = (destination: string): readonly string[] => [
  ...always,
  '-T',
  '--',
  destination,
  'exec sh',
];

/**
 * LC_ALL: ssh and the C library then say what they say in English, whatever the user's language is. The password of
 * the database is nothing for ssh, nor for what the user's settings let it start or send (SendEnv).
 */
export const sshEnvironment = (): NodeJS.ProcessEnv => {
  const { INFRA_TUTOR_DB_PASSWORD: _, ...rest } = process.env;
  return { ...rest, LC_ALL: 'C' };
};

export const lastLines = (text: string): string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .slice(-2);

/** `exit`, not `close`: what ssh has started itself (a master connection) may hold its streams for hours. */
export const exitOf = (
  child: ChildProcess,
): Promise<{ readonly exitCode: number | null; readonly code?: string }> =>
  new Promise((resolve) => {
    child.once('error', (error: NodeJS.ErrnoException) =>
      resolve({ exitCode: null, code: error.code ?? error.name }),
    );
    child.once('exit', (exitCode) => resolve({ exitCode }));
  });

/** The same as a person types it. */
export const sshCommand = (destination: string, endpoint: Endpoint): string =>
  ['ssh', ...sshArguments(destination, endpoint)].join(' ');

/**
 * `-W` leads to ports only. No connection that ssh shares is used: what it forwards would stay open when we are gone.
 */
const forwardArguments = (destination: string, here: string, there: string): readonly string[] => [
  ...always,
  '-o',
  'ControlPath=none',
  '-o',
  'ExitOnForwardFailure=yes',
  '-N',
  '-L',
  `${here}:${there}`,
  '--',
  destination,
];

/** As a person types it, with a file of their own. */
export const forwardCommand = (destination: string, socket: string): string =>
  ['ssh', ...forwardArguments(destination, '/tmp/db.sock', socket)].join(' ');

/** The way to a shell, as a person types it. */
export const shellCommand = (destination: string): string => ['ssh', ...sshShell(destination)].join(' ');

/** `ssh -W`: nothing is run on the server, one channel is opened from it to `endpoint`. */
export const sshStream = (gate: Gate, probe: ProbeId, destination: string, endpoint: Endpoint): SshStream => {
  gate.admits({ probe, protocol: 'ssh', address: destination, port: endpoint.port });
  const child = spawn('ssh', sshArguments(destination, endpoint), { env: sshEnvironment(), stdio: 'pipe' });
  const { stdin, stdout, stderr } = child;
  const pipes = [stdin, stdout, stderr];
  const closed = Promise.all(
    [stdout, stderr].map((pipe) => new Promise((resolve) => pipe.once('close', resolve))),
  );
  let words = '';
  stderr.on('data', (chunk: Buffer) => {
    words = (words + chunk.toString('utf8')).slice(-limits.ssh.wordsBytes);
  });

  let isOurs = false;
  let timer: NodeJS.Timeout | undefined;
  const kill = (): void => {
    clearTimeout(timer);
    isOurs = true;
    child.kill();
    timer = setTimeout(() => child.kill('SIGKILL'), limits.ssh.end);
  };
  const release = gate.owns(() => child.kill('SIGKILL'));
  gate.signal.addEventListener('abort', kill, { once: true });
  if (gate.signal.aborted) kill();

  const stream = Duplex.from({ readable: stdout, writable: stdin });
  for (const one of [stream, ...pipes]) one.on('error', () => {});
  // Its input has then ended: that closes the channel, if there is one, and ssh ends by itself.
  stream.once('close', () => (timer ??= setTimeout(kill, limits.ssh.end)));

  const end = async (): Promise<SshEnd> => {
    const { exitCode, code } = await exitOf(child);
    gate.signal.removeEventListener('abort', kill);
    release();
    // What it has said may still be on its way here.
    await Promise.race([closed, sleep(limits.ssh.lastWords)]);
    stream.destroy();
    for (const pipe of pipes) pipe.destroy();
    clearTimeout(timer);
    return {
      gotThere: exitCode === 0 || (stdout as Socket).bytesRead > 0,
      said: isOurs || exitCode === 0 ? [] : lastLines(words),
      ...(code ? { code } : {}),
    };
  };
  return { stream, ended: end() };
};

/** A way through ssh to a file of the server at which a program takes connections. */
export interface SshForward {
  readonly connection: Connection;
  /** Ends ssh, and resolves when it is gone. */
  readonly end: () => Promise<SshEnd>;
}

/**
 * Waits for ssh, and takes its folder away after it. When we end, however we end, our end of its input closes, and with
 * that it ends ssh: nothing stays behind.
 */
const keeper = [
  'd=$1; shift; exec 3<&0; "$@" </dev/null 3<&- & p=$!',
  '{ cat; kill $p; } <&3 >/dev/null 2>&1 & k=$!',
  // Nobody may read any more what the shell itself says of an ssh that was ended.
  'exec 2>/dev/null; wait $p; c=$?; rm -rf -- "$d"; kill $k; exit $c',
].join('\n');

/** Milliseconds between two looks whether ssh has opened our end. */
const pause = 50;

/** `ssh -L`: our end is a file in a folder that nobody else may enter (0700, mkdtemp(3)). */
export const sshForward = async (
  gate: Gate,
  probe: ProbeId,
  destination: string,
  { socket, port }: { readonly socket: string; readonly port: number },
): Promise<SshForward> => {
  gate.admits({ probe, protocol: 'ssh', address: destination, port });
  const folder = await mkdtemp(join(tmpdir(), 'infra-tutor-'));
  const here = join(folder, 's');
  const child = spawn(
    'sh',
    ['-c', keeper, 'sh', folder, 'ssh', ...forwardArguments(destination, here, socket)],
    { env: sshEnvironment(), stdio: ['pipe', 'ignore', 'pipe'] },
  );
  const { stdin, stderr } = child;
  for (const pipe of [stdin, stderr]) pipe.on('error', () => {});
  let words = '';
  stderr.on('data', (chunk: Buffer) => {
    words = (words + chunk.toString('utf8')).slice(-limits.ssh.wordsBytes);
  });
  let isGone = false;
  const ended = exitOf(child).then(async (exit) => {
    isGone = true;
    await rm(folder, { recursive: true, force: true });
    return exit;
  });
  const close = (): void => void stdin.end();
  const release = gate.owns(close);
  gate.signal.addEventListener('abort', close, { once: true });
  const last = performance.now() + limits.ssh.connect;
  const connect = async (): Promise<Connection> => {
    const connection = await openUnix(gate, here);
    const isWaiting = connection.state !== 'open' && !isGone && !gate.signal.aborted;
    if (!isWaiting || performance.now() > last) return connection;
    await sleep(pause);
    return connect();
  };
  const connection = await connect();
  return {
    connection,
    end: async () => {
      const isOurs = !isGone;
      // What it says of its channel may still be on its way here.
      await sleep(limits.ssh.lastWords);
      close();
      const { code } = await ended;
      gate.signal.removeEventListener('abort', close);
      release();
      const received = connection.state === 'open' ? connection.socket.bytesRead : 0;
      const said = lastLines(words);
      return { gotThere: received > 0, said: isOurs && received > 0 ? [] : said, ...(code ? { code } : {}) };
    },
  };
};
