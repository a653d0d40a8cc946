import { defineFault } from '../../fault.ts';
import { edited, withRuntime } from '../../changes/edits.ts';

export default defineFault({
  title: 'Nginx hands nothing on to PHP, and sends the program itself',
  symptom: 'In place of the page comes the source code of a PHP program.',
  level: 1,
  outside: { finding: 'web/sent-as-page', cause: 'source-shown' },
  look: 'In web/site.conf the root is the folder of the program and the location with fastcgi_pass is /php/ and not /, so index.php is a file like any other.',
  apply: (plan) =>
    edited(
      withRuntime(plan, 'php-fpm'),
      { file: 'web/site.conf', from: 'root html;', to: 'root ../app/public;\nindex index.php;' },
      { file: 'web/site.conf', from: 'location / {', to: 'location /php/ {' },
    ),
});
