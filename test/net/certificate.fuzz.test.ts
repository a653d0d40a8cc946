import { X509Certificate } from 'node:crypto';
import type { DetailedPeerCertificate } from 'node:tls';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { makeCertificate } from '../../src/lab/certificate.ts';
import { chainOf } from '../../src/net/certificate.ts';

/** Any text that a certificate can hold as a name of DNS (IA5String). */
const name = fc.string({ unit: 'binary-ascii', minLength: 1, maxLength: 40 });

const subject = fc.string({ unit: 'binary', minLength: 1, maxLength: 60 });

const day = 86_400_000;

const certified = (commonName: string, names: readonly string[]): DetailedPeerCertificate => {
  const { certificate } = makeCertificate({
    subject: commonName,
    names,
    notBefore: new Date(0),
    notAfter: new Date(20_000 * day),
  });
  const { raw, fingerprint256 } = new X509Certificate(certificate);
  return { raw, fingerprint256 } as DetailedPeerCertificate;
};

test('every name of a certificate is read as it stands there, whatever its letters', () => {
  fc.assert(
    fc.property(fc.array(name, { minLength: 1, maxLength: 6 }), (names) => {
      // An address is a name of another kind, and is written in one way.
      fc.pre(names.every((one) => !/^[0-9.]+$/.test(one) && !one.includes(':')));
      const [leaf] = chainOf(certified('shop.com', names), ['shop.com']);
      expect(leaf?.names).toEqual(names.map((one) => one.toLowerCase()));
    }),
    { numRuns: 300 },
  );
});

test('a subject is one line without losing a letter, and is no name', () => {
  fc.assert(
    fc.property(subject, (text) => {
      const [leaf] = chainOf(certified(text, ['shop.com']), ['shop.com']);
      expect(leaf?.names).toEqual(['shop.com']);
      expect(leaf?.subject).toMatch(/^CN=/);
      expect(leaf?.subject).not.toContain('\n');
      expect(leaf?.selfSigned).toBe(true);
    }),
    { numRuns: 200 },
  );
});
