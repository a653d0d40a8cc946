import type { Target } from '../../../src/model/target.ts';
import { site } from '../../support/site.ts';
import type { Stage } from '../../support/stage.ts';
import { loopback } from '../../support/target.ts';
import { witness } from '../../support/witness.ts';

const welcome = '<title>Welcome to nginx!</title>\n';

/** A site of these names, and before it the block of the package at the port of https. */
const behindPackage = (stage: Stage, name: string): Promise<Target> =>
  site(stage, {
    inside: true,
    name,
    before: ({ https }) =>
      `server { listen ${loopback}:${https} ssl; ssl_certificate chain.pem; ssl_certificate_key key.pem; root package; }`,
    files: { 'package/index.html': welcome },
  });

witness('web/knows-name/misspelt', (stage) => behindPackage(stage, 'www.shopp.com'));

witness('web/knows-name/not-named', (stage) => behindPackage(stage, 'www.example.com'));

witness('web/knows-name/by-default', (stage) => site(stage, { inside: true, name: 'www.example.com' }));

witness('web/knows-name/name-twice', (stage) =>
  site(stage, {
    inside: true,
    name: 'www.shop.com',
    before: ({ http }) =>
      `server { listen ${loopback}:${http}; server_name www.shop.com; return 301 https://www.shop.com; }`,
  }),
);
