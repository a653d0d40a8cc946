import { shownEndpoint } from '../../model/address.ts';
import { blocked, defineCheck, found, ok, unknown, type Judgement } from '../../model/check.ts';
import type { TlsHandshake } from '../../model/evidence.ts';
import { asIs, handshake, tcp, together } from '../../model/example.ts';
import { isSentToHttps } from '../../model/http.ts';

type Cause = 'not-tls' | 'no-name' | 'silent' | 'closed' | 'too-old';

const old: ReadonlySet<string> = new Set(['SSLv3', 'TLSv1', 'TLSv1.1']);

const judgeOne = (one: TlsHandshake): Judgement<Cause> => {
  const subject = shownEndpoint(one);
  if (one.outcome === 'handshake' && old.has(one.protocol ?? ''))
    return found('too-old', subject, `${subject} speaks nothing newer than ${one.protocol}`);
  if (one.outcome === 'handshake') return ok(subject, `${subject} speaks ${one.protocol ?? 'TLS'}`);
  if (one.outcome === 'not-tls') return found('not-tls', subject, `${subject} answers, but not in TLS`);
  if (one.outcome === 'cut-short')
    return unknown(subject, `the handshake with ${subject} was not waited for: the check was ended first`);
  if (one.outcome === 'silent')
    return found('silent', subject, `${subject} accepts the connection and then says nothing`);
  if (one.outcome === 'closed')
    return found('closed', subject, `${subject} closes the connection during the handshake`);
  if (one.code === 'ERR_SSL_TLSV1_UNRECOGNIZED_NAME')
    return found('no-name', subject, `${subject} has no certificate for the name ${one.serverName}`);
  return unknown(
    subject,
    `the handshake with ${subject} failed with ${one.code ?? one.outcome}, for which there is no rule yet`,
  );
};

const failed = (patch: Partial<TlsHandshake>) => handshake({ chain: [], ...patch });

export default defineCheck({
  claim: true,
  needs: ['tcp', 'tls'],
  uses: ['http'],
  judge({ tcp: { attempts }, tls, http }, { target }) {
    if (tls.handshakes.length > 0) return tls.handshakes.map(judgeOne);
    const plain = attempts.some(({ purpose, state }) => purpose === 'http' && state === 'open');
    const isWanted = (http?.visits ?? []).some(isSentToHttps);
    // Without https there is nothing to judge; `tls/offered` says that it is missing.
    return plain && !isWanted
      ? []
      : [blocked(target.site.shown, 'the https port accepts no connection', 'server')];
  },
  causes: {
    'not-tls': {
      status: 'broken',
      strength: 'confirmed',
      example: failed({ outcome: 'not-tls', code: 'ERR_SSL_WRONG_VERSION_NUMBER' }),
    },
    'no-name': {
      status: 'broken',
      strength: 'confirmed',
      example: failed({ outcome: 'alert', code: 'ERR_SSL_TLSV1_UNRECOGNIZED_NAME' }),
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
