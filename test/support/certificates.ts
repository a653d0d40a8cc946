import { makeAuthority } from '../../src/lab/authority.ts';
import { makeCertificate, type Certificate } from '../../src/lab/certificate.ts';
import { siteName } from './target.ts';

/** What a web server sends, its key, and the authority that a visitor may trust. */
export interface Issued {
  /** PEM, in the order in which it is sent. */
  readonly chain: string;
  readonly key: string;
  readonly ca: string;
}

const inDays = (days: number): Date => new Date(Date.now() + days * 86_400_000);

interface Leaf {
  readonly names?: readonly string[];
  /** Days from now. */
  readonly from?: number;
  readonly until?: number;
}

export const leafOf = (
  signedBy: Certificate | undefined,
  { names = [siteName, 'shop.com'], from = -1, until = 60 }: Leaf = {},
): Certificate =>
  makeCertificate({
    subject: names[0] ?? siteName,
    names,
    notBefore: inDays(from),
    notAfter: inDays(until),
    ...(signedBy ? { signedBy } : {}),
  });

/** What a server with this leaf sends, followed by `more`. */
export const sending = (leaf: Certificate, more: readonly Certificate[], trusted: Certificate): Issued => ({
  chain: [leaf, ...more].map(({ certificate }) => certificate).join(''),
  key: leaf.privateKey,
  ca: trusted.certificate,
});

/** A certificate from an authority that the target trusts. */
export const issued = (leaf: Leaf = {}): Issued => {
  const root = makeAuthority('test authority');
  return sending(leafOf(root, leaf), [], root);
};
