import { lacksOwnIpv6 } from '../../model/address.ts';
import { defineCheck, found, ok, unknown } from '../../model/check.ts';
import { asIs, tcp } from '../../model/example.ts';

export default defineCheck({
  claim: false,
  needs: ['tester'],
  uses: ['tcp'],
  judge({ tcp: seen }) {
    const subject = 'this computer';
    if (!seen) return [unknown(subject, 'no address was connected to')];
    const missed = [...new Set(seen.attempts.filter(lacksOwnIpv6).map(({ address }) => address))];
    return missed.length > 0
      ? [
          found(
            'none',
            subject,
            `this computer has no IPv6, so ${missed.join(', ')} of the site could not be looked at`,
          ),
        ]
      : [ok(subject, 'no address was left out for want of IPv6')];
  },
  causes: {
    none: {
      status: 'note',
      strength: 'confirmed',
      example: tcp({ address: '2001:db8::1', state: 'unreachable', code: 'ENETUNREACH' }),
    },
  },
  examples: { ok: [asIs] },
});
