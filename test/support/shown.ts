import type { Certificate } from '../../src/lab/certificate.ts';
import { leafOf } from './certificates.ts';
import { certificateFolder, type Shop } from './shop.ts';

type Leaf = Parameters<typeof leafOf>[1];

interface Shown {
  /** The certificate, from the authority of the tests. */
  readonly leaf?: (authority: Certificate) => Certificate;
  /** What is sent behind it. */
  readonly more?: readonly Certificate[];
}

/** A leaf like this, from the authority that visitors trust. */
export const leaf =
  (wanted: Leaf) =>
  (authority: Certificate): Certificate =>
    leafOf(authority, wanted);

/** The site was set up with this certificate, and Nginx shows it. */
export const showing =
  ({ leaf: make = leaf({}), more = [] }: Shown) =>
  async (site: Shop): Promise<void> => {
    const { certificate, privateKey } = make(site.authority);
    await site.write(`${certificateFolder}/cert.pem`, certificate);
    await site.write(
      `${certificateFolder}/fullchain.pem`,
      [certificate, ...more.map((one) => one.certificate)].join(''),
    );
    await site.write(`${certificateFolder}/privkey.pem`, privateKey);
    await site.does('systemctl reload nginx');
  };
