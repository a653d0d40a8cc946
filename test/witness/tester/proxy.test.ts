import { site } from '../../support/site.ts';
import { witness } from '../../support/witness.ts';

witness('tester/proxy/set', async (stage) => {
  process.env['https_proxy'] = 'http://proxy.shop.com:3128';
  stage.defer(() => delete process.env['https_proxy']);
  return site(stage);
});
