import { blocked, defineCheck, found, ok, unknown, type Example, type Judgement } from '../../model/check.ts';
import type { HttpSeen } from '../../model/seen/http.ts';
import { asIs, leaf, together } from '../../model/example.ts';
import { headerOf } from '../../model/http.ts';
import type { CertificatesSeen, StoredCertificate } from '../../model/seen/certificates.ts';
import type { ErrorsSeen } from '../../model/seen/errors.ts';
import type { NginxSeen } from '../../model/seen/nginx.ts';
import { refusalCause, standingRefusal } from '../../model/refusals.ts';
import { renewed, storedAs } from '../../model/stored.ts';
import { atEach, day, type Shown } from '../../model/tls.ts';

type Cause = 'not-reloaded' | 'renewal-waits' | 'file-missing';

const isOver = (notAfter: string | undefined, now: Date): boolean =>
  notAfter !== undefined && Date.parse(notAfter) < now.getTime();

/** A service in front of the server sends a certificate of its own, and that is no news of Nginx. */
const isNginx = (http: HttpSeen | undefined): boolean =>
  (http?.visits ?? []).some(({ steps }) =>
    steps.some((step) => /^nginx\b/.test(headerOf(step, 'server') ?? '')),
  );

const notAfterOf = ({ certificate }: StoredCertificate): string => certificate?.notAfter ?? '';

const judgeOne = (
  { subject, leaf: sent }: Shown,
  certificates: CertificatesSeen,
  http: HttpSeen | undefined,
  now: Date,
): Judgement<Cause> => {
  const same = storedAs(certificates, sent);
  if (same) return ok(subject, `the certificate that is sent is the one in ${same.path}`);
  const newer = renewed(certificates, sent);
  if (newer)
    return found(
      isOver(sent.notAfter, now) ? 'not-reloaded' : 'renewal-waits',
      subject,
      `the certificate in ${newer.path} is valid until ${day(notAfterOf(newer))}, and the one that is sent until ${day(sent.notAfter ?? '')}`,
      isNginx(http) ? undefined : 'likely',
    );
  const gone = certificates.stored.find(({ state }) => state === 'missing');
  if (gone)
    return found('file-missing', subject, `a certificate is sent, and its file ${gone.path} is not there`);
  const denied = certificates.stored.find(({ state }) => state === 'denied');
  return denied
    ? unknown(subject, `${denied.path} may not be read`, 'Look as the administrator: --sudo')
    : unknown(subject, 'the certificate that is sent is none of those in the configuration of Nginx');
};

const stored =
  (patch: Partial<StoredCertificate>): Example =>
  (seen) => {
    const { certificates } = seen.evidence;
    return {
      ...seen,
      evidence: {
        ...seen.evidence,
        certificates: {
          ...certificates,
          stored: certificates.stored.map(({ path, state }) => ({ path, state, ...patch })),
        },
      },
    };
  };

const newer = stored({
  certificate: {
    issuer: 'CN=Lab CA',
    names: ['www.foobar.com', 'foobar.com'],
    notBefore: '2026-11-20T00:00:00.000Z',
    notAfter: '2027-02-18T00:00:00.000Z',
    fingerprint256: '01',
  },
});

/** Nginx has noticed it itself: then `web/config-is-loaded` tells it, and nobody else. */
const isSaidByNginx = (errors: ErrorsSeen | undefined, nginx: NginxSeen | undefined): boolean => {
  const refusal = errors && nginx && standingRefusal(errors, nginx, []);
  return refusal !== undefined && refusalCause(refusal) === 'certificate-missing';
};

export default defineCheck({
  claim: false,
  needs: ['tls', 'certificates'],
  uses: ['http', 'errors', 'nginx'],
  judge: ({ tls, certificates, http, errors, nginx }, { now }): Judgement<Cause>[] =>
    atEach(tls, (shown) => {
      const judgement = judgeOne(shown, certificates, http, now);
      return judgement.cause === 'file-missing' && isSaidByNginx(errors, nginx)
        ? blocked(judgement.subject, judgement.because, 'web')
        : judgement;
    }),
  causes: {
    'not-reloaded': {
      status: 'broken',
      strength: 'confirmed',
      example: together(newer, leaf({ notAfter: '2026-11-19T12:00:00.000Z' })),
    },
    'renewal-waits': { status: 'warn', strength: 'confirmed', example: newer },
    'file-missing': { status: 'warn', strength: 'confirmed', example: stored({ state: 'missing' }) },
  },
  examples: {
    ok: [asIs],
    unknown: [stored({ state: 'denied' }), stored({ state: 'unreadable' })],
  },
});
