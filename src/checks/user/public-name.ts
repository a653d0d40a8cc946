import { defineCheck, found, ok, type Judgement } from '../../model/check.ts';
import { asIs, target } from '../../model/example.ts';
import { parseSite, type Site } from '../../model/site.ts';

type Cause =
  | 'reserved-name'
  | 'single-label'
  | 'is-address'
  | 'example-domain'
  | 'mixed-letters'
  | 'www-mistyped'
  | 'international';

/** RFC 6761 §6 and RFC 2606 §2, RFC 8375, RFC 9476: names that the public DNS never delegates. */
const reserved = /(?:^|\.)(?:test|example|invalid|localhost|local|internal|onion|alt|home\.arpa)$/;

/** RFC 2606 §3: they belong to IANA and show a page of its own; no site of anybody else's is there. */
const ofIana = /(?:^|\.)example\.(?:com|net|org)$/;

/** A first label that is `www` but for a slip of the finger, in front of a name that has two labels by itself. */
const almostWww = /^(?:ww|w{4,}|wwv|wvw|vww|www\.www)\.[^.]+\.[^.]+/;

const hasMixedLetters = (label: string): boolean =>
  /\p{Script=Latin}/u.test(label) && /\p{Script=Cyrillic}|\p{Script=Greek}/u.test(label);

const publicName = ({ ascii, shown }: Site): Judgement<Cause> => {
  const mixed = shown.split('.').find(hasMixedLetters);
  if (mixed !== undefined)
    return found(
      'mixed-letters',
      shown,
      `"${mixed}" has letters of two alphabets in it; DNS calls it ${ascii}`,
    );
  if (ofIana.test(ascii))
    return found('example-domain', shown, `${shown} is a name for manuals; it belongs to IANA`);
  if (almostWww.test(ascii))
    return found('www-mistyped', shown, `${shown} begins with "${ascii.split('.')[0]}", and not with www`);
  if (ascii !== shown)
    return found('international', shown, `${shown} has letters beyond a to z; DNS calls it ${ascii}`);
  return ok(shown, `${shown} is a name that DNS can hold`);
};

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
    return [publicName(site)];
  },
  causes: {
    'reserved-name': { status: 'broken', strength: 'confirmed', example: named('www.shop.test') },
    'single-label': { status: 'broken', strength: 'confirmed', example: named('myserver') },
    'is-address': { status: 'warn', strength: 'confirmed', example: named('127.0.0.2') },
    'example-domain': { status: 'warn', strength: 'confirmed', example: named('www.example.com') },
    'mixed-letters': { status: 'warn', strength: 'confirmed', example: named('www.sh\u043ep.com') },
    'www-mistyped': { status: 'note', strength: 'likely', example: named('wwww.shop.com') },
    international: { status: 'note', strength: 'confirmed', example: named('bücher.com') },
  },
  examples: { ok: [asIs, named('test.com'), named('myexample.com'), named('ww.com'), named('www.com')] },
});
