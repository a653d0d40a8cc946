import { createServer } from 'node:net';
import { expect, test } from 'vitest';
import type { Target } from '../../../src/model/target.ts';
import { look } from '../../support/inspect.ts';
import { nsd } from '../../support/servers/nsd.ts';
import { database } from '../../support/servers/mariadb.ts';
import { peer, says } from '../../support/servers/peer.ts';
import { sServer } from '../../support/servers/s-server.ts';
import { sshd } from '../../support/servers/sshd.ts';
import { issued } from '../../support/certificates.ts';
import { site } from '../../support/site.ts';
import { staged } from '../../support/stage.ts';
import { closed, targetFor } from '../../support/target.ts';
import { witness } from '../../support/witness.ts';
import { listeningAt } from '../../support/servers/listening-at.ts';

// Some program that answers in a protocol of its own.
witness('web/answers/not-http', async (stage) =>
  targetFor({ ports: { ...closed, http: await says(stage, '{"jsonrpc":"2.0"}\n') } }),
);

witness('web/answers/another-service', async (stage) =>
  targetFor({ ports: { ...closed, http: (await sshd(stage)).port } }),
);

witness('web/answers/tls-on-plain-port', async (stage) => {
  const target = await site(stage);
  return { ...target, ports: { ...target.ports, http: target.ports.https } };
});

const wantsCertificate = 'ssl_verify_client on; ssl_client_certificate chain.pem; root html;';

witness('web/answers/client-certificate', (stage) => site(stage, { secure: () => wantsCertificate }));

witness('web/answers/reset', (stage) =>
  site(stage, {
    plain: () => 'reset_timedout_connection on; return 444;',
    httpsPort: closed.https,
  }),
);

witness('web/answers/empty-reply', (stage) =>
  site(stage, { plain: () => 'return 444;', httpsPort: closed.https }),
);

witness('web/answers/silent', async (stage) => targetFor({ ports: { ...closed, http: await peer(stage) } }));

/** What is said of the web server. */
const saidOf = async (target: Target) => {
  const { report } = await look(target);
  return report.findings.find(({ id, cause }) => id === 'web/answers' && cause !== undefined);
};

test.concurrent(
  'a certificate of the visitor is wanted by an alert, too',
  staged(async (stage) => {
    const certificate = issued();
    const https = await sServer(stage, certificate, '-Verify', '1', '-verify_return_error');
    const finding = await saidOf(targetFor({ ports: { ...closed, https }, ca: certificate.ca }));
    expect(finding).toMatchObject({ cause: 'client-certificate', status: 'broken' });
  }),
);

test.concurrent(
  'a database on the web port is named',
  staged(async (stage) => {
    const { dbHost, ports } = (await database(stage)).description;
    const finding = await saidOf(targetFor({ address: dbHost, ports: { ...closed, http: ports.db } }));
    expect(finding?.because).toMatch(/is the port of another service: a MySQL or MariaDB database$/);
  }),
);

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
      [`${url} (${other})`, 'broken', 'another-service'],
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
