import { addresses } from '../../support/servers/machine.ts';
import { does, heals, looks, repair } from '../../support/repair.ts';

const fromServer = {
  from: 'server',
  typed: `www.shop.com --address ${addresses.server}`,
  options: '--only db --db-host 127.0.0.1 --db-user app --db-name shop',
  database: true,
} as const;

const fill = { PASSWORD: 'secret' };

const sql = (statement: string): string => `mysql -e "${statement}"`;

repair(
  'db/login/access-denied',
  {
    'nobody knows the password': {
      ...fromServer,
      fault: sql("ALTER USER 'app'@'localhost' IDENTIFIED BY 'forgotten'"),
      steps: [
        looks('See which accounts there are'),
        looks('If nobody knows the password'),
        heals('To set a new password', {
          fill,
        }),
      ],
    },
    'there is no such account': {
      ...fromServer,
      fault: sql("DROP USER 'app'@'localhost'"),
      steps: [heals('To make the account', { fill }), does('Give the new account the rights')],
    },
  },
  { 'If the row is there': 'it is about the password that was given to the check' },
);

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
