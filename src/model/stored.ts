import type { CertificateSeen } from './seen/tls.ts';
import type { CertificatesSeen, StoredCertificate } from './seen/certificates.ts';

type Served = Pick<CertificateSeen, 'names' | 'notBefore' | 'fingerprint256'>;

/** The certificates on the disk that are newer than the one that is sent, for one of its names. */
const isNewer = ({ certificate }: StoredCertificate, served: Served): boolean =>
  certificate?.notBefore !== undefined &&
  served.notBefore !== undefined &&
  Date.parse(certificate.notBefore) > Date.parse(served.notBefore) &&
  certificate.names.some((name) => served.names.includes(name));

/** The one of these files that is what is sent, when there is one. */
export const storedAs = ({ stored }: CertificatesSeen, served: Served): StoredCertificate | undefined =>
  stored.find(({ certificate }) => certificate?.fingerprint256 === served.fingerprint256);

/** What lies on the disk in the place of the certificate that is sent, and is newer. */
export const renewed = (
  certificates: CertificatesSeen | undefined,
  served: Served,
): StoredCertificate | undefined =>
  certificates === undefined || storedAs(certificates, served)
    ? undefined
    : certificates.stored.find((one) => isNewer(one, served));
