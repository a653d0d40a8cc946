import { issued } from '../../support/certificates.ts';
import { site } from '../../support/site.ts';
import { witness } from '../../support/witness.ts';

witness('tls/in-date/expired', (stage) => site(stage, { certificate: issued({ from: -90, until: -2 }) }));

witness('tls/in-date/not-yet-valid', (stage) => site(stage, { certificate: issued({ from: 3, until: 90 }) }));

witness('tls/in-date/expires-soon', (stage) => site(stage, { certificate: issued({ from: -80, until: 5 }) }));
