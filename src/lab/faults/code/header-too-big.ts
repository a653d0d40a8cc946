import { defineFault } from '../../fault.ts';
import { edited } from '../../changes/edits.ts';

export default defineFault({
  title: 'The program writes a cookie that is longer than Nginx accepts',
  symptom:
    'The page is a bare white page that says "502 Bad Gateway". The program says that it answered every request.',
  level: 2,
  outside: { finding: 'app/answers', cause: 'bad-gateway' },
  inside: { finding: 'app/gateway', cause: 'header-too-big' },
  look: 'web/logs/error.log says upstream sent too big header while reading response header from upstream. Asked at its own port, past Nginx, the program sends a Set-Cookie of 70000 bytes (curl -I). Nginx keeps 4 or 8 KiB for a header, and browsers 4 KiB of a cookie.',
  apply: (plan) =>
    edited(plan, {
      file: 'app/site.mjs',
      from: 'visitor=${randomUUID()};',
      to: "visitor=${randomUUID()}${'.'.repeat(70_000)};",
    }),
});
