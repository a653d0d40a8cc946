import { namespace, routed } from '../../support/servers/namespace.ts';
import type { Stage } from '../../support/stage.ts';
import { siteName } from '../../support/target.ts';
import { witnessInNamespace, type Visit } from '../../support/witness.ts';

const page = `const { createServer } = require('node:http');
const answer = (_, response) => response.end('a page');
createServer(answer).listen(443, '192.0.2.1', () =>
  createServer(answer).listen(80, '192.0.2.1', () => console.log('ready')))`;

/** A server with a web server of ours, and these rules. */
const behind = async (stage: Stage, ...rules: readonly string[]): Promise<Visit> => {
  const space = await namespace(stage, [...routed, ...rules]);
  await space.run(page);
  return {
    space,
    args: [siteName, '--address', '192.0.2.1', '--private', '--inside', '--only', 'server'],
  };
};

const refuses = 'iptables -A INPUT -p tcp -m multiport --dports 80,443 -j REJECT --reject-with tcp-reset';

witnessInNamespace('server/lets-in/rule-blocks', (stage) => behind(stage, refuses));

/** A table of one's own, as in Debian's example (/usr/share/doc/nftables/examples), with these rules. */
const table = (...rules: readonly string[]): readonly string[] => [
  'nft add table inet filter',
  "nft 'add chain inet filter input { type filter hook input priority 0; }'",
  ...rules.map((rule) => `nft 'add rule inet filter input ${rule}'`),
];

witnessInNamespace('server/lets-in/nft-blocks', (stage) =>
  behind(
    stage,
    ...table('ct state established,related accept', 'tcp dport { 80, 443 } reject with tcp reset'),
  ),
);

witnessInNamespace('server/lets-in/shut-for-others', (stage) =>
  behind(stage, 'iptables -A INPUT -i lo -j ACCEPT', refuses),
);
