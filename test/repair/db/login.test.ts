import { holdConnections, poolOf } from '../../support/pool.ts';
import type { Shop } from '../../support/shop.ts';
import { letIn } from '../../support/ssh-in.ts';
import { addresses } from '../../support/servers/machine.ts';
import { does, heals, looks, repair, settles } from '../../support/repair.ts';

const local = '--only db --db-host 127.0.0.1';
const asApp = `${local} --db-user app`;

const fromServer = {
  from: 'server',
  typed: `www.shop.com --address ${addresses.server}`,
  options: `${asApp} --db-name shop`,
  database: true,
} as const;

const fill = { PASSWORD: 'secret' };
const ofMysql = 'it is for MySQL, and the tests have MariaDB';

const sql = (statement: string): string => `mysql -e "${statement}"`;

/** What the account is from now on. */
const appIs = (what: string): string => sql(`ALTER USER 'app'@'localhost' ${what}`);

/** In the file that is given to the check. */
const passwordIs = (password: string): string =>
  `echo '${password}' >/home/student/password && chown student /home/student/password && chmod 600 /home/student/password`;

repair('db/login/access-denied', {
  'nobody knows the password': {
    ...fromServer,
    fault: appIs("IDENTIFIED BY 'forgotten'"),
    steps: [
      looks('See which accounts there are'),
      looks('If nobody knows the password'),
      heals('To set a new password', {
        fill,
      }),
    ],
  },
  'the settings have the right password': {
    ...fromServer,
    fault: appIs("IDENTIFIED BY 'right'"),
    steps: [
      heals('If the row is there', {
        deed: passwordIs('right'),
        options: `${asApp} --db-password-file password`,
      }),
    ],
  },
  'there is no such account': {
    ...fromServer,
    fault: sql("DROP USER 'app'@'localhost'"),
    steps: [heals('To make the account', { fill }), does('Give the new account the rights')],
  },
});

const asDenied = 'its statement is the one of db/login/access-denied, which is taken';

repair(
  'db/login/other-host',
  {
    'the account is for another computer, and is looked at through ssh': {
      database: true,
      options: `--ssh student@${addresses.server} --sudo --only db --db-user app --db-name shop --db-password-file "$HOME/password"`,
      fault: async (site) => {
        await letIn(site);
        await site.visitor(`(umask 077 && echo secret >"$HOME/password")`);
        await site.does(sql("RENAME USER 'app'@'localhost' TO 'app'@'10.0.0.5'"));
      },
      steps: [
        looks('See which accounts there are'),
        looks('If there is a row for localhost'),
        looks('Otherwise change the accounts'),
        heals('This moves the account', { fill: { OLDHOST: '10.0.0.5' } }),
      ],
    },
  },
  { 'If somebody needs it': asDenied, 'A new account has no rights': asDenied },
);

repair(
  'db/login/account-needs-tls',
  {
    'somebody has set the condition': {
      ...fromServer,
      options: `${fromServer.options} --inside --sudo`,
      fault: appIs('REQUIRE SSL'),
      steps: [
        looks('See the condition'),
        looks('If it is on the same server'),
        heals('Type this with the user and the host', { fill: { CONDITION: 'SSL' } }),
      ],
    },
  },
  { 'If your program is on another computer': 'it changes the settings of a program on another computer' },
);

repair('db/login/no-password', {
  'no password was given': {
    ...fromServer,
    program: true,
    fault: passwordIs(''),
    options: `${asApp} --db-password-file password`,
    steps: [
      looks('If your program gets this error too', { fill: { NAME: 'shop' } }),
      does('After a change, start the program', { fill: { NAME: 'shop' } }),
      heals('If the account has a password', {
        fill: { USER: 'app' },
        deed: passwordIs('secret'),
      }),
    ],
  },
});

repair('db/login/socket-account', {
  'the account is the one of a user of the system': {
    ...fromServer,
    fault: sql("DROP USER 'app'@'localhost'; CREATE USER 'student'@'localhost' IDENTIFIED VIA unix_socket"),
    options: `${local} --db-user student --db-name shop`,
    steps: [
      looks('See how the account logs in', { fill: { root: 'student' } }),
      looks('To work as the administrator yourself'),
      does('For a program, do not change root', { fill }),
      settles('Give the new account the rights', { options: `${asApp} --db-name shop` }),
    ],
  },
});

repair('db/login/account-locked', {
  'somebody has locked it': {
    ...fromServer,
    fault: appIs('ACCOUNT LOCK'),
    steps: [looks('See the account'), heals('Ask whoever looks after')],
  },
});

repair('db/login/blocked-after-errors', {
  'a program has an old password': {
    ...fromServer,
    fault: async (site) => {
      await site.does(sql('SET GLOBAL max_password_errors = 2'));
      await site.student('for i in 1 2 3; do mysql -h 127.0.0.1 -uapp -pold; done');
    },
    steps: [
      does('Find what logs in with a wrong password', { deed: 'true' }),
      heals('Then let MariaDB forget the errors'),
    ],
  },
});

