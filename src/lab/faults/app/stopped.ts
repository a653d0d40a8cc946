import { defineFault } from '../../fault.ts';

export default defineFault({
  title: 'The program behind Nginx is not running',
  symptom: 'The page is a bare white page that says "502 Bad Gateway". Pictures and style sheets still come.',
  level: 1,
  outside: { finding: 'app/answers', cause: 'bad-gateway' },
  inside: { finding: 'app/gateway', cause: 'not-listening' },
  look: "The web server's error log says connect() failed (111: Connection refused), and no process listens at that port.",
  apply: (plan) => ({ ...plan, stopped: [...plan.stopped, 'app'] }),
});
