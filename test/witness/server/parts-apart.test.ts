import { insideOf, lab } from '../../support/lab.ts';
import { witness } from '../../support/witness.ts';

witness('server/parts-apart/one-machine', async (stage) => insideOf(await lab(stage)));
