import { defineFault } from '../../fault.ts';
import { edited } from '../../changes/edits.ts';

export default defineFault({
  title: "Nginx's buffer is too small for the header of the program's answer",
  symptom:
    'The page is a bare white page that says "502 Bad Gateway". The program counts the visit all the same.',
  level: 2,
  outside: { finding: 'app/answers', cause: 'bad-gateway' },
  inside: { finding: 'app/gateway', cause: 'head-buffer-small' },
  look: 'web/logs/error.log says upstream sent too big header while reading response header from upstream. In web/site.conf proxy_buffer_size is 128 bytes; the default is 4k or 8k.',
  apply: (plan) =>
    edited(plan, {
      file: 'web/site.conf',
      from: '    proxy_connect_timeout ',
      to: '    proxy_buffer_size     128; # saves memory\n    proxy_connect_timeout ',
    }),
});
