import { defineFault } from '../../fault.ts';
import { edited } from '../../changes/edits.ts';

export default defineFault({
  title: 'Nginx lets each visitor ask only once a minute',
  symptom:
    'The first page comes. The next click shows a bare white page that says "503 Service Temporarily Unavailable".',
  level: 2,
  outside: { finding: 'app/answers', cause: 'nginx-unavailable' },
  inside: { finding: 'web/has-room', cause: 'rate-limited' },
  look: 'web/logs/error.log says limiting requests. In web/nginx.conf the rate of limit_req_zone is 1r/m, a request per minute, and limit_req in web/site.conf allows no burst.',
  apply: (plan) =>
    edited(
      plan,
      {
        file: 'web/nginx.conf',
        from: '    charset utf-8;\n',
        to: '    charset utf-8;\n\n    limit_req_zone $binary_remote_addr zone=visitors:1m rate=1r/m;\n',
      },
      {
        file: 'web/site.conf',
        from: 'location / {\n',
        to: 'location / {\n    limit_req zone=visitors;\n',
      },
    ),
});
