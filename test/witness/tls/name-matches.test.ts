import { issued } from '../../support/certificates.ts';
import { site } from '../../support/site.ts';
import { witness } from '../../support/witness.ts';

witness('tls/name-matches/wrong-name', (stage) =>
  site(stage, { certificate: issued({ names: ['mail.other.com'] }) }),
);

witness('tls/name-matches/twin-only', (stage) =>
  site(stage, { certificate: issued({ names: ['shop.com'] }) }),
);

witness('tls/name-matches/no-names', (stage) => site(stage, { certificate: issued({ names: [] }) }));
