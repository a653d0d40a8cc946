import { internet, type NameServer } from '../../support/servers/internet.ts';
import { nsd } from '../../support/servers/nsd.ts';
import { unbound } from '../../support/servers/unbound.ts';
import type { Stage } from '../../support/stage.ts';
import { witness } from '../../support/witness.ts';

const good = ['@ A 127.0.0.2', 'www A 127.0.0.2'];
const refuses: NameServer = { zones: { 'other.com': [] } };
const hangs: NameServer = { zones: { 'shop.com': good }, hangs: true };

/** One name server serves the zone, and this one stands beside it. */
const beside = async (stage: Stage, other: NameServer) => (await internet(stage, [good, other])).target();

/** All name servers are like this, and a real resolver has asked them. */
const only = async (stage: Stage, ...[first, ...others]: [NameServer, ...NameServer[]]) => {
  const net = await internet(stage, [first, ...others]);
  return net.target({ resolver: await unbound(stage, { stubs: { 'shop.com': net.servers[0] } }) });
};

witness('dns/name-servers/none-answers', (stage) => only(stage, 'closed', hangs));

witness('dns/name-servers/none-serves', (stage) => only(stage, refuses, 'closed'));

witness('dns/name-servers/silent', (stage) => beside(stage, hangs));

witness('dns/name-servers/port-closed', (stage) => beside(stage, 'closed'));

witness('dns/name-servers/refuses', (stage) => beside(stage, refuses));

witness('dns/name-servers/fails', (stage) => beside(stage, { zones: { 'shop.com': 'unreadable' } }));

// It has the zone above, and hands the question on once more.
witness('dns/name-servers/lame', (stage) =>
  beside(stage, { zones: { com: ['shop NS ns1.shop', 'ns1.shop A 127.0.0.43'] } }),
);

witness('dns/name-servers/no-tcp', async (stage) => {
  const many = Array.from({ length: 120 }, (_, at) => `www A 127.0.1.${at}`);
  const local = many.map((record) => `local-data: "${record.replace('www', 'www.shop.com')}"`);
  const server = ['do-tcp: no', 'local-zone: "shop.com" static', ...local];
  const net = await internet(stage, [['@ A 127.0.1.1', ...many], (at) => unbound(stage, { server }, at)]);
  return net.target();
});

witness('dns/name-servers/no-address', async (stage) => {
  const net = await internet(stage, [good], ['shop NS gone.hosting.com.']);
  const hosting = await nsd(stage, { 'hosting.com': [] });
  const stubs = { 'shop.com': net.servers[0], 'hosting.com': hosting };
  return net.target({ resolver: await unbound(stage, { stubs }) });
});
