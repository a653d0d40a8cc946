import { addresses } from '../../support/servers/machine.ts';
import { holdConnections, poolOf } from '../../support/pool.ts';
import { letIn } from '../../support/ssh-in.ts';
import type { Shop } from '../../support/shop.ts';
import { does, heals, keeps, looks, repair } from '../../support/repair.ts';

const fromServer = {
  from: 'server',
  typed: `www.shop.com --address ${addresses.server}`,
  database: true,
} as const;
const local = '--only db --db-host 127.0.0.1';
const ofMysql = 'it is for MySQL, and the tests have MariaDB';
const fill = { NAME: 'pool' };

repair(
  'db/handshake/refused',
  {
    'the database has stopped': {
      ...fromServer,
      fault: 'systemctl stop mariadb',
      options: local,
      steps: [
        looks('Look at the state of the database', { code: 3 }),
        looks('On MariaDB, read its log'),
        heals('Start it'),
        looks('If it runs, see on which address'),
      ],
    },
  },
  { 'If it has stopped, read why': ofMysql },
);

repair(
  'db/handshake/silent',
  {
    'the database hangs': {
      ...fromServer,
      fault: 'kill -STOP $(pgrep mariadbd)',
      waits: true,
      options: local,
      steps: [
        looks('See which program listens'),
        looks('See whether the disk is full'),
        heals('If the database hangs'),
      ],
    },
  },
  {
    'Ask the database on the server':
      'while the database hangs it prints nothing and does not end, as the words say',
  },
);

const other = (onConnection: string) =>
  `systemctl stop mariadb && { setsid node -e "require('node:net').createServer((one) => ${onConnection}).listen(3306, '127.0.0.1')" >/dev/null 2>&1 </dev/null & until ss -Hltn 'sport = :3306' | grep -q .; do sleep 0.02; done; }`;

repair(
  'db/handshake/closed',
  {
    'another program closes every connection': {
      ...fromServer,
      fault: other('one.destroy()'),
      options: local,
      steps: [
        looks('Look at the state of the database', { code: 3 }),
        looks('On MariaDB, read its log'),
        looks('See which program listens'),
      ],
    },
  },
  { 'Read its last errors': ofMysql },
);

repair('db/handshake/not-mysql', {
  'another program has the port of the database': {
    ...fromServer,
    fault: async (site) => {
      await site.does(other("one.write('220 ready\\\\n')"));
      await site.write('/etc/mysql/conf.d/port.cnf', '[mysqld]\nport = 3307\n');
      await site.does('systemctl start mariadb');
    },
    options: local,
    steps: [looks('See which program listens'), looks('See on which port the database listens')],
  },
});

const full = async (site: Shop): Promise<void> => {
  await site.does(`mysql -e 'SET GLOBAL max_connections = 10'`);
  await holdConnections(site, 10);
};

repair('db/handshake/too-many-connections', {
  'the number is too small': {
    ...fromServer,
    fault: full,
    options: `${local} --db-user app`,
    steps: [keeps('If the number is really too small')],
  },
  'the program holds most of them': {
    ...fromServer,
    fault: full,
    options: `${local} --db-user app`,
    steps: [
      looks('See who holds the connections'),
      looks('If your program holds most of them'),
      heals('Start the program again', {
        fill,
        deed: poolOf(10, 3),
      }),
    ],
  },
});

const whose = { PID: '1', WHO: 'app' };

repair('db/handshake/held-by-another', {
  'a program in the background keeps them': {
    ...fromServer,
    program: true,
    fault: full,
    options: `${local} --db-user app --inside --sudo`,
    steps: [
      looks('See who holds the connections'),
      looks('See which program that is', { fill: whose }),
      heals('If it is not needed, stop it', { fill: whose, deed: 'systemctl stop pool' }),
      keeps('Keep some for the others', { fill: whose }),
    ],
  },
});

/** Other computers reach it, as on a server whose database was opened. */
const openTheDatabase = async (site: Shop, more = ''): Promise<void> => {
  await site.write('/etc/mysql/mariadb.conf.d/99-open.cnf', `[mysqld]\nbind-address = 0.0.0.0\n${more}`);
  await site.does('systemctl restart mariadb');
};

const fromOutside = `--only db --db-host ${addresses.server}`;

repair(
  'db/handshake/host-blocked',
  {
    'a monitor only opens the port and leaves': {
      database: true,
      options: fromOutside,
      fault: async (site) => {
        await site.does(`echo '${addresses.visitor} monitor.shop.com' >>/etc/hosts`);
        await site.does(`mysql -e "CREATE USER 'app'@'monitor.shop.com' IDENTIFIED BY 'secret'"`);
        await openTheDatabase(site, 'max_connect_errors = 1\n');
        await site.visitor(
          `for i in 1 2; do exec 3<>/dev/tcp/${addresses.server}/3306 && head -c 4 <&3 >/dev/null; exec 3>&-; done`,
        );
      },
      steps: [heals('On MariaDB, let it forget')],
    },
  },
  {
    'On MySQL': ofMysql,
    'Find what breaks off': 'what another computer does is no command here',
  },
);

const nobodyHasIt = '--only db --db-host 192.175.48.99';

repair('db/handshake/unreachable', {
  'the address is wrong': {
    ...fromServer,
    fault: 'true',
    waits: true,
    options: nobodyHasIt,
    steps: [
      heals('Compare the address', { options: local }),
      looks('If it is another server, see whether a firewall'),
    ],
  },
  'the database is on the web server itself': {
    database: true,
    fault: letIn,
    waits: true,
    options: nobodyHasIt,
    steps: [heals('If the database runs on the web server itself', { fill: { USER: 'student' } })],
  },
});

const fromNobody = async (site: Shop): Promise<void> => {
  await site.write('/etc/resolv.conf', 'nameserver 192.175.48.99\noptions timeout:2 attempts:1\n');
  await site.does(`mysql -e "CREATE USER 'app'@'%' IDENTIFIED BY 'secret'"`);
  await openTheDatabase(site);
};

/** Writes a file and leaves the editor. */
const saved = '\\017\\r\\030';

repair('db/handshake/slow-greeting', {
  'the name of who comes is not in DNS': {
    database: true,
    options: fromOutside,
    waits: true,
    fault: fromNobody,
    steps: [
      looks('See how long the name takes', { fill: { ADDRESS: addresses.visitor }, code: 2 }),
      heals('Give the address a name', { typing: `${addresses.visitor} client\\r${saved}` }),
    ],
  },
  'names are looked up that nobody needs': {
    database: true,
    options: fromOutside,
    waits: true,
    fault: fromNobody,
    steps: [
      does('Or let the database look up no names', {
        fill: { '/etc/mysql/mysql.conf.d/mysqld.cnf': '/etc/mysql/mariadb.conf.d/50-server.cnf' },
        typing: `\\033[Bskip_name_resolve\\r${saved}`,
      }),
      heals('Then restart the database'),
    ],
  },
});

repair('db/handshake/host-not-allowed', {
  'there is an account for the server itself only': {
    database: true,
    options: fromOutside,
    fault: openTheDatabase,
    steps: [
      looks('See which accounts there are'),
      looks('If another computer really has to come in'),
      heals('Type this with your own names', { fill: { HOST: addresses.visitor, PASSWORD: 'secret' } }),
      does('Give the account the rights', { fill: { HOST: addresses.visitor } }),
    ],
  },
  'the visitor may use ssh': {
    database: true,
    options: fromOutside,
    fault: async (site) => {
      await openTheDatabase(site);
      await letIn(site);
    },
    steps: [heals('Best, come from the server itself', { fill: { USER: 'student' } })],
  },
});
