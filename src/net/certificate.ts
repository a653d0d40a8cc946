import { X509Certificate } from 'node:crypto';
import type { DetailedPeerCertificate } from 'node:tls';
import type { CertificateSeen } from '../model/evidence.ts';

/** A value of the subjectAltName text, which Node quotes as a JSON string when it holds odd characters. */
const unquoted = (value: string): string => {
  if (!value.startsWith('"')) return value;
  try {
    return String(JSON.parse(value));
  } catch {
    // Not what Node documents: shown as it is.
    return value;
  }
};

const namesOf = (certificate: X509Certificate): string[] =>
  [...(certificate.subjectAltName ?? '').matchAll(/(?:DNS|IP Address):("(?:[^"\\]|\\.)*"|[^,]*)/g)].map(
    (found) => unquoted(found[1] ?? '').toLowerCase(),
  );

const oneLine = (distinguishedName: string): string => distinguishedName.split('\n').join(', ');

const isSelfSigned = (certificate: X509Certificate): boolean => {
  try {
    // checkIssued() says no for a self-signed leaf whose key usage lacks keyCertSign; the signature decides.
    return certificate.subject === certificate.issuer && certificate.verify(certificate.publicKey);
  } catch {
    // A key or a signature algorithm that this OpenSSL does not know.
    return false;
  }
};

const seen = (der: Buffer): CertificateSeen => {
  const certificate = new X509Certificate(der);
  return {
    subject: oneLine(certificate.subject),
    issuer: oneLine(certificate.issuer),
    names: namesOf(certificate),
    notBefore: new Date(certificate.validFrom).toISOString(),
    notAfter: new Date(certificate.validTo).toISOString(),
    fingerprint256: certificate.fingerprint256,
    selfSigned: isSelfSigned(certificate),
    raw: der.toString('base64'),
  };
};

/** The certificates a server sent, leaf first. `peer` has to come from a connection without authorities of its own. */
export const chainOf = (peer: DetailedPeerCertificate): CertificateSeen[] => {
  const chain: CertificateSeen[] = [];
  const met = new Set<string>();
  for (
    let link: DetailedPeerCertificate | undefined = peer;
    link?.raw && !met.has(link.fingerprint256);
    link = link.issuerCertificate
  ) {
    met.add(link.fingerprint256);
    chain.push(seen(link.raw));
  }
  return chain;
};
