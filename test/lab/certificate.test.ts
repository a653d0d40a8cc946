import { execFile } from 'node:child_process';
import { X509Certificate } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { issue, makeAuthority } from '../../src/lab/authority.ts';
import { makeCertificate } from '../../src/lab/certificate.ts';
import { healthyPlan } from '../../src/lab/plan.ts';
import { real } from '../support/real.ts';

const openssl = await real('openssl');
const run = promisify(execFile);

let directory: string;
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'certificate-'));
});
afterAll(() => rm(directory, { recursive: true }));

let files = 0;
const save = async (text: string): Promise<string> => {
  const file = join(directory, `${(files += 1)}.pem`);
  await writeFile(file, text);
  return file;
};

/** What openssl says: `OK`, or its words. */
const verify = async (
  leaf: string,
  trusted: string,
  { chain = '', name = 'www.foobar.com' } = {},
): Promise<string> => {
  const [leafFile, trustedFile, chainFile] = await Promise.all([leaf, trusted, chain].map(save));
  const untrusted = chain ? ['-untrusted', chainFile ?? ''] : [];
  const args = [
    'verify',
    '-x509_strict',
    '-no-CApath',
    '-no-CAstore',
    '-CAfile',
    trustedFile ?? '',
    ...untrusted,
    '-verify_hostname',
    name,
    leafFile ?? '',
  ];
  return run(openssl ?? 'openssl', args).then(
    () => 'OK',
    ({ stderr }: { stderr: string }) => stderr,
  );
};

const { tls } = healthyPlan;
const authority = makeAuthority('test authority');

describe.skipIf(!openssl)(
  openssl ? 'as openssl sees them' : 'as openssl sees them (skipped: openssl is not installed)',
  () => {
    test('the healthy certificate is valid for its names only', async () => {
      const { site } = issue(tls, authority);
      expect(await verify(site.certificate, authority.certificate)).toBe('OK');
      expect(await verify(site.certificate, authority.certificate, { name: 'foobar.com' })).toBe('OK');
      expect(await verify(site.certificate, authority.certificate, { name: 'mail.foobar.com' })).toMatch(
        /hostname mismatch/i,
      );
      expect(await verify(site.certificate, makeAuthority('other').certificate)).toMatch(
        /unable to get local issuer/,
      );
    });

    test.each([
      ['expired', { startsInDays: -90, endsInDays: -1 }, /certificate has expired/],
      ['of tomorrow', { startsInDays: 1, endsInDays: 90 }, /not yet valid/],
      ['for another name', { names: ['example.com'] }, /hostname mismatch/i],
      ['self-signed', { signedBy: 'itself' as const }, /self-signed certificate/],
    ])('one that is %s is refused for that', async (_, change, words) => {
      const { site } = issue({ ...tls, ...change }, authority);
      expect(await verify(site.certificate, authority.certificate)).toMatch(words);
    });

    test('a self-signed one is valid for whoever trusts it', async () => {
      const { site } = issue({ ...tls, signedBy: 'itself' }, authority);
      expect(await verify(site.certificate, site.certificate)).toMatch(/^OK|x509_strict|Basic Constraints/);
    });

    test('an intermediate authority counts when its certificate is sent along', async () => {
      const { site, chain } = issue({ ...tls, signedBy: 'intermediate' }, authority);
      expect(await verify(site.certificate, authority.certificate, { chain })).toBe('OK');
      expect(await verify(site.certificate, authority.certificate)).toMatch(/unable to get local issuer/);
      expect(issue({ ...tls, signedBy: 'intermediate', sends: 'leaf' }, authority).chain).toMatch(
        /^-----BEGIN[^]*?-----END CERTIFICATE-----\n$/,
      );
    });
  },
);

test('names, addresses, dates and a serial number of its own are in it', () => {
  const request = {
    subject: 'example',
    names: ['example.com', '192.0.2.1'],
    notBefore: new Date('1999-12-31T23:59:59Z'),
    notAfter: new Date('2051-01-01T00:00:00Z'),
  };
  const [one, two] = [makeCertificate(request), makeCertificate(request)].map(
    ({ certificate }) => new X509Certificate(certificate),
  );
  expect(one?.subjectAltName).toBe('DNS:example.com, IP Address:192.0.2.1');
  expect(new Date(one?.validFrom ?? '')).toEqual(request.notBefore);
  expect(new Date(one?.validTo ?? '')).toEqual(request.notAfter);
  expect(one?.ca).toBe(false);
  expect(one?.serialNumber).toMatch(/^[4-7][0-9A-F]{31}$/);
  expect(one?.serialNumber).not.toBe(two?.serialNumber);
});
