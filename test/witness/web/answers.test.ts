import { createServer } from 'node:net';
import { expect, test } from 'vitest';
import { look } from '../../support/inspect.ts';
import { nsd } from '../../support/servers/nsd.ts';
import { peer, says } from '../../support/servers/peer.ts';
import { site } from '../../support/site.ts';
import { staged } from '../../support/stage.ts';
import { closed, targetFor } from '../../support/target.ts';
import { witness } from '../../support/witness.ts';
import { listeningAt } from '../../support/servers/listening-at.ts';

witness('web/answers/not-http', async (stage) =>
  targetFor({ ports: { ...closed, http: await says(stage, 'SSH-2.0-OpenSSH_9.2p1\r\n') } }),
);

witness('web/answers/empty-reply', (stage) =>
  site(stage, { plain: () => 'return 444;', httpsPort: closed.https }),
);

witness('web/answers/silent', async (stage) => targetFor({ ports: { ...closed, http: await peer(stage) } }));

test.concurrent(
  'every address is asked for the front page, and judged by itself',
  staged(async (stage) => {
    const { address: _address, ...rest } = await site(stage);
    const other = '127.0.0.3';
    const ssh = createServer((socket) => void socket.write('SSH-2.0-OpenSSH_9.2p1\r\n'));
    await listeningAt(stage, ssh, other, rest.ports.http);
    const resolver = await nsd(stage, { 'shop.com': ['www A 127.0.0.1', `www A ${other}`] });
    const { report } = await look({ ...rest, resolver });
    const url = `http://${rest.site.ascii}:${rest.ports.http}/`;
    const said = report.findings.filter(({ id }) => id === 'web/answers');
    expect(said.map(({ subject, status, cause }) => [subject, status, cause])).toEqual([
      [`${url} (127.0.0.1)`, 'ok', undefined],
      [`${url} (${other})`, 'broken', 'not-http'],
    ]);
    expect(report.evidence.http?.visits.map(({ steps }) => steps.length)).toEqual([2, 1]);
  }),
);

test.concurrent.each(['169.254.10.1', '0.0.0.0'])(
  '%s, which is never connected to, is not a web port that was closed',
  async (address) => {
    const { report } = await look(targetFor({ address, reach: { classes: ['public'], exact: [address] } }));
    const web = report.hops.find(({ hop }) => hop === 'web');
    expect(web?.because).toBe(`no page was asked for, because ${address} is not connected to`);
    expect(web?.blockedBy).not.toBe('dns');
    expect(report.unobserved.app).toBe('no page was asked for');
  },
);
