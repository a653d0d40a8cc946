import { shownEndpoint } from '../../model/address.ts';
import { blocked, defineCheck, found, ok, unknown, type Judgement } from '../../model/check.ts';
import type { TcpSeen } from '../../model/seen/tcp.ts';
import type { TlsHandshake } from '../../model/seen/tls.ts';
import { asIs, handshake, tcp, together } from '../../model/example.ts';
import { isSentToHttps } from '../../model/http.ts';
import { isFrozenAt } from '../../model/listening.ts';
import { isHttpAnswer, serviceSaying } from '../../model/service.ts';

type Cause =
  | 'not-tls'
  | 'plain-http'
  | 'another-service'
  | 'no-name'
  | 'refused'
  | 'internal-error'
  | 'silent'
  | 'closed'
  | 'too-old'
  | 'no-forward-secrecy'
  | 'not-newest';

const old: ReadonlySet<string> = new Set(['SSLv3', 'TLSv1', 'TLSv1.1']);

/** RFC 8446 appendix B.4: every suite of TLS 1.3 has it. Before, the names of OpenSSL begin with the key exchange. */
const hasForwardSecrecy = /^(?:TLS_|ECDHE-|DHE-)/;

const agreed = (one: TlsHandshake, subject: string): Judgement<Cause> => {
  const { protocol = 'TLS', cipher = '' } = one;
  if (old.has(protocol)) return found('too-old', subject, `${subject} speaks nothing newer than ${protocol}`);
  if (!hasForwardSecrecy.test(cipher))
    return found('no-forward-secrecy', subject, `${subject} chose ${cipher}, which has no forward secrecy`);
  if (protocol === 'TLSv1.2')
    return found(
      'not-newest',
      subject,
      `${subject} speaks TLSv1.2, and not TLSv1.3, which is faster to begin`,
    );
  return ok(subject, `${subject} speaks ${protocol}`);
};

const notTls = ({ firstBytes }: TlsHandshake, subject: string): Judgement<Cause> => {
  if (isHttpAnswer(firstBytes))
    return found('plain-http', subject, `${subject} speaks plain HTTP, without TLS`);
  const service = serviceSaying(firstBytes);
  return service
    ? found('another-service', subject, `${subject} is the port of another service: ${service}`)
    : found('not-tls', subject, `${subject} answers, but not in TLS`);
};

const judgeOne = (one: TlsHandshake): Judgement<Cause> => {
  const subject = shownEndpoint(one);
  if (one.outcome === 'handshake') return agreed(one, subject);
  if (one.outcome === 'not-tls') return notTls(one, subject);
  if (one.outcome === 'cut-short')
    return unknown(subject, `the handshake with ${subject} was not waited for: the check was ended first`);
  if (one.outcome === 'silent')
    return found('silent', subject, `${subject} accepts the connection and then says nothing`);
  if (one.outcome === 'closed')
    return found('closed', subject, `${subject} closes the connection during the handshake`);
  if (one.code === 'ERR_SSL_TLSV1_UNRECOGNIZED_NAME')
    return found('no-name', subject, `${subject} has no certificate for the name ${one.serverName}`);
  // OpenSSL 3.2 and later call it SSL/TLS_ALERT_…
  if (one.code?.endsWith('_ALERT_HANDSHAKE_FAILURE'))
    return found('refused', subject, `${subject} refuses the handshake (alert 40, handshake_failure)`);
  if (one.code?.endsWith('_ALERT_INTERNAL_ERROR'))
    return found('internal-error', subject, `${subject} breaks the handshake off (alert 80, internal_error)`);
  return unknown(
    subject,
    `the handshake with ${subject} failed with ${one.code ?? one.outcome}, for which there is no rule yet`,
  );
};

/** A program that is stopped is told of by `server/listens`, and by nobody else. */
const explainedInside = (judgement: Judgement<Cause>, isFrozen: boolean): Judgement<Cause> =>
  isFrozen && judgement.cause === 'silent'
    ? blocked(judgement.subject, judgement.because, 'server')
    : judgement;

/** An address that is not one of the site's reach was never tried. */
const whyNone = (attempts: TcpSeen['attempts']): string =>
  attempts.every(({ state }) => state === 'not-dialled')
    ? 'the https port was not connected to'
    : 'the https port accepts no connection';

const failed = (patch: Partial<TlsHandshake>) => handshake({ chain: [], ...patch });

export default defineCheck({
  claim: true,
  needs: ['tcp', 'tls'],
  uses: ['http', 'listeners', 'processes'],
  judge({ tcp: { attempts }, tls, http, ...inside }, { target }) {
    if (tls.handshakes.length > 0)
      return tls.handshakes.map((one) => explainedInside(judgeOne(one), isFrozenAt(inside, one)));
    const plain = attempts.some(({ purpose, state }) => purpose === 'http' && state === 'open');
    const isWanted = (http?.visits ?? []).some(isSentToHttps);
    // Without https there is nothing to judge; `tls/offered` says that it is missing.
    return plain && !isWanted ? [] : [blocked(target.site.shown, whyNone(attempts), 'server')];
  },
  causes: {
    'not-tls': {
      status: 'broken',
      strength: 'confirmed',
      example: failed({ outcome: 'not-tls', code: 'ERR_SSL_WRONG_VERSION_NUMBER' }),
    },
    'plain-http': {
      status: 'broken',
      strength: 'confirmed',
      example: failed({ outcome: 'not-tls', firstBytes: 'HTTP/1.1 200 OK\r\nServer: nginx/1.22.1' }),
    },
    'another-service': {
      status: 'broken',
      strength: 'confirmed',
      example: failed({ outcome: 'not-tls', firstBytes: 'SSH-2.0-OpenSSH_9.2p1\r\n' }),
    },
    'no-name': {
      status: 'broken',
      strength: 'confirmed',
      example: failed({ outcome: 'alert', code: 'ERR_SSL_TLSV1_UNRECOGNIZED_NAME' }),
    },
    refused: {
      status: 'broken',
      strength: 'likely',
      example: failed({ outcome: 'alert', code: 'ERR_SSL_SSLV3_ALERT_HANDSHAKE_FAILURE' }),
    },
    'internal-error': {
      status: 'broken',
      strength: 'likely',
      example: failed({ outcome: 'alert', code: 'ERR_SSL_TLSV1_ALERT_INTERNAL_ERROR' }),
    },
    silent: {
      status: 'broken',
      strength: 'likely',
      example: failed({ outcome: 'silent', code: 'ETIMEDOUT' }),
    },
    closed: {
      status: 'broken',
      strength: 'likely',
      example: failed({ outcome: 'closed', code: 'ECONNRESET' }),
    },
    'too-old': { status: 'broken', strength: 'confirmed', example: handshake({ protocol: 'TLSv1.1' }) },
    'no-forward-secrecy': {
      status: 'warn',
      strength: 'confirmed',
      example: handshake({ protocol: 'TLSv1.2', cipher: 'AES256-GCM-SHA384' }),
    },
    'not-newest': {
      status: 'note',
      strength: 'confirmed',
      example: handshake({ protocol: 'TLSv1.2', cipher: 'ECDHE-RSA-AES256-GCM-SHA384' }),
    },
  },
  examples: {
    ok: [asIs],
    unknown: [
      failed({ outcome: 'failed', code: 'ERR_SSL_SOMETHING' }),
      failed({ outcome: 'cut-short' }),
      together(tcp({ state: 'refused' }), (healthy) => ({
        ...healthy,
        evidence: { ...healthy.evidence, tls: { handshakes: [] } },
      })),
    ],
  },
});