repair('db/login/password-expired', {
  'somebody has marked it': {
    ...fromServer,
    fault: appIs('PASSWORD EXPIRE'),
    steps: [looks('Set a new password'), heals('Type this with your own user', { fill })],
  },
  'it is too old': {
    ...fromServer,
    fault: sql(
      "SET GLOBAL default_password_lifetime = 1; UPDATE mysql.global_priv SET Priv = JSON_SET(Priv, '\\$.password_last_changed', 1000000000) WHERE User = 'app'; FLUSH PRIVILEGES",
    ),
    steps: [heals('A program does not change its own password')],
  },
});

/** The program may have as many connections as it holds. */
const limited = async (site: Shop): Promise<void> => {
  await site.does(appIs('WITH MAX_USER_CONNECTIONS 5'));
  await holdConnections(site, 5);
};

repair('db/login/user-limit', {
  'the program opens more connections than the account may': {
    ...fromServer,
    fault: limited,
    steps: [
      looks('See how many connections'),
      looks('See the limits'),
      heals('Most often the program opens more', { fill: { NAME: 'pool' }, deed: poolOf(5, 2) }),
    ],
  },
  'the limit of the account is too small': {
    ...fromServer,
    fault: limited,
    steps: [heals('If the limit for connections at one time')],
  },
  'the limit of everybody is too small': {
    ...fromServer,
    fault: async (site) => {
      await site.write('/etc/mysql/conf.d/limit.cnf', '[mysqld]\nmax_user_connections = 5\n');
      await site.does('systemctl restart mariadb');
      await holdConnections(site, 5);
    },
    steps: [heals('If the limit for connections at one time')],
  },
  'the limit is for each hour': {
    ...fromServer,
    fault: async (site) => {
      await site.does(appIs('WITH MAX_CONNECTIONS_PER_HOUR 3'));
      await site.student('for i in 1 2 3; do mysql -uapp -psecret -e "SELECT 1"; done');
    },
    steps: [heals('If the limit is one for each hour')],
  },
});

repair(
  'db/login/plugin-not-loaded',
  {
    'the account came from MySQL': {
      ...fromServer,
      fault: sql(
        "UPDATE mysql.global_priv SET Priv = JSON_SET(Priv, '\\$.plugin', 'caching_sha2_password') WHERE User = 'app'; FLUSH PRIVILEGES",
      ),
      steps: [
        looks('See which plugin the account names'),
        looks('Give the account a plugin'),
        heals('On MariaDB, type this', { fill }),
      ],
    },
  },
  { 'On MySQL, type this': ofMysql },
);

repair('db/login/old-password', {
  'the account is from before 2004': {
    ...fromServer,
    fault: appIs("IDENTIFIED VIA mysql_old_password USING '6f8c114b58f2ce9e'"),
    steps: [
      looks('See the plugin of the account'),
      looks('See whether the server still makes'),
      looks('Set the password again'),
      heals('Type this with your own user', { fill }),
    ],
  },
});

repair(
  'db/login/init-connect-failed',
  {
    'it wants a table that is not there': {
      ...fromServer,
      fault: sql("SET GLOBAL init_connect = 'SELECT * FROM nowhere.nothing'"),
      steps: [
        looks('See the command'),
        looks('On MariaDB, read its log'),
        heals('If nobody needs the command'),
      ],
    },
  },
  { 'Read why it fails': ofMysql },
);

repair('db/login/without-password', {
  'the account has none': {
    ...fromServer,
    fault: `${passwordIs('')} && ${appIs("IDENTIFIED BY ''")}`,
    options: `${asApp} --db-password-file password`,
    steps: [
      looks('See which accounts there are'),
      looks('Give the account a password'),
      heals('Type this with the user', { fill }),
    ],
  },
});

repair('db/login/as-root', {
  'root has a password': {
    ...fromServer,
    fault: sql(
      "DROP USER 'app'@'localhost'; ALTER USER 'root'@'localhost' IDENTIFIED VIA unix_socket OR mysql_native_password USING PASSWORD('secret')",
    ),
    options: `${local} --db-user root`,
    steps: [
      looks('If your program uses root too'),
      does('Type this with your own names', { fill }),
      settles('Give it the rights', { options: `${asApp} --db-name shop` }),
    ],
  },
});

repair('db/login/schema-denied', {
  'the user has no right to it': {
    ...fromServer,
    fault: sql("REVOKE ALL ON shop.* FROM 'app'@'localhost'"),
    steps: [looks('See whether the schema exists'), heals('Give the user the rights')],
  },
  'it does not exist': {
    ...fromServer,
    fault: sql("DROP DATABASE shop; REVOKE ALL ON shop.* FROM 'app'@'localhost'"),
    steps: [does('If it does not exist'), heals('Give the user the rights')],
  },
});

repair('db/login/unknown-schema', {
  'it was never made': {
    ...fromServer,
    fault: sql("DROP DATABASE shop; GRANT SELECT ON *.* TO 'app'@'localhost'"),
    steps: [looks('See which schemas there are'), heals('If it was never made')],
  },
});
