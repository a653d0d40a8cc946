import { bothNames, records, reload, siteFile } from '../../support/config.ts';
import { doing, inOrder } from '../../support/dns.ts';
import { onServer, onVisitor, server6 } from '../../support/ipv6.ts';
import { heals, looks, repair } from '../../support/repair.ts';
import { addresses } from '../../support/servers/machine.ts';

const listening = `sed -i -E 's/^(\\s*)listen (80|443)( ssl)?;/&\\n\\1listen [::]:\\2\\3;/' ${siteFile} && ${reload}`;

/** The server finds names where the visitor does. */
const asking = `rm -f /etc/resolv.conf && echo 'nameserver ${addresses.names}' >/etc/resolv.conf`;

repair('tester/ipv6/none', {
  'the own network has IPv4 only': {
    fault: inOrder(
      onServer,
      doing(`${listening} && ${asking}`),
      records(...bothNames, `www AAAA ${server6}`),
    ),
    options: '--only server',
    steps: [
      looks('Or ask the server itself'),
      looks('If the server has no IPv6'),
      heals('Check once more', { deed: onVisitor }),
    ],
  },
});
