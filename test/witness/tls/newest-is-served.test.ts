import { rm, writeFile } from 'node:fs/promises';
import type { Target } from '../../../src/model/target.ts';
import { issued } from '../../support/certificates.ts';
import { site } from '../../support/site.ts';
import { witness } from '../../support/witness.ts';

/** Where the site has its certificate. */
const fileOf = ({ inside }: Target): string => `${inside?.nginx?.prefix ?? ''}/chain.pem`;

witness('tls/newest-is-served/not-reloaded', async (stage) => {
  const target = await site(stage, { inside: true, certificate: issued({ from: -90, until: -2 }) });
  await writeFile(fileOf(target), issued().chain);
  return target;
});

witness('tls/newest-is-served/renewal-waits', async (stage) => {
  const target = await site(stage, { inside: true, certificate: issued({ from: -60, until: 30 }) });
  await writeFile(fileOf(target), issued().chain);
  return target;
});

witness('tls/newest-is-served/file-missing', async (stage) => {
  const target = await site(stage, { inside: true });
  await rm(fileOf(target));
  return target;
});
