import { writeFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Target } from '../../../src/model/target.ts';
import { issued } from '../../support/certificates.ts';
import { refusedBy, rewritten } from '../../support/reload.ts';
import { site } from '../../support/site.ts';
import type { Stage } from '../../support/stage.ts';
import { witness } from '../../support/witness.ts';

const inside = (stage: Stage): Promise<Target> => site(stage, { inside: true });

/** A site whose configuration was changed to something that Nginx does not take. */
const refused =
  (from: string | RegExp, to: string) =>
  async (stage: Stage): Promise<Target> => {
    const target = await inside(stage);
    await refusedBy(target, from, to);
    return target;
  };

witness('web/config-is-loaded/unknown-directive', refused('root html;', 'rooot html;'));

witness('web/config-is-loaded/bad-line', refused('root html;', 'root html\n autoindex off;'));

witness('web/config-is-loaded/block-open', refused(/\}\s*$/, ''));

// A label of more than 63 characters, for which no resolver is asked.
witness(
  'web/config-is-loaded/upstream-unknown',
  refused('root html;', `location / { proxy_pass http://${'a'.repeat(70)}; }`),
);

witness(
  'web/config-is-loaded/certificate-missing',
  refused('ssl_certificate chain.pem', 'ssl_certificate no.pem'),
);

witness('web/config-is-loaded/key-mismatch', async (stage) => {
  const target = await inside(stage);
  await writeFile(`${target.inside?.nginx?.prefix ?? ''}/key.pem`, issued().key);
  await refusedBy(target, 'root html;', 'root html; autoindex off;');
  return target;
});

witness('web/config-is-loaded/duplicate-default', async (stage) => {
  const target = await inside(stage);
  const { https } = target.ports;
  const other = `server { listen 127.0.0.1:${https} ssl default_server; ssl_certificate chain.pem; ssl_certificate_key key.pem; }`;
  await rewritten(target, `${https} ssl;`, `${https} ssl default_server;`);
  await refusedBy(target, /\}\s*$/, `${other} }`);
  return target;
});

witness('web/config-is-loaded/file-missing', refused('root html;', 'root html; include no.conf;'));

witness('web/config-is-loaded/refused', refused('root html;', 'root html; autoindex perhaps;'));

witness('web/config-is-loaded/would-not-load', async (stage) => {
  const target = await inside(stage);
  await rewritten(target, 'root html;', 'root html\n autoindex off;');
  return target;
});

witness('web/config-is-loaded/reload-pending', async (stage) => {
  const target = await inside(stage);
  await sleep(500);
  await rewritten(target, 'root html;', 'root html; autoindex off;');
  return target;
});
