import { addresses } from '../../support/servers/machine.ts';
import { does, keeps, looks, repair, settles } from '../../support/repair.ts';

repair('db/least-privilege/everything', {
  'the account was made with GRANT ALL ON *.*': {
    from: 'server',
    typed: `www.shop.com --address ${addresses.server}`,
    options: '--only db --db-host 127.0.0.1 --db-user app --db-name shop',
    program: true,
    database: true,
    fault: "mysql -e \"GRANT ALL ON *.* TO 'app'@'localhost'\"",
    steps: [
      looks('See what the account may do'),
      does('Take all of its rights away'),
      settles('Give back what the program needs'),
      looks('Connections that are open keep'),
      keeps('Start the program again', { fill: { NAME: 'shop' } }),
    ],
  },
});
