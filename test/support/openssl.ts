import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import type { Issued } from './certificates.ts';
import { program } from './servers/program.ts';
import { folder } from './servers/run.ts';
import type { Stage } from './stage.ts';
import { siteName } from './target.ts';

/** What no authority of ours writes into a certificate. */
interface Odd {
  /** `-newkey` of openssl-req(1). */
  readonly key?: string;
  /** Digest of the signature. */
  readonly digest?: string;
  /** More lines of x509v3_config(5). */
  readonly extensions?: readonly string[];
  /** Signed by the certificate of another site, which an authority signed, and which is sent along. */
  readonly byAnotherSite?: boolean;
}

/** A certificate for the site from an authority that the target trusts, made by OpenSSL's own program. */
export const opensslIssued = async (
  stage: Stage,
  { key = 'rsa:2048', digest = 'sha256', extensions = [], byAnotherSite = false }: Odd = {},
): Promise<Issued> => {
  const home = await folder(stage);
  const { path } = home;
  const command = await program('openssl');
  const openssl = (...args: readonly string[]) => promisify(execFile)(command, args, { cwd: path });
  const read = (name: string): Promise<string> => readFile(`${path}/${name}`, 'utf8');
  const request = (name: string, subject: string, newKey: readonly string[]) =>
    openssl(
      'req',
      ...newKey,
      '-nodes',
      '-subj',
      `/CN=${subject}`,
      '-keyout',
      `${name}.key`,
      '-out',
      `${name}.pem`,
    );
  const issue = async (
    name: string,
    subject: string,
    by: string,
    lines: readonly string[],
  ): Promise<void> => {
    await request(name, subject, ['-newkey', key]);
    await home.write(`${name}.ext`, lines.join('\n'));
    const signing = [
      '-CA',
      `${by}.pem`,
      '-CAkey',
      `${by}.key`,
      '-CAcreateserial',
      `-${digest}`,
      '-days',
      '60',
    ];
    await openssl(
      'x509',
      '-req',
      '-in',
      `${name}.pem`,
      ...signing,
      '-extfile',
      `${name}.ext`,
      '-out',
      `${name}.crt`,
    );
    await openssl('x509', '-in', `${name}.crt`, '-out', `${name}.pem`);
  };
  const ec = ['-x509', '-days', '9', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256'];
  await request('ca', 'test authority', ec);
  if (byAnotherSite) await issue('other', 'other.com', 'ca', ['basicConstraints=CA:FALSE']);
  const names = `subjectAltName=DNS:${siteName},DNS:shop.com`;
  await issue('site', siteName, byAnotherSite ? 'other' : 'ca', [names, ...extensions]);
  const sent = byAnotherSite ? ['site.pem', 'other.pem'] : ['site.pem'];
  return {
    chain: (await Promise.all(sent.map(read))).join(''),
    key: await read('site.key'),
    ca: await read('ca.pem'),
  };
};
