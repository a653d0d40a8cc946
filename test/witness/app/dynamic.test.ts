import { site } from '../../support/site.ts';
import { witness } from '../../support/witness.ts';

witness('app/dynamic/static-only', (stage) => site(stage));
