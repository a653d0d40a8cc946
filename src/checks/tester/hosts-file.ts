import { canonical } from '../../model/address.ts';
import { defineCheck, found, ok, unknown } from '../../model/check.ts';
import { resolution } from '../../model/dns.ts';
import type { DnsSeen } from '../../model/seen/dns.ts';
import { asIs, tester } from '../../model/example.ts';

/** DNS gives the name these very addresses now, besides others perhaps. */
const agrees = (dns: DnsSeen | undefined, name: string, addresses: readonly string[]): boolean => {
  const said = dns && resolution(dns, name);
  if (said?.outcome !== 'addresses') return false;
  const known = new Set(said.addresses.map(({ address }) => canonical(address)));
  return addresses.length > 0 && addresses.every((address) => known.has(canonical(address)));
};

export default defineCheck({
  claim: false,
  needs: ['tester'],
  uses: ['dns'],
  judge({ tester: { hostsFile }, dns }, { target }) {
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
    const { addresses = [] } = hostsFile;
    if (agrees(dns, target.site.ascii, addresses))
      return [
        found(
          'same-address',
          subject,
          `the hosts file of this computer sends ${subject} to ${addresses.join(', ')}, as DNS does now`,
        ),
      ];
    return [
      found(
        'override',
        subject,
        `the hosts file of this computer sends ${subject} to ${addresses.join(', ')}`,
      ),
    ];
  },
  causes: {
    override: {
      status: 'warn',
      strength: 'confirmed',
      example: tester({ hostsFile: { state: 'odd', addresses: ['127.0.0.1'] } }),
    },
    'same-address': {
      status: 'note',
      strength: 'confirmed',
      example: tester({ hostsFile: { state: 'odd', addresses: ['127.0.0.2'] } }),
    },
  },
  examples: { ok: [asIs], unknown: [tester({ hostsFile: { state: 'skipped', code: 'EACCES' } })] },
});
