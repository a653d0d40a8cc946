import { bothNames, records, siteFile } from '../../support/config.ts';
import { doing, inOrder } from '../../support/dns.ts';
import { onVisitor, server6 } from '../../support/ipv6.ts';
import { does, heals, keeps, looks, repair } from '../../support/repair.ts';

const panel = 'the panel of a provider is no server of ours';

/** Asked whether to delete it, a person says yes. */
const first = { fill: { NUMBER: '1' }, typing: 'y\n' };

const listening = (http: string, https: string) =>
  `sed -i 's/listen [0-9.:]*80;/listen ${http};/; s/listen [0-9.:]*443 ssl;/listen ${https} ssl;/' ${siteFile}`;

const elsewhere = (http: string, https: string) => ({
  fault: `rm /etc/nginx/sites-enabled/default && ${listening(http, https)} && systemctl restart nginx`,
  steps: [looks('If Nginx runs'), heals('After a change', { deed: listening('80', '443') })],
});

repair('server/accepts/refused', {
  'Nginx has stopped': {
    fault: 'systemctl disable --now nginx',
    steps: [looks('Look on the server'), heals('If nothing listens')],
  },
  'Nginx listens on other ports': elsewhere('8080', '8443'),
  'Nginx listens for the server itself only': elsewhere('127.0.0.1:80', '127.0.0.1:443'),
  'the firewall refuses': {
    fault: 'ufw default reject incoming && ufw --force enable',
    waits: true,
    steps: [looks('Look on the server'), heals('If a program listens')],
  },
  'a rule of the firewall refuses': {
    fault: 'ufw reject 80/tcp && ufw reject 443/tcp && ufw --force enable',
    waits: true,
    steps: [
      looks('Look on the server'),
      does('If a program listens'),
      looks('If that does not help'),
      does('If there is one', first),
      heals('If there is one', first),
    ],
  },
});

repair(
  'server/accepts/silent-port',
  {
    'the firewall lets in one port only': {
      fault: 'ufw allow 80/tcp && ufw --force enable',
      waits: true,
      options: '--only server',
      steps: [looks('See whether a program listens'), heals('Look at the firewall')],
    },
    'a rule of the firewall denies one port': {
      fault: 'ufw deny 443/tcp && ufw allow 80/tcp && ufw --force enable',
      waits: true,
      options: '--only server',
      steps: [does('Look at the firewall'), looks('If that does not help'), heals('If there is one', first)],
    },
  },
  { 'In the panel of your provider': panel },
);

repair(
  'server/accepts/silent-host',
  {
    'the firewall was switched on before anything was allowed': {
      fault: 'ufw --force enable',
      waits: true,
      options: '--only server',
      steps: [heals('If you switched on a firewall')],
    },
    'the record holds the address of another server': {
      fault: inOrder(
        doing('ip address add 192.175.48.81/24 dev eth0 && iptables -A INPUT -d 192.175.48.81 -j DROP'),
        records('@ A 192.175.48.81', 'www A 192.175.48.81'),
      ),
      waits: true,
      options: '--only server',
      steps: [heals('If the address is another one', { deed: records(...bothNames) })],
    },
  },
  {
    'Look at the server in the panel': panel,
    'Try to log in': 'it only looks, and asks a person for a password',
    'In the panel of your provider': panel,
  },
);

repair(
  'server/accepts/unreachable',
  {
    'the record holds an address that nobody has': {
      fault: records('@ A 192.175.48.81', 'www A 192.175.48.81'),
      waits: true,
      options: '--only server',
      steps: [heals('Compare the address', { deed: records(...bothNames) })],
    },
    'the record holds an IPv6 address, and the server has none': {
      fault: inOrder(onVisitor, records(`@ AAAA ${server6}`, `www AAAA ${server6}`)),
      waits: true,
      options: '--only server',
      steps: [
        looks('For an IPv6 address'),
        heals('If your server has no IPv6', { deed: records(...bothNames) }),
      ],
    },
  },
  { 'The same on macOS': 'it only looks, on a computer of Apple', 'For an IPv4 address': panel },
);

repair(
  'server/accepts/no-network',
  {
    'the record holds an address that is not the one of the server': {
      fault: records('@ A 192.175.49.80', 'www A 192.175.49.80'),
      options: '--only server',
      steps: [
        looks('See which way', { code: 2 }),
        heals('Compare the address', { deed: records(...bothNames) }),
      ],
    },
  },
  { 'Try to reach the address': 'the network of a phone is no network of ours' },
);

const plainBlock = `server {
	listen 80;
	server_name shop.com www.shop.com;

	return 302 https://$host$request_uri;
}
`;

repair(
  'server/accepts/plain-port-closed',
  {
    'the firewall lets in https only': {
      fault: 'ufw allow 443/tcp && ufw --force enable',
      waits: true,
      options: '--only server',
      steps: [heals('Allow both web ports')],
    },
    'a rule of the firewall refuses plain http': {
      fault: 'ufw reject 80/tcp && ufw allow 443/tcp && ufw --force enable',
      waits: true,
      options: '--only server',
      steps: [does('Allow both web ports'), looks('If that does not help'), heals('If there is one', first)],
    },
    'Nginx has no block for port 80': {
      fault: `rm /etc/nginx/sites-enabled/default && sed -i '1,6d' ${siteFile} && systemctl restart nginx`,
      steps: [
        looks('See whether Nginx listens'),
        heals('If not, add a server block', {
          deed: `printf '%s' '${plainBlock}' >>${siteFile}`,
        }),
        keeps('When it has worked', { deed: { file: siteFile, from: 'return 302', to: 'return 301' } }),
      ],
    },
  },
  { 'In the panel of your provider': panel },
);
