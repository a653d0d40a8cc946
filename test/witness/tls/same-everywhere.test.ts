import type { Target } from '../../../src/model/target.ts';
import { leafOf, sending } from '../../support/certificates.ts';
import { makeAuthority } from '../../../src/lab/authority.ts';
import { expect, test } from 'vitest';
import { look } from '../../support/inspect.ts';
import { staged, type Stage } from '../../support/stage.ts';
import { nsd } from '../../support/servers/nsd.ts';
import { site } from '../../support/site.ts';
import { loopback, siteName } from '../../support/target.ts';
import { witness } from '../../support/witness.ts';

const other = '127.0.0.3';

/** Two addresses, the second of which has a certificate of its own. */
const two = async (stage: Stage, days: number): Promise<Target> => {
  const root = makeAuthority('test authority');
  const [one, second] = [leafOf(root), leafOf(root, { from: -90, until: days })];
  const { address: _address, ...target } = await site(stage, {
    certificate: sending(one, [], root),
    files: { 'other.pem': second.certificate, 'other-key.pem': second.privateKey },
    before: ({ http, https }) => `
      server { listen ${other}:${http}; return 301 https://${siteName}:${https}/; }
      server {
        listen ${other}:${https} ssl; ssl_certificate other.pem; ssl_certificate_key other-key.pem;
        root html;
      }`,
  });
  const records = ['www', '@'].flatMap((name) => [`${name} A ${loopback}`, `${name} A ${other}`]);
  return { ...target, resolver: await nsd(stage, { 'shop.com': records }) };
};

witness('tls/same-everywhere/differs', (stage) => two(stage, 60));

test.concurrent(
  'the one address whose certificate is past is named',
  staged(async (stage) => {
    const target = await two(stage, -2);
    const { report } = await look(target);
    const tls = report.hops.find(({ hop }) => hop === 'tls');
    expect(tls).toMatchObject({ status: 'broken' });
    expect(tls?.because).toMatch(new RegExp(` \\(${other}:${target.ports.https}\\)$`));
  }),
);
