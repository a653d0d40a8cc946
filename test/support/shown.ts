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

/** What no authority of ours writes into a certificate. */
interface Odd {
  readonly subject?: string;
  /** `-newkey` of openssl-req(1). */
  readonly key?: string;
  /** Digest of the signature. */
  readonly digest?: string;
  /** One more line of x509v3_config(5). */
  readonly extension?: string;
  /** Certificate and key of who signs it; otherwise the authority that visitors trust. */
  readonly signer?: readonly [string, string];
}

const authority = ['/usr/share/test-authority/ca.pem', '/usr/share/test-authority/ca.key'] as const;

/** A certificate for both names, which OpenSSL's own program puts into this folder. */
export const madeByOpenssl = (
  folder: string,
  {
    subject = 'www.shop.com',
    key = 'rsa:2048',
    digest = 'sha256',
    extension = '',
    signer: [certificate, signingKey] = authority,
  }: Odd = {},
): string =>
  [
    `mkdir -p ${folder}`,
    `openssl req -new -newkey ${key} -nodes -subj /CN=${subject} -keyout ${folder}/privkey.pem -out /tmp/asked.pem`,
    `printf 'subjectAltName=DNS:www.shop.com,DNS:shop.com\\n${extension}\\n' >/tmp/lines`,
    `openssl x509 -req -in /tmp/asked.pem -CA ${certificate} -CAkey ${signingKey} -set_serial 7 -${digest} -days 60 -extfile /tmp/lines -out ${folder}/cert.pem`,
    `cp ${folder}/cert.pem ${folder}/fullchain.pem`,
  ].join(' && ');
