import { defineFault } from '../../fault.ts';
import { edited, withRuntime } from '../../changes/edits.ts';

export default defineFault({
  title: 'After an update PHP-FPM listens at a socket of another name',
  symptom:
    'The page is a bare white page that says "502 Bad Gateway". Pictures and style sheets still come. It began with an update of the system.',
  level: 2,
  outside: { finding: 'app/answers', cause: 'bad-gateway' },
  inside: { finding: 'app/gateway', cause: 'other-socket' },
  look: 'web/logs/error.log says connect() to unix: ... php-fpm.sock failed (2: No such file or directory). In app/php-fpm.conf the socket is called php8-fpm.sock: compare it with fastcgi_pass in web/site.conf.',
  apply: (plan) =>
    edited(withRuntime(plan, 'php-fpm'), {
      file: 'app/php-fpm.conf',
      from: '/php-fpm.sock',
      to: '/php8-fpm.sock',
    }),
});
