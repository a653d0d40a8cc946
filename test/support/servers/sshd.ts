import { execFile } from 'node:child_process';
import { chmod, readFile } from 'node:fs/promises';
import { userInfo } from 'node:os';
import { promisify } from 'node:util';
import { isRoot } from '../../../src/lab/account.ts';
import { freePort } from '../../../src/lab/ports.ts';
import type { Stage } from '../stage.ts';
import { loopback } from '../target.ts';
import { program } from './program.ts';
import { again, folder, readyWhen, start, type Folder } from './run.ts';

export interface Sshd {
  readonly port: number;
  /**
   * A folder to put first on PATH: its `ssh` knows this server as `server`. To `stranger` it knows no key, to `renewed`
   * another one; for `keyless` it has none of its own, and at `closed` nobody listens.
   */
  readonly path: string;
}

const key = async (home: Folder, name: string): Promise<string> => {
  const keygen = await program('ssh-keygen');
  // Made by way of the folder, so that the server may read its own.
  await promisify(execFile)(keygen, ['-q', '-t', 'ed25519', '-N', '', '-f', `${home.path}/${name}.new`]);
  await home.write(name, await readFile(`${home.path}/${name}.new`, 'utf8'));
  return readFile(`${home.path}/${name}.new.pub`, 'utf8');
};

/** Without PAM, OpenSSH takes the account of nobody for a locked one. */
const serverConfig = (path: string, port: number, more: string): string => `ListenAddress ${loopback}:${port}
HostKey ${path}/host-key
AuthorizedKeysFile ${path}/authorized-keys
PidFile none
UsePAM yes
StrictModes no
PasswordAuthentication no
KbdInteractiveAuthentication no
${more}
`;

const clientConfig = (path: string, port: number, user: string): string => `Host stranger
  UserKnownHostsFile /dev/null
Host renewed
  UserKnownHostsFile ${path}/other-hosts
Host closed
  Port 1
Host server stranger renewed closed
  IdentityFile ${path}/user-key
Host keyless
  IdentityFile none
Host server stranger renewed keyless closed
  HostName ${loopback}
  Port ${port}
  User ${user}
  IdentitiesOnly yes
  UserKnownHostsFile ${path}/known-hosts
  GlobalKnownHostsFile none
`;

/**
 * OpenSSH's own server as an ordinary user, and a client that knows its key and has one of its own.
 * OpenSSH finds the user's settings by the password file and not by HOME: hence the small script.
 */
export const sshd = async (stage: Stage, more = ''): Promise<Sshd> => {
  const [command, ssh] = await Promise.all([program('sshd'), program('ssh')]);
  return again(async () => {
    const port = await freePort([loopback]);
    // The client insists that its key is the caller's own.
    const [server, client] = [await folder(stage), await folder(stage)];
    const [hostKey, userKey] = [await key(server, 'host-key'), await key(client, 'user-key')];
    await server.write('authorized-keys', userKey);
    const config = await server.write('sshd_config', serverConfig(server.path, port, more));
    await readyWhen(start(stage, server, [command, '-D', '-e', '-f', config]), (said) =>
      said.includes('Server listening on'),
    );
    await client.write('known-hosts', `[${loopback}]:${port} ${hostKey}`);
    await client.write('other-hosts', `[${loopback}]:${port} ${userKey}`);
    const user = isRoot() ? 'nobody' : userInfo().username;
    const settings = await client.write('config', clientConfig(client.path, port, user));
    const script = await client.write('bin/ssh', `#!/bin/sh\nexec ${ssh} -F ${settings} "$@"\n`);
    await chmod(script, 0o755);
    return { port, path: `${client.path}/bin` };
  });
};
