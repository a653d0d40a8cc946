import type { Certificate } from './certificate.ts';
import { makeCertificate } from './certificate.ts';
import type { TlsPlan } from './plan.ts';
import type { LabCertificates } from './services/service.ts';

const dayMs = 86_400_000;

const inDays = (days: number): Date => new Date(Date.now() + days * dayMs);

/** An authority of the lab's own. Its private key never leaves this process. */
export const makeAuthority = (subject: string, signedBy?: Certificate): Certificate =>
  makeCertificate({
    subject,
    authority: true,
    notBefore: inDays(-400),
    notAfter: inDays(400),
    ...(signedBy ? { signedBy } : {}),
  });

const betweenOf = ({ signedBy }: TlsPlan, authority: Certificate): Certificate | undefined => {
  if (signedBy === 'intermediate') return makeAuthority('infra-tutor lab intermediate', authority);
  return signedBy === 'stranger'
    ? makeAuthority('unknown intermediate', makeAuthority('unknown authority'))
    : undefined;
};

/** The certificate that the plan describes, and what is sent along with it. */
export const issue = (plan: TlsPlan, authority: Certificate): LabCertificates => {
  const between = betweenOf(plan, authority);
  const signedBy = plan.signedBy === 'itself' ? undefined : (between ?? authority);
  const site = makeCertificate({
    subject: plan.names[0] ?? 'nobody',
    names: plan.names,
    notBefore: inDays(plan.startsInDays),
    notAfter: inDays(plan.endsInDays),
    ...(signedBy ? { signedBy } : {}),
  });
  // As after a renewal of which only one file was copied.
  const beside = plan.key === 'of-another' ? makeAuthority('another certificate') : site;
  const sent = between && plan.sends === 'chain' ? [site, between] : [site];
  return {
    authority,
    site: { ...site, privateKey: beside.privateKey },
    chain: sent.map(({ certificate }) => certificate).join(''),
  };
};
