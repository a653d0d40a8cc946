import { defineCheck, found, ok, type Example } from '../../model/check.ts';
import { asIs } from '../../model/example.ts';
import { leaves } from '../../model/tls.ts';

const another: Example = ({ evidence, ...rest }) => ({
  ...rest,
  evidence: {
    ...evidence,
    tls: {
      handshakes: [
        ...evidence.tls.handshakes,
        ...evidence.tls.handshakes.map((one) => ({
          ...one,
          address: '127.0.0.3',
          chain: one.chain.map((link) => ({ ...link, fingerprint256: '01' })),
        })),
      ],
    },
  },
});

export default defineCheck({
  claim: false,
  needs: ['tls'],
  uses: [],
  judge({ tls }, { target: { site } }) {
    const shown = leaves(tls);
    const [first, ...more] = shown;
    if (!first) return [];
    const other = more.find(({ leaf }) => leaf.fingerprint256 !== first.leaf.fingerprint256);
    return other
      ? [found('differs', site.shown, `${first.subject} and ${other.subject} show different certificates`)]
      : [
          ok(
            site.shown,
            shown.length === 1 ? 'one address shows a certificate' : 'all show the same certificate',
          ),
        ];
  },
  causes: { differs: { status: 'note', strength: 'confirmed', example: another } },
  examples: { ok: [asIs] },
});
