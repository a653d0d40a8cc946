import { addresses } from '../../support/servers/machine.ts';
import { heals, looks, repair } from '../../support/repair.ts';

const file = '/etc/mysql/mariadb.conf.d/50-server.cnf';

repair('db/runs/other-address', {
  'it listens at an address of the network': {
    from: 'server',
    typed: `www.shop.com --address ${addresses.server}`,
    options: '--only db --inside --sudo',
    database: true,
    fault: `printf '[mariadbd]\\nbind-address = 127.0.0.3\\n' >>${file} && systemctl restart mariadb`,
    steps: [
      looks('See where it listens'),
      looks('Find the line bind-address'),
      heals('Set it to 127.0.0.1', {
        deed: { file, from: 'bind-address = 127.0.0.3', to: 'bind-address = 127.0.0.1' },
      }),
    ],
  },
});

repair('db/runs/unknown-option', {
  'a word in its settings is misspelt': {
    from: 'server',
    typed: `www.shop.com --address ${addresses.server}`,
    options: '--only db --inside --sudo',
    database: true,
    fault: `printf '[mariadbd]\\nmax_conections = 80\\n' >>${file} && systemctl stop mariadb && ! systemctl start mariadb`,
    steps: [
      looks('Find the line', { fill: { WORD: 'max_conections' } }),
      heals('Correct the word', { deed: { file, from: 'max_conections', to: 'max_connections' } }),
    ],
  },
});
