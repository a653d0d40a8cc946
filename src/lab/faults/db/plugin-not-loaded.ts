import { typed } from '../../changes/db.ts';
import { defineFault } from '../../fault.ts';

export default defineFault({
  title: 'The account of the program wants a kind of login that the server does not have',
  symptom: 'The front page is an error, "500: no database". The page about the site is fine.',
  level: 3,
  outside: { finding: 'app/no-error', cause: 'error' },
  inside: { finding: 'db/admits-program', cause: 'plugin-not-loaded' },
  look: 'app/error.log ends with ER_PLUGIN_IS_NOT_LOADED 1524. SELECT user, host, plugin FROM mysql.user shows caching_sha2_password for app, and SHOW PLUGINS does not (mariadb --defaults-file=db/client.cnf): the account was taken over from MySQL.',
  apply: (plan) =>
    typed(
      plan,
      "UPDATE mysql.global_priv SET Priv = JSON_SET(Priv, '$.plugin', 'caching_sha2_password') WHERE User = 'app'",
      'FLUSH PRIVILEGES',
    ),
});
