import type { StoredCertificate } from '../model/seen/certificates.ts';
import { serversFor } from '../model/nginx-names.ts';
import { isUnobserved, type Probe } from '../model/probe.ts';
import type { Target } from '../model/target.ts';
import { certificateIn } from '../net/certificate.ts';
import { ask, closedTo, commandsFor, notThere, privileged } from '../net/inside.ts';
import type { Ran } from '../net/shell.ts';
import type { World } from './world.ts';

/** Only what stands between the lines of the first certificate: some keep their key in the same file. */
const readFor = (target: Target): string =>
  privileged(
    target,
    "sed -n '/^-----BEGIN CERTIFICATE-----/,/^-----END CERTIFICATE-----/p;/^-----END CERT/q' {file}",
  );

/** The words of errors of the C library in its own language (`LC_ALL=C`): EACCES and ENOENT. */
const stateOf = ({ err }: Ran): StoredCertificate['state'] => {
  if (/: Permission denied\s*$/m.test(err)) return 'denied';
  return /: No such file or directory\s*$/m.test(err) ? 'missing' : 'unreadable';
};

const storedAt = (path: string, ran: Ran, hosts: readonly string[]): StoredCertificate => {
  const read = ran.exitCode === 0 ? certificateIn(ran.out, hosts) : undefined;
  if (!read) return { path, state: ran.exitCode === 0 ? 'unreadable' : stateOf(ran) };
  const { issuer, names, notBefore, notAfter, fingerprint256 } = read;
  return {
    path,
    state: 'there',
    certificate: {
      issuer,
      names,
      ...(notBefore === undefined ? {} : { notBefore }),
      ...(notAfter === undefined ? {} : { notAfter }),
      fingerprint256,
    },
  };
};

const mostFiles = 4;

export default {
  vantage: 'inside',
  needs: ['shell', 'nginx'],
  plan: (target) =>
    commandsFor(target, 'certificates', [
      [readFor(target), 'the certificate that Nginx is told to send; nothing of its key'],
    ]),
  async look(target, { shell: seen, nginx }, { shell }) {
    const closed = closedTo(target, seen);
    if (closed) return closed;
    if (!nginx) return { unobserved: 'which certificate Nginx is told to send was not seen' };
    const named = serversFor(nginx, target.site.ascii).flatMap(({ certificate }) =>
      certificate === undefined || certificate.includes('$') ? [] : certificate,
    );
    const files = [...new Set(named)].slice(0, mostFiles);
    if (files.length === 0)
      return {
        unobserved: 'the configuration of Nginx names no certificate for this site, or more than one',
      };
    const stored: StoredCertificate[] = [];
    for (const file of files) {
      const ran = await ask(shell, 'certificates', { template: readFor(target), words: { file } });
      if (isUnobserved(ran)) return ran;
      const missing = notThere(ran, 'sed');
      if (missing) return missing;
      stored.push(storedAt(file, ran, [target.site.ascii, target.site.twin ?? target.site.ascii]));
    }
    return { stored, command: `openssl x509 -in ${files.join(' ')} -noout -dates -fingerprint -sha256` };
  },
} satisfies Probe<'certificates', 'shell' | 'nginx', World>;
