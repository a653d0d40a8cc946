import { defineCheck, found, ok, unknown } from '../../model/check.ts';
import { asIs, target, tester } from '../../model/example.ts';

export default defineCheck({
  claim: true,
  needs: ['tester'],
  uses: [],
  judge({ tester: { route } }) {
    const subject = 'this computer';
    if (route.state === 'skipped')
      return [ok(subject, 'everything that is looked at is on this computer itself')];
    if (route.state === 'fine') return [ok(subject, 'this computer has a route to the Internet')];
    if (route.code === 'ENETUNREACH' || route.code === 'EHOSTUNREACH')
      return [found('no-route', subject, 'this computer has no route to the Internet')];
    return [unknown(subject, `whether this computer has a route is not clear (${route.code ?? 'no code'})`)];
  },
  causes: {
    'no-route': {
      status: 'broken',
      strength: 'confirmed',
      example: (healthy) =>
        target({ reach: { classes: ['public'], exact: [] } })(
          tester({ route: { state: 'odd', code: 'ENETUNREACH' } })(healthy),
        ),
    },
  },
  examples: {
    ok: [asIs, tester({ route: { state: 'fine' } })],
    unknown: [tester({ route: { state: 'odd', code: 'EPERM' } })],
  },
});
