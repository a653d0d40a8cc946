import { bothNames, records, reload, siteFile } from '../../support/config.ts';
import { doing, inOrder } from '../../support/dns.ts';
import { heals, looks, repair } from '../../support/repair.ts';
import { addresses } from '../../support/servers/machine.ts';
import { listenTwice, onServer, onVisitor, server6 } from '../../support/ipv6.ts';

const other = '192.175.48.81';

const four = addresses.server;
const six = ['@ AAAA', 'www AAAA'].map((record) => `${record} ${server6}`);

/** The site is there at this address only, as far as the firewall goes. */
const allowedAt = (address: string) =>
  doing(`ufw default reject incoming && ufw allow proto tcp to ${address} port 80,443 && ufw --force enable`);

const listenSixOnly = `sed -i -E 's/listen (80|443)/listen [::]:\\1/' ${siteFile} && rm /etc/nginx/sites-enabled/default && systemctl restart nginx`;
const listenFourToo = `sed -i -E 's/^(\\s*)listen \\[::\\]:(80|443)( ssl)?;/&\\n\\1listen \\2\\3;/' ${siteFile}`;

const bothFamilies = inOrder(onServer, onVisitor, records(...bothNames, ...six));

repair('server/every-address/address-dead', {
  'the address of an old server is left': {
    fault: records(...bothNames, `@ A ${other}`, `www A ${other}`),
    waits: true,
    options: '--only server',
    steps: [
      looks('See which addresses DNS gives'),
      heals('If the address in the finding belongs to no', { deed: records(...bothNames) }),
    ],
  },
  'the firewall lets visitors in at one address only': {
    fault: inOrder(
      doing(`ip address add ${other}/24 dev eth0`),
      records(...bothNames, `@ A ${other}`, `www A ${other}`),
      allowedAt(four),
    ),
    options: '--only server',
    steps: [looks('If a server of yours is there'), heals('If a program listens')],
  },
});

repair('server/every-address/ipv6-dead', {
  'Nginx does not listen on IPv6': {
    fault: bothFamilies,
    options: '--only server',
    steps: [
      looks('See whether Nginx listens on IPv6'),
      looks('See whether the server has the address'),
      heals('If a port is missing', { deed: listenTwice }),
    ],
  },
  'the firewall knows IPv4 only': {
    fault: inOrder(bothFamilies, doing(`${listenTwice} && ${reload}`), allowedAt(four)),
    options: '--only server',
    steps: [heals('Allow the web ports')],
  },
  'the record has another IPv6 address': {
    fault: inOrder(
      onServer,
      onVisitor,
      doing(`${listenTwice} && ${reload}`),
      records(...bothNames, '@ AAAA 2620:4f:8000::81', 'www AAAA 2620:4f:8000::81'),
    ),
    waits: true,
    options: '--only server',
    steps: [heals('If it is not, and the list', { deed: records(...bothNames, ...six) })],
  },
  'the server has no IPv6': {
    fault: inOrder(onVisitor, records(...bothNames, ...six)),
    waits: true,
    options: '--only server',
    steps: [heals('If the server has no IPv6', { deed: records(...bothNames) })],
  },
});

repair('server/every-address/ipv4-dead', {
  'Nginx listens on IPv6 only': {
    fault: inOrder(bothFamilies, doing(listenSixOnly)),
    options: '--only server',
    steps: [
      looks('See whether Nginx listens on IPv4'),
      heals('If a port is missing', { deed: listenFourToo }),
    ],
  },
  'the record has an old address': {
    fault: inOrder(
      onServer,
      onVisitor,
      doing(`${listenTwice} && ${reload}`),
      records(...six, `@ A ${other}`, `www A ${other}`),
    ),
    waits: true,
    options: '--only server',
    steps: [heals('Compare the IPv4 address', { deed: records(...bothNames, ...six) })],
  },
  'the firewall knows IPv6 only': {
    fault: inOrder(bothFamilies, doing(`${listenTwice} && ${reload}`), allowedAt(server6)),
    options: '--only server',
    steps: [heals('Allow the web ports')],
  },
});
