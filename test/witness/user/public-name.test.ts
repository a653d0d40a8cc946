import { expect, test } from 'vitest';
import { parseSite, SiteError } from '../../../src/model/site.ts';
import { issued } from '../../support/certificates.ts';
import { site } from '../../support/site.ts';
import type { Stage } from '../../support/stage.ts';
import { witness } from '../../support/witness.ts';

/** A site in good order, but for what people have to type to get there. */
const called = (stage: Stage, typed: string) =>
  site(stage, { typed, certificate: issued({ names: [parseSite(typed).ascii] }) });

witness('user/public-name/reserved-name', (stage) => called(stage, 'www.shop.test'));

witness('user/public-name/single-label', (stage) => called(stage, 'myserver'));

witness('user/public-name/is-address', (stage) => called(stage, '127.0.0.1'));

witness('user/public-name/example-domain', (stage) => called(stage, 'www.example.com'));

witness('user/public-name/mixed-letters', (stage) => called(stage, 'www.sh\u043ep.com'));

witness('user/public-name/www-mistyped', (stage) => called(stage, 'wwww.shop.com'));

witness('user/public-name/international', (stage) => called(stage, 'www.bücher.com'));

test.each([
  ['0:0:0:0:0:0:0:1', '::1'],
  ['[2001:DB8::0001]:8080', '2001:db8::1'],
  ['203.0.113.9', '203.0.113.9'],
])('%s is %s, however it was written', (typed, address) => {
  expect(parseSite(typed)).toMatchObject({ typed, kind: 'address', ascii: address, shown: address });
});

test.each(['fe80::1%eth0', '[fe80::1%25eth0]:80'])('%s is refused with a sentence', (typed) => {
  expect(() => parseSite(typed)).toThrow(SiteError);
  expect(() => parseSite(typed)).toThrow(/Leave out the %/);
});
