import { defineCheck, type Example } from '../../model/check.ts';
import {
  asIs,
  eachResolverAnswer,
  nameServersSay,
  resolver,
  together,
  unchecked,
  zoneSeen,
} from '../../model/example.ts';
import { judgeName } from '../../model/resolves.ts';

const no = (rcode: string, owner: string) =>
  resolver({ rcode, answers: [], authority: [{ name: owner, type: 'SOA', ttl: 60, data: `ns1.${owner}` }] });

/** The same no from the resolver and from the zone's own name servers. */
const says = (rcode: string, owner: string) =>
  together(no(rcode, owner), nameServersSay({ rcode, answers: [] }));

/** One of the zone's name servers knows the site's address under a name with the zone behind it once more. */
const hasDoubled: Example = (seen) => {
  const [answer] = seen.evidence.zone.answers;
  return zoneSeen((held) => ({
    ...held,
    ...(answer ? { doubled: { ...answer, name: `${answer.name}.${held.zone}` } } : {}),
  }))(seen);
};

const fails = { rcode: 'SERVFAIL', answers: [], authority: [] };

/** The resolver rejects the signatures with this code (RFC 8914), and answers when it is told not to look at them. */
const signedBadly = (code: number) =>
  together(
    unchecked({ checkingDisabled: true }),
    resolver({ ...fails, extendedErrors: [{ code, text: '' }] }),
  );

const aliased = (to: string, back?: string) =>
  eachResolverAnswer((one) => ({
    ...one,
    rcode: back ? 'NOERROR' : 'NXDOMAIN',
    answers: [
      { name: one.name, type: 'CNAME', ttl: 60, data: to },
      ...(back ? [{ name: to, type: 'CNAME', ttl: 60, data: one.name }] : []),
    ],
  }));

export default defineCheck({
  claim: true,
  needs: ['dns'],
  uses: ['zone'],
  judge: ({ dns, zone: asked }, { target }) => [judgeName(target.site.ascii, dns, asked)],
  causes: {
    'nxdomain-domain': { status: 'broken', strength: 'confirmed', example: says('NXDOMAIN', 'com') },
    'nxdomain-name': { status: 'broken', strength: 'confirmed', example: says('NXDOMAIN', 'foobar.com') },
    nodata: { status: 'broken', strength: 'confirmed', example: says('NOERROR', 'foobar.com') },
    'doubled-name': {
      status: 'broken',
      strength: 'confirmed',
      example: together(hasDoubled, says('NXDOMAIN', 'foobar.com')),
    },
    'remembered-no': { status: 'broken', strength: 'likely', example: no('NXDOMAIN', 'foobar.com') },
    filtered: {
      status: 'broken',
      strength: 'likely',
      example: resolver({ rcode: 'NXDOMAIN', answers: [], authority: [] }),
    },
    'signature-expired': { status: 'broken', strength: 'confirmed', example: signedBadly(7) },
    'dnssec-bogus': {
      status: 'broken',
      strength: 'confirmed',
      example: signedBadly(9),
    },
    servfail: { status: 'broken', strength: 'likely', example: resolver(fails) },
    refused: { status: 'broken', strength: 'confirmed', example: resolver({ ...fails, rcode: 'REFUSED' }) },
    silent: {
      status: 'broken',
      strength: 'likely',
      example: resolver({ outcome: 'silent', answers: [], authority: [] }),
    },
    'port-closed': {
      status: 'broken',
      strength: 'confirmed',
      example: resolver({ outcome: 'port-closed', code: 'ECONNREFUSED', answers: [], authority: [] }),
    },
    'tcp-blocked': {
      status: 'broken',
      strength: 'likely',
      example: resolver({ outcome: 'truncated', code: 'ECONNREFUSED', answers: [], authority: [] }),
    },
    'alias-loop': {
      status: 'broken',
      strength: 'confirmed',
      example: aliased('web.foobar.com', 'www.foobar.com'),
    },
    'alias-doubled': {
      status: 'broken',
      strength: 'confirmed',
      example: aliased('web.foobar.com.foobar.com'),
    },
    'alias-dangling': { status: 'broken', strength: 'confirmed', example: aliased('old.elsewhere.com') },
  },
  examples: {
    ok: [asIs],
    unknown: [
      resolver({ outcome: 'truncated', code: 'malformed', answers: [], authority: [] }),
      resolver({ outcome: 'malformed', answers: [], authority: [] }),
      resolver({ outcome: 'cut-short', answers: [], authority: [] }),
      together(nameServersSay({ outcome: 'silent', answers: [] }), resolver(fails)),
      together(
        nameServersSay({ outcome: 'silent', answers: [] }),
        resolver({ outcome: 'silent', answers: [], authority: [] }),
      ),
    ],
  },
});
