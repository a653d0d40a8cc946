import { defineCheck, found, ok, unknown } from '../../model/check.ts';
import { asIs, tester } from '../../model/example.ts';

export default defineCheck({
  claim: false,
  needs: ['tester'],
  uses: [],
  judge({ tester: { hostsFile } }, { target }) {
    const subject = target.site.shown;
    if (hostsFile.state === 'skipped')
      return [
        unknown(
          subject,
          `the hosts file of this computer could not be read (${hostsFile.code ?? 'no code'})`,
        ),
      ];
    if (hostsFile.state === 'fine')
      return [ok(subject, `no line of the hosts file of this computer names ${subject}`)];
    return [
      found(
        'override',
        subject,
        `the hosts file of this computer sends ${subject} to ${(hostsFile.addresses ?? []).join(', ')}`,
      ),
    ];
  },
  causes: {
    override: {
      status: 'warn',
      strength: 'confirmed',
      example: tester({ hostsFile: { state: 'odd', addresses: ['127.0.0.1'] } }),
    },
  },
  examples: { ok: [asIs], unknown: [tester({ hostsFile: { state: 'skipped', code: 'EACCES' } })] },
});
