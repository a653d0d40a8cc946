import { addresses } from '../../support/servers/machine.ts';
import { does, heals, looks, repair } from '../../support/repair.ts';

repair('db/maintained/end-of-life', {
  'it calls itself an old series': {
    from: 'server',
    typed: `www.shop.com --address ${addresses.server}`,
    options: '--only db --db-host 127.0.0.1',
    database: true,
    fault: `printf '[mysqld]\\nversion = 10.4.34-MariaDB\\n' >/etc/mysql/conf.d/version.cnf && systemctl restart mariadb`,
    steps: [
      looks('See which version runs'),
      does('Make a backup'),
      heals('Then plan the step', { deed: 'rm /etc/mysql/conf.d/version.cnf && systemctl restart mariadb' }),
    ],
  },
});
