import { defineCheck, found, ok } from '../../model/check.ts';
import { asIs, target } from '../../model/example.ts';
import { parseSite } from '../../model/site.ts';

/** RFC 6761 §6 and RFC 2606 §2, RFC 8375, RFC 9476: names that the public DNS never delegates. */
const reserved = /(?:^|\.)(?:test|example|invalid|localhost|local|internal|onion|alt|home\.arpa)$/;

const named = (typed: string) => target({ site: parseSite(typed) });

export default defineCheck({
  claim: true,
  needs: [],
  uses: [],
  judge(_, { target: { site, reach } }) {
    if (site.kind === 'address')
      return [found('is-address', site.shown, `${site.shown} is an IP address, not a name`)];
    if (reach.classes.includes('private') && site.kind === 'name')
      return [ok(site.shown, `${site.shown} is a name that this network can use`)];
    if (reserved.test(site.ascii))
      return [
        found(
          'reserved-name',
          site.shown,
          `names that end in .${site.ascii.split('.').at(-1)} are set apart and are in no public DNS`,
        ),
      ];
    if (!site.ascii.includes('.'))
      return [
        found(
          'single-label',
          site.shown,
          `"${site.shown}" has no dot: it names a computer of one network, not a site of the Internet`,
        ),
      ];
    return [ok(site.shown, `${site.shown} is a name that DNS can hold`)];
  },
  causes: {
    'reserved-name': { status: 'broken', strength: 'confirmed', example: named('www.shop.test') },
    'single-label': { status: 'broken', strength: 'confirmed', example: named('myserver') },
    'is-address': { status: 'warn', strength: 'confirmed', example: named('127.0.0.2') },
  },
  examples: { ok: [asIs, named('bücher.com'), named('test.com')] },
});
