import { defineFault } from '../../fault.ts';
import { edited } from '../../changes/edits.ts';

export default defineFault({
  title: 'Nginx hands requests to a Unix socket that is not there',
  symptom:
    'The page is a bare white page that says "502 Bad Gateway". Whoever runs the program says that it is up.',
  level: 2,
  outside: { finding: 'app/answers', cause: 'bad-gateway' },
  inside: { finding: 'app/gateway', cause: 'other-kind' },
  look: 'web/logs/error.log says connect() to unix:/run/foobar/site.sock failed (2: No such file or directory). The program listens at a port of 127.0.0.1, as app/error.log says; proxy_pass in web/site.conf names the socket.',
  apply: (plan) =>
    edited(plan, {
      file: 'web/site.conf',
      from: '    proxy_pass http://127.0.0.1:',
      to: '    proxy_pass http://unix:/run/foobar/site.sock;\n    # proxy_pass http://127.0.0.1:',
    }),
});
