import { spawn } from 'node:child_process';
import { Duplex } from 'node:stream';
import type { Endpoint } from '../model/address.ts';
import type { ProbeId } from '../model/evidence.ts';
import type { Gate } from './gate.ts';
import { limits } from './limits.ts';

/** A stream to an address as the server sees it, through the user's own ssh. */
export interface SshStream {
  readonly stream: Duplex;
  /** Resolves when ssh has ended: its exit code and the last of its own words. */
  readonly ended: Promise<{
    readonly exitCode: number | null;
    readonly said: string;
    readonly code?: string;
  }>;
}

/** The command as it is run and as `--plan` prints it. `--` keeps a destination from being read as an option. */
export const sshArguments = (destination: string, { address, port }: Endpoint): readonly string[] => [
  '-o',
  'BatchMode=yes',
  '-o',
  `ConnectTimeout=${limits.ssh.connect / 1000}`,
  '-W',
  `${address.includes(':') ? `[${address}]` : address}:${port}`,
  '--',
  destination,
];

/** `ssh -W`: nothing is run on the server, one channel is opened from it to `endpoint`. */
export const sshStream = (gate: Gate, probe: ProbeId, destination: string, endpoint: Endpoint): SshStream => {
  gate.admits({ probe, protocol: 'ssh', address: destination, port: endpoint.port });
  // LC_ALL: ssh and the C library then say what they say in English, whatever the user's language is.
  const child = spawn('ssh', sshArguments(destination, endpoint), {
    env: { ...process.env, LC_ALL: 'C' },
    stdio: 'pipe',
  });
  const stream = Duplex.from({ readable: child.stdout, writable: child.stdin });
  stream.on('error', () => {});
  stream.on('close', () => child.kill());
  let said = '';
  child.stderr.on('data', (chunk: Buffer) => {
    said = (said + chunk.toString('utf8')).slice(-limits.ssh.wordsBytes);
  });
  const ended = new Promise<Awaited<SshStream['ended']>>((resolve) => {
    child.once('error', (error: NodeJS.ErrnoException) =>
      resolve({ exitCode: null, said, code: error.code ?? error.name }),
    );
    child.once('close', (exitCode) => resolve({ exitCode, said }));
  });
  return { stream, ended };
};
