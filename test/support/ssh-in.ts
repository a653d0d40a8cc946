import { addresses } from './servers/machine.ts';
import { program } from './servers/program.ts';
import type { Shop } from './shop.ts';

const config = `HostKey /etc/ssh/shop_key
PidFile none
UsePAM no
PasswordAuthentication no
KbdInteractiveAuthentication no
`;

/** OpenSSH finds the user's settings by the password file and not by HOME. */
const client = `mkdir -p "$HOME/bin" && cat >"$HOME/key" && chmod 600 "$HOME/key"
cat >"$HOME/bin/ssh" <<END
#!/bin/sh
exec /usr/bin/ssh -F none -i "$HOME/key" -o UserKnownHostsFile="$HOME/known_hosts" "\\$@"
END
chmod 755 "$HOME/bin/ssh"`;

/** From now on the visitor gets into the server as its student, with a key: ssh knows both sides. */
export const letIn = async (site: Shop): Promise<void> => {
  await Promise.all(['sshd', 'ssh', 'ssh-keygen'].map(program));
  await site.write('/etc/ssh/sshd_config', config);
  await site.does(`mkdir -p /run/sshd /home/student/.ssh && cd /home/student/.ssh &&
    ssh-keygen -q -t ed25519 -N '' -f /etc/ssh/shop_key && ssh-keygen -q -t ed25519 -N '' -f /etc/ssh/student_key &&
    cp /etc/ssh/student_key.pub authorized_keys && chown -R student /home/student && /usr/sbin/sshd`);
  const { err, code } = await site.visitor(client, await site.read('/etc/ssh/student_key'));
  if (code !== 0) throw new Error(err);
  const known = await site.read('/etc/ssh/shop_key.pub');
  await site.visitor('cat >"$HOME/known_hosts"', `${addresses.server} ${known}`);
};
