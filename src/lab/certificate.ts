import type { KeyObject } from 'node:crypto';
import { createHash, generateKeyPairSync, randomBytes, sign } from 'node:crypto';
import { isIP } from 'node:net';
import * as der from './der.ts';

/** A certificate and its private key (EC P-256, signed with ECDSA and SHA-256). */
export interface Certificate {
  readonly subject: string;
  /** PEM. */
  readonly certificate: string;
  /** PEM, PKCS #8. */
  readonly privateKey: string;
  readonly key: KeyObject;
  /** What certificates signed by this one point back to (RFC 5280 §4.2.1.2). */
  readonly keyId: Buffer;
}

export interface CertificateRequest {
  /** The common name; clients look at `names` alone. */
  readonly subject: string;
  /** DNS names and IPv4 addresses. */
  readonly names?: readonly string[];
  /** May sign other certificates. */
  readonly authority?: boolean;
  readonly notBefore: Date;
  readonly notAfter: Date;
  /** Absent: signed with its own key. */
  readonly signedBy?: Certificate;
}

const ecdsaWithSha256 = der.sequence(der.identifier('1.2.840.10045.4.3.2'));

const distinguishedName = (commonName: string): Buffer =>
  der.sequence(der.set(der.sequence(der.identifier('2.5.4.3'), der.utf8(commonName))));

const generalName = (name: string): Buffer =>
  isIP(name) === 4
    ? der.implicit(7, Buffer.from(name.split('.').map(Number)))
    : der.implicit(2, Buffer.from(name, 'ascii'));

const critical = (id: string, value: Buffer): Buffer =>
  der.sequence(der.identifier(id), der.yes, der.octets(value));
const ordinary = (id: string, value: Buffer): Buffer => der.sequence(der.identifier(id), der.octets(value));

const forAuthority = [
  critical('2.5.29.19', der.sequence(der.yes)),
  critical('2.5.29.15', der.bits(Buffer.from([0b0000_0110]), 1)), // keyCertSign, cRLSign
];
const forServer = [
  critical('2.5.29.19', der.sequence()),
  critical('2.5.29.15', der.bits(Buffer.from([0b1000_0000]), 7)), // digitalSignature
  ordinary('2.5.29.37', der.sequence(der.identifier('1.3.6.1.5.5.7.3.1'))), // serverAuth
];

const extensions = (
  { authority, names = [] }: CertificateRequest,
  keyId: Buffer,
  issuerKeyId: Buffer,
): Buffer =>
  der.sequence(
    ...(authority ? forAuthority : forServer),
    ordinary('2.5.29.14', der.octets(keyId)),
    ordinary('2.5.29.35', der.sequence(der.implicit(0, issuerKeyId))),
    ...(names.length > 0 ? [ordinary('2.5.29.17', der.sequence(...names.map(generalName)))] : []),
  );

/** Positive, not zero, at most 20 bytes (RFC 5280 §4.1.2.2). */
const serialNumber = (): Buffer => {
  const bytes = randomBytes(16);
  bytes[0] = ((bytes[0] ?? 0) & 0x3f) | 0x40;
  return bytes;
};

const pem = (label: string, bytes: Buffer): string => {
  const lines = bytes.toString('base64').match(/.{1,64}/g) ?? [];
  return `-----BEGIN ${label}-----\n${lines.join('\n')}\n-----END ${label}-----\n`;
};

/** Makes a key and an X.509 v3 certificate for it (RFC 5280). */
export const makeCertificate = (request: CertificateRequest): Certificate => {
  const { subject, signedBy } = request;
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const publicInfo = publicKey.export({ type: 'spki', format: 'der' });
  const keyId = createHash('sha1').update(publicInfo.subarray(-65)).digest();
  const body = der.sequence(
    der.explicit(0, der.integer(Buffer.from([2]))), // version 3
    der.integer(serialNumber()),
    ecdsaWithSha256,
    distinguishedName(signedBy?.subject ?? subject),
    der.sequence(der.time(request.notBefore), der.time(request.notAfter)),
    distinguishedName(subject),
    publicInfo,
    der.explicit(3, extensions(request, keyId, signedBy?.keyId ?? keyId)),
  );
  const signature = sign('sha256', body, signedBy?.key ?? privateKey);
  return {
    subject,
    certificate: pem('CERTIFICATE', der.sequence(body, ecdsaWithSha256, der.bits(signature))),
    privateKey: privateKey.export({ type: 'pkcs8', format: 'pem' }) as string,
    key: privateKey,
    keyId,
  };
};
