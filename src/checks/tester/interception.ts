import { defineCheck, found, ok } from '../../model/check.ts';
import { asIs, tester } from '../../model/example.ts';

export default defineCheck({
  claim: true,
  needs: ['tester'],
  uses: [],
  judge({ tester: { reserved } }) {
    const subject = 'the way out';
    if (reserved.state === 'odd')
      return [
        found(
          'answers-for-everyone',
          subject,
          `a connection to ${reserved.detail ?? 'a reserved address'}, where nobody can be, was accepted`,
        ),
      ];
    return [
      ok(
        subject,
        reserved.state === 'skipped' ? 'no network is crossed' : 'nothing on the way answers for others',
      ),
    ];
  },
  causes: {
    'answers-for-everyone': {
      status: 'broken',
      strength: 'confirmed',
      example: tester({ reserved: { state: 'odd', detail: '240.0.0.1' } }),
    },
  },
  examples: { ok: [asIs, tester({ reserved: { state: 'fine' } })] },
});
