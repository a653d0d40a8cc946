import { X509Certificate } from 'node:crypto';
import type { DetailedPeerCertificate } from 'node:tls';
import { canonical } from '../model/address.ts';
import type { CertificateSeen } from '../model/seen/tls.ts';
import { covers } from '../model/tls.ts';
import { limits } from './limits.ts';

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

/** `DNS:shop.com, URI:http://…, DirName:"CN=a\u002c b"`: what is quoted holds no end of an entry. */
const entry = /((?:"(?:[^"\\]|\\.)*"|[^",])+)(?:, |$)/gy;

const namesOf = ({ subjectAltName = '' }: X509Certificate): string[] =>
  [...subjectAltName.matchAll(entry)].flatMap(([, one = '']) => {
    const named = /^(?:DNS|IP Address):(.*)$/s.exec(one);
    return named ? [canonical(unquoted(named[1] ?? '').toLowerCase())] : [];
  });

/** A certificate can hold thousands; those that cover one of `hosts` are what it is judged by. */
const bounded = (
  names: readonly string[],
  hosts: readonly string[],
): Pick<CertificateSeen, 'names' | 'nameCount'> => {
  if (names.length <= limits.tls.names) return { names };
  const fits = (name: string): boolean => hosts.some((host) => covers(name, host));
  const sorted = [...names.filter(fits), ...names.filter((name) => !fits(name))];
  return { names: sorted.slice(0, limits.tls.names), nameCount: names.length };
};

/** An empty name is allowed where the subjectAltName says it all (RFC 5280 §4.1.2.6); Node then has none. */
const oneLine = (distinguishedName: string | undefined): string =>
  (distinguishedName ?? '').split('\n').join(', ');

/** What OpenSSL cannot read as a date it calls "Bad time value". */
const dates = ({ validFrom, validTo }: X509Certificate): Pick<CertificateSeen, 'notBefore' | 'notAfter'> => {
  const [from, to] = [new Date(validFrom), new Date(validTo)];
  return {
    ...(Number.isNaN(from.getTime()) ? {} : { notBefore: from.toISOString() }),
    ...(Number.isNaN(to.getTime()) ? {} : { notAfter: to.toISOString() }),
  };
};

const isSelfSigned = (certificate: X509Certificate): boolean => {
  try {
    // checkIssued() says no for a self-signed leaf whose key usage lacks keyCertSign; the signature decides.
    return certificate.subject === certificate.issuer && certificate.verify(certificate.publicKey);
  } catch {
    // A key or a signature algorithm that this OpenSSL does not know.
    return false;
  }
};

const keyOf = (certificate: X509Certificate): Pick<CertificateSeen, 'key'> => {
  try {
    const { asymmetricKeyType: type, asymmetricKeyDetails } = certificate.publicKey;
    const bits = asymmetricKeyDetails?.modulusLength;
    return type ? { key: { type, ...(bits ? { bits } : {}) } } : {};
  } catch {
    // A kind of key that this OpenSSL does not know.
    return {};
  }
};

/** Where the contents of a DER element begin and end (X.690 §8.1.3). */
const contents = (der: Buffer, at: number): { readonly from: number; readonly to: number } => {
  const length = der.readUInt8(at + 1);
  if (length < 0x80) return { from: at + 2, to: at + 2 + length };
  const from = at + 2 + (length & 0x7f);
  return { from, to: from + der.readUIntBE(at + 2, length & 0x7f) };
};

/** Base 128, the first two numbers in one (X.690 §8.19). */
const dotted = (identifier: Buffer): string => {
  const numbers: number[] = [];
  let number = 0;
  for (const byte of identifier) {
    number = number * 128 + (byte & 0x7f);
    if (!Number.isSafeInteger(number)) throw new RangeError('no algorithm has such a number');
    if (byte >= 0x80) continue;
    numbers.push(...(numbers.length === 0 ? [Math.min(2, Math.floor(number / 40))] : []));
    numbers.push(numbers.length === 1 ? number - (numbers[0] ?? 0) * 40 : number);
    number = 0;
  }
  return numbers.join('.');
};

/** Certificate ::= SEQUENCE { tbsCertificate, SEQUENCE { algorithm, … }, … } (RFC 5280 §4.1). */
const signedWith = (der: Buffer): Pick<CertificateSeen, 'signedWith'> => {
  try {
    const { to: afterBody } = contents(der, contents(der, 0).from);
    const { from, to } = contents(der, contents(der, afterBody).from);
    const algorithm = dotted(der.subarray(from, to));
    return algorithm === '' ? {} : { signedWith: algorithm };
  } catch {
    // Lengths that lead out of it, or numbers beyond all that were given out.
    return {};
  }
};

const seen = (der: Buffer, hosts: readonly string[]): CertificateSeen => {
  const certificate = new X509Certificate(der);
  return {
    subject: oneLine(certificate.subject),
    issuer: oneLine(certificate.issuer),
    ...bounded(namesOf(certificate), hosts),
    ...dates(certificate),
    fingerprint256: certificate.fingerprint256,
    selfSigned: isSelfSigned(certificate),
    authority: certificate.ca,
    ...keyOf(certificate),
    ...signedWith(der),
    raw: der.toString('base64'),
  };
};

/** The first certificate of a file (PEM, RFC 7468 §5). */
export const certificateIn = (pem: string, hosts: readonly string[]): CertificateSeen | undefined => {
  try {
    return seen(new X509Certificate(pem).raw, hosts);
  } catch {
    // What stands between the lines is no certificate.
    return undefined;
  }
};

/**
 * The certificates a server sent, leaf first. `peer` has to come from a connection without authorities of its own.
 * @param hosts names by which a certificate is judged: they are kept when it has too many
 */
export const chainOf = (peer: DetailedPeerCertificate, hosts: readonly string[]): CertificateSeen[] => {
  const chain: CertificateSeen[] = [];
  const met = new Set<string>();
  for (
    let link: DetailedPeerCertificate | undefined = peer;
    link?.raw && !met.has(link.fingerprint256);
    link = link.issuerCertificate
  ) {
    met.add(link.fingerprint256);
    chain.push(seen(link.raw, hosts));
  }
  return chain;
};
