import { bothNames, records, reload } from '../../support/config.ts';
import { doing, inOrder } from '../../support/dns.ts';
import { listenTwice, onServer, onVisitor, server6 } from '../../support/ipv6.ts';
import { heals, looks, repair } from '../../support/repair.ts';
import { addresses } from '../../support/servers/machine.ts';

/** The server finds names where the visitor does. */
const asking = `rm -f /etc/resolv.conf && echo 'nameserver ${addresses.names}' >/etc/resolv.conf`;

repair('tester/ipv6/none', {
  'the own network has IPv4 only': {
    fault: inOrder(
      onServer,
      doing(`${listenTwice} && ${reload} && ${asking}`),
      records(...bothNames, `www AAAA ${server6}`),
    ),
    options: '--only server',
    steps: [
      looks('Or ask the server itself'),
      looks('If 000 is shown'),
      heals('Check once more', { deed: onVisitor }),
    ],
  },
  'the server has none either': {
    fault: records(...bothNames, `www AAAA ${server6}`),
    options: '--only server',
    steps: [heals('If the list is empty', { deed: records(...bothNames) })],
  },
});
