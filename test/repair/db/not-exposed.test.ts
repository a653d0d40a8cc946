import { bothNames } from '../../support/config.ts';
import type { Edit } from '../../support/repair.ts';
import { heals, looks, repair, type Way } from '../../support/repair.ts';
import type { Shop } from '../../support/shop.ts';

const bindAddress = (from: string, to: string): Edit => ({
  file: '/etc/mysql/mariadb.conf.d/50-server.cnf',
  from: `bind-address            = ${from}`,
  to: `bind-address            = ${to}`,
});

const open = async (site: Shop): Promise<void> => {
  const { file, from, to } = bindAddress('127.0.0.1', '0.0.0.0');
  await site.write(file, (await site.read(file)).replace(from, to));
  await site.does('systemctl restart mariadb');
};

const forEverybody = `mysql -e "CREATE USER 'app'@'%' IDENTIFIED BY 'secret'"`;

const listening = (fault: Way['fault']): Way => ({
  fault,
  database: true,
  options: '--only db',
  steps: [
    looks('See on which address'),
    looks('Find the line bind-address'),
    heals('Set it to 127.0.0.1', { deed: bindAddress('0.0.0.0', '127.0.0.1') }),
  ],
});

repair(
  'db/not-exposed/open',
  {
    'it listens on every address': listening(async (site) => {
      await site.does(forEverybody);
      await open(site);
    }),
    'a rule of the firewall opens its port': {
      fault: async (site) => {
        await site.does(
          `${forEverybody} && ufw allow 3306/tcp && ufw allow 80,443/tcp && ufw --force enable`,
        );
        await open(site);
      },
      database: true,
      options: '--only db',
      steps: [
        looks('See whether a rule'),
        heals('If there is one', {
          fill: { NUMBER: '1' },
          typing: 'y\n',
        }),
      ],
    },
  },
  { 'If the database runs in Docker': 'no Docker is in the tests' },
);

repair('db/not-exposed/open-but-denied', { 'it listens on every address': listening(open) });

const sixth = '2001:500:2::80';

/** Reached over both protocols, and the database is for everybody. */
const openOverBoth = async (site: Shop): Promise<void> => {
  await site.does(`ip address add ${sixth}/64 dev eth0 nodad && ${forEverybody}`);
  await site.visitor('ip address add 2001:500:2::7/64 dev server nodad');
  await site.records([...bothNames, `www AAAA ${sixth}`]);
  await site.does("sed -i 's/^bind-address .*/bind-address = */' /etc/mysql/mariadb.conf.d/50-server.cnf");
  await site.does('systemctl restart mariadb');
};

repair('db/not-exposed/open-over-ipv6', {
  'a rule of iptables closes it over IPv4': {
    database: true,
    options: '--only db',
    fault: async (site) => {
      await openOverBoth(site);
      await site.does('iptables -A INPUT -i eth0 -p tcp --dport 3306 -j REJECT --reject-with tcp-reset');
    },
    steps: [
      looks('See on which addresses'),
      looks('Find the line bind-address'),
      looks('If you use iptables without ufw'),
      heals('Set it to 127.0.0.1', {
        deed: {
          file: '/etc/mysql/mariadb.conf.d/50-server.cnf',
          from: 'bind-address = *',
          to: 'bind-address = 127.0.0.1',
        },
      }),
    ],
  },
  'a rule of ufw opens it over IPv6': {
    database: true,
    options: '--only db',
    fault: async (site) => {
      await openOverBoth(site);
      await site.does(
        'ufw default reject && ufw allow 80,443/tcp && ufw allow proto tcp to ::/0 port 3306 && ufw --force enable',
      );
    },
    steps: [
      looks('See whether a rule of ufw'),
      heals('If there is one', { fill: { NUMBER: '3' }, typing: 'y\\n' }),
    ],
  },
});
