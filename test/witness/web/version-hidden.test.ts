import { expect, test } from 'vitest';
import { look } from '../../support/inspect.ts';
import { site } from '../../support/site.ts';
import { staged } from '../../support/stage.ts';
import { witness } from '../../support/witness.ts';

witness('web/version-hidden/version-shown', (stage) => site(stage));

test.concurrent(
  'nginx without its version is in order',
  staged(async (stage) => {
    const quiet = 'server_tokens off;';
    const { report } = await look(
      await site(stage, {
        plain: ({ https }) => `${quiet} return 301 https://$host:${https}$request_uri;`,
        secure: () => `${quiet} ssl_protocols TLSv1.2 TLSv1.3; root html;`,
      }),
    );
    const finding = report.findings.find(({ id }) => id === 'web/version-hidden');
    expect(finding).toMatchObject({ status: 'ok', because: 'the web server tells nobody its version' });
  }),
);
