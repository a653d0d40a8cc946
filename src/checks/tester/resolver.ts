import { defineCheck, found, ok, unknown } from '../../model/check.ts';
import type { DnsSeen } from '../../model/seen/dns.ts';
import { asIs, resolver as resolverSays, tester, together } from '../../model/example.ts';

/** It refused the site too: one that knows this site alone is the site's own name server, and was named on purpose. */
const refusesAll = (dns: DnsSeen | undefined): boolean =>
  dns !== undefined &&
  dns.resolver.length > 0 &&
  dns.resolver.every(({ outcome, rcode }) => outcome === 'answer' && rcode === 'REFUSED');

const rootAnswer = (rcode: string) =>
  tester({ resolver: { state: 'fine', outcome: 'answer', rcode, address: '192.168.1.1' } });

export default defineCheck({
  claim: true,
  needs: ['tester'],
  uses: ['dns'],
  judge({ tester: { resolver, invalidName }, dns }) {
    const subject = resolver.address ?? 'the resolver';
    if (resolver.state === 'skipped') return [ok(subject, 'no resolver of the Internet is needed')];
    if (resolver.outcome === 'silent')
      return [found('silent', subject, `the resolver ${subject} did not answer a question about the root`)];
    if (resolver.outcome === 'port-closed')
      return [found('port-closed', subject, `nothing answers DNS at ${subject}: its port is closed`)];
    if (resolver.state !== 'fine')
      return [
        unknown(
          subject,
          `the resolver could not be asked (${resolver.code ?? resolver.outcome ?? 'no code'})`,
        ),
      ];
    if (resolver.rcode === 'REFUSED' && refusesAll(dns))
      return [found('refuses', subject, `the resolver ${subject} refuses every question of this computer`)];
    if (resolver.rcode === 'SERVFAIL')
      return [
        found('fails', subject, `the resolver ${subject} fails at a question about the root (SERVFAIL)`),
      ];
    if (invalidName.state === 'odd')
      return [
        found(
          'invents-names',
          subject,
          `a name that cannot exist got the address ${invalidName.detail ?? '?'} from ${subject}`,
        ),
      ];
    return [ok(subject, `the resolver ${subject} answers and invents no names`)];
  },
  causes: {
    silent: {
      status: 'broken',
      strength: 'likely',
      example: tester({ resolver: { state: 'odd', outcome: 'silent', address: '192.168.1.1' } }),
    },
    'port-closed': {
      status: 'broken',
      strength: 'confirmed',
      example: tester({
        resolver: { state: 'odd', outcome: 'port-closed', address: '127.0.0.53', code: 'ECONNREFUSED' },
      }),
    },
    refuses: {
      status: 'broken',
      strength: 'confirmed',
      example: together(rootAnswer('REFUSED'), resolverSays({ rcode: 'REFUSED', answers: [] })),
    },
    fails: { status: 'broken', strength: 'confirmed', example: rootAnswer('SERVFAIL') },
    'invents-names': {
      status: 'warn',
      strength: 'confirmed',
      example: tester({
        resolver: { state: 'fine', outcome: 'answer', address: '192.168.1.1' },
        invalidName: { state: 'odd', detail: '198.51.100.7' },
      }),
    },
  },
  examples: {
    ok: [
      asIs,
      tester({ resolver: { state: 'fine', outcome: 'answer', address: '192.168.1.1' } }),
      rootAnswer('REFUSED'),
    ],
    unknown: [tester({ resolver: { state: 'odd', outcome: 'failed', code: 'EPERM' } })],
  },
});
