import { defineFault } from '../../fault.ts';
import { edited, withRuntime } from '../../changes/edits.ts';

export default defineFault({
  title: 'PHP shows its messages to every visitor',
  symptom: 'Above the page stands "Warning", with the path of a file on the server.',
  level: 1,
  outside: { finding: 'app/no-debug', cause: 'php-messages' },
  look: 'In app/php-fpm.conf display_errors is on. The message itself is also in app/error.log, where it belongs.',
  apply: (plan) =>
    edited(
      withRuntime(plan, 'php-fpm'),
      {
        file: 'app/php-fpm.conf',
        from: 'php_flag[display_errors]   = off',
        to: 'php_flag[display_errors]   = on',
      },
      {
        file: 'app/public/index.php',
        from: '    $tip = htmlspecialchars($words);\n',
        to: '    $tip = htmlspecialchars($words);\n    echo $greeting;\n',
      },
    ),
});
