import type { CertificateSeen } from './tls.ts';

/** The file of a certificate that the configuration names; of the key beside it nothing is read. */
export interface StoredCertificate {
  readonly path: string;
  readonly state: 'there' | 'missing' | 'denied' | 'unreadable';
  readonly certificate?: Pick<
    CertificateSeen,
    'issuer' | 'names' | 'notBefore' | 'notAfter' | 'fingerprint256'
  >;
}

export interface CertificatesSeen {
  readonly stored: readonly StoredCertificate[];
  readonly command: string;
}
