import type { Endpoint } from '../address.ts';

export interface CertificateSeen {
  readonly subject: string;
  readonly issuer: string;
  /**
   * DNS names and IP addresses of the subjectAltName extension (RFC 9525 §6.3: nothing else names a server). At most
   * 100, those that are the site's first.
   */
  readonly names: readonly string[];
  /** How many names there are, when `names` does not hold them all. */
  readonly nameCount?: number;
  /** ISO 8601; absent when the certificate has no date there (a month 13). */
  readonly notBefore?: string;
  readonly notAfter?: string;
  readonly fingerprint256: string;
  /** Signed with its own key. */
  readonly selfSigned: boolean;
  /** It says that it may sign others (RFC 5280 §4.2.1.9). */
  readonly authority?: boolean;
  /** Absent when this OpenSSL does not know the kind of key; `bits` is the length of an RSA modulus. */
  readonly key?: { readonly type: string; readonly bits?: number };
  /** Object identifier of the algorithm it is signed with, dotted (RFC 5280 §4.1.1.2). */
  readonly signedWith?: string;
  /** The certificate as it came (DER), base64. */
  readonly raw?: string;
}

export interface TlsHandshake extends Endpoint {
  readonly serverName: string;
  readonly outcome: 'handshake' | 'alert' | 'not-tls' | 'closed' | 'silent' | 'cut-short' | 'failed';
  /** OpenSSL's or the operating system's code, as Node reports it. */
  readonly code?: string;
  readonly protocol?: string;
  readonly cipher?: string;
  /** Only what the server sent, leaf first. */
  readonly chain: readonly CertificateSeen[];
  /**
   * Verification against the public authorities and the target's own: `ok`, or the first error's code. Absent when the
   * second handshake, which verifies, did not come to an end.
   */
  readonly verification?: string;
  /** The same without a server name; looked at only when the certificate is for other names. */
  readonly withoutName?: Pick<TlsHandshake, 'outcome' | 'code'> & { readonly fingerprint256?: string };
  /** Of `not-tls`: the first bytes that came on a connection on which a page was asked for without TLS, at most 64. */
  readonly firstBytes?: string;
  readonly ms: number;
  readonly command: string;
}

export interface TlsSeen {
  readonly handshakes: readonly TlsHandshake[];
}
