import { defineFault } from '../../fault.ts';
import { edited, withRuntime } from '../../changes/edits.ts';

export default defineFault({
  title: 'Nginx may not use the socket of PHP-FPM',
  symptom:
    'The page is a bare white page that says "502 Bad Gateway". Pictures and style sheets still come. Whoever runs the program says that it is up.',
  level: 2,
  outside: { finding: 'app/answers', cause: 'bad-gateway' },
  inside: { finding: 'app/gateway', cause: 'socket-denied' },
  look: 'web/logs/error.log says connect() failed (13: Permission denied): the socket is there, and whoever connects to one must be allowed to write to it. listen.mode in app/php-fpm.conf is 0400; ls -l app/php-fpm.sock shows it.',
  apply: (plan) =>
    edited(withRuntime(plan, 'php-fpm'), {
      file: 'app/php-fpm.conf',
      from: 'listen.mode     = 0600',
      to: 'listen.mode     = 0400',
    }),
});
