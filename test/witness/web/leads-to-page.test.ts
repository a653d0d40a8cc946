import { expect, test } from 'vitest';
import type { Target } from '../../../src/model/target.ts';
import { issued } from '../../support/certificates.ts';
import { look } from '../../support/inspect.ts';
import { nsd } from '../../support/servers/nsd.ts';
import { site } from '../../support/site.ts';
import { staged, type Stage } from '../../support/stage.ts';
import { witness } from '../../support/witness.ts';

/** The same site, asked for by what a real name server says of it and of its twin. */
const inDns = async (
  stage: Stage,
  { address: _address, ...rest }: Target,
  records: readonly string[],
): Promise<Target> => ({ ...rest, resolver: await nsd(stage, { 'shop.com': records }) });

/** `www.shop.com`, which sends its visitors to `shop.com`. */
const toTwin = (stage: Stage) =>
  site(stage, { plain: ({ https }) => `return 301 https://shop.com:${https}/;` });

/** Another address of this machine, at which nobody listens. */
const elsewhere = '127.0.0.3';

witness(
  'web/leads-to-page/no-address',
  async (stage) => inDns(stage, await toTwin(stage), ['www A 127.0.0.1']),
  // That the name has no address is seen in DNS, too, before anybody is sent there.
  { also: ['dns/twin/missing'] },
);

witness('web/leads-to-page/dead-end', async (stage) =>
  inDns(stage, await toTwin(stage), ['www A 127.0.0.1', `@ A ${elsewhere}`]),
);

witness('web/leads-to-page/bad-certificate', (stage) =>
  site(stage, {
    typed: 'shop.com',
    certificate: issued({ names: ['shop.com'] }),
    plain: ({ https }) => `return 301 https://www.shop.com:${https}/;`,
  }),
);

/** What is said of this check, and of the box for the program. */
const said = async (target: Target) => {
  const { report } = await look(target);
  return {
    report,
    leads: report.findings.filter(({ id }) => id === 'web/leads-to-page'),
    app: report.hops.find(({ hop }) => hop === 'app'),
  };
};

test.concurrent(
  'a twin whose address is beyond reach is not asked, and its redirect leads nowhere',
  staged(async (stage) => {
    const target = await inDns(stage, await toTwin(stage), ['www A 127.0.0.1', '@ A 192.168.1.10']);
    const { leads } = await said(target);
    expect(leads[0]).toMatchObject({ cause: 'dead-end' });
    expect(leads[0]?.because).toContain('shop.com is 192.168.1.10: no address that visitors can use');
  }),
);

test.concurrent(
  'a twin that the resolver does not answer for is unknown, not broken',
  staged(async (stage) => {
    const { address: _address, ...rest } = await toTwin(stage);
    const resolver = await nsd(stage, { 'www.shop.com': ['@ A 127.0.0.1'] });
    const { leads, app } = await said({ ...rest, resolver });
    expect(leads[0]).toMatchObject({ status: 'unknown' });
    expect(app).toMatchObject({ status: 'unknown' });
  }),
);

test.concurrent(
  'the closed https port of the site itself stays one red hop when the redirect names the twin',
  staged(async (stage) => {
    const target = await site(stage, { plain: () => `return 301 https://shop.com:2/;`, httpsPort: 2 });
    const { report, leads } = await said(target);
    expect(report.hops.filter(({ status }) => status === 'broken').map(({ hop }) => hop)).toEqual(['server']);
    expect(leads[0]).toMatchObject({ status: 'blocked', blockedBy: 'server' });
  }),
);

test.concurrent(
  'a certificate that is bad for both names stays one red hop when the redirect names the twin',
  staged(async (stage) => {
    const target = await site(stage, {
      certificate: issued({ until: -1, from: -9 }),
      plain: ({ https }) => `return 301 https://shop.com:${https}/;`,
    });
    const { report, leads } = await said(target);
    expect(report.hops.filter(({ status }) => status === 'broken').map(({ hop }) => hop)).toEqual(['tls']);
    expect(leads[0]).toMatchObject({ status: 'blocked', blockedBy: 'tls' });
  }),
);
