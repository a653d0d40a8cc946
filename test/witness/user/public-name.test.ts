import { issued } from '../../support/certificates.ts';
import { site } from '../../support/site.ts';
import type { Stage } from '../../support/stage.ts';
import { witness } from '../../support/witness.ts';

/** A site in good order, but for what people have to type to get there. */
const called = (stage: Stage, typed: string) =>
  site(stage, { typed, certificate: issued({ names: [typed] }) });

witness('user/public-name/reserved-name', (stage) => called(stage, 'www.shop.test'));

witness('user/public-name/single-label', (stage) => called(stage, 'myserver'));

witness('user/public-name/is-address', (stage) => called(stage, '127.0.0.1'));
