import { shownEndpoint } from './address.ts';
import type { Judgement } from './check.ts';
import type { CertificateSeen, TlsHandshake, TlsSeen } from './seen/tls.ts';

export interface Shown {
  readonly subject: string;
  readonly leaf: CertificateSeen;
  /** Those sent along with it. */
  readonly others: readonly CertificateSeen[];
  readonly verification: string;
  readonly withoutName: TlsHandshake['withoutName'];
}

/** The server's own certificate at each address that showed one. */
export const leaves = ({ handshakes }: TlsSeen): Shown[] =>
  handshakes.flatMap((one) => {
    const [leaf, ...others] = one.chain;
    const { verification = '', withoutName } = one;
    return leaf ? [{ subject: shownEndpoint(one), leaf, others, verification, withoutName }] : [];
  });

/** What is said of the certificate at each address; where there are several, what is not in order says at which. */
export const atEach = <Cause extends string>(
  tls: TlsSeen,
  judge: (shown: Shown) => Judgement<Cause>,
): Judgement<Cause>[] =>
  leaves(tls).map((shown) => {
    const judgement = judge(shown);
    return tls.handshakes.length === 1 || judgement.status === 'ok'
      ? judgement
      : { ...judgement, because: `${judgement.because} (${shown.subject})` };
  });

/** Whether a name of a certificate covers a host (RFC 9525 §6.3): `*` stands for exactly one label, the first. */
export const covers = (pattern: string, host: string): boolean => {
  if (pattern === host) return true;
  const [star, ...rest] = pattern.split('.');
  const [label, ...domain] = host.split('.');
  return star === '*' && label !== '' && rest.length > 1 && rest.join('.') === domain.join('.');
};

/** `2026-11-08`. */
export const day = (iso: string): string => iso.slice(0, 10);

/** Whole days from `now` until a date; negative when it is past. */
export const daysUntil = (iso: string, now: Date): number =>
  Math.floor((Date.parse(iso) - now.getTime()) / 86_400_000);
