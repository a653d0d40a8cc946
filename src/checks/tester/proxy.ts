import { defineCheck, found, ok } from '../../model/check.ts';
import { asIs, tester } from '../../model/example.ts';

export default defineCheck({
  claim: false,
  needs: ['tester'],
  uses: [],
  judge({ tester: { proxies } }) {
    const subject = 'this computer';
    return proxies.length > 0
      ? [
          found(
            'set',
            subject,
            `the variable ${proxies.join(', ')} names a proxy, which this check does not use`,
          ),
        ]
      : [ok(subject, 'no variable names a proxy')];
  },
  causes: { set: { status: 'note', strength: 'confirmed', example: tester({ proxies: ['https_proxy'] }) } },
  examples: { ok: [asIs] },
});
