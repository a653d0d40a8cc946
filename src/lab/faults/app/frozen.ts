import { defineFault } from '../../fault.ts';
import { later, withPatience } from '../../changes/edits.ts';

export default defineFault({
  title: 'The program is there, and does nothing any more',
  symptom:
    'The browser waits for a second; then comes a bare white page that says "504 Gateway Time-out". Pictures and style sheets come at once.',
  level: 2,
  outside: { finding: 'app/answers', cause: 'gateway-timeout' },
  inside: { finding: 'app/gateway', cause: 'frozen' },
  look: 'web/logs/error.log says upstream timed out (110: Connection timed out) while reading response header: the connection was accepted, and no answer came. The process of app/site.mjs exists; ps -eo pid,stat,args shows T for it (halted, SIGSTOP), and kill -CONT lets it go on.',
  apply: (plan) => later(withPatience(plan, 1), { do: 'freeze', part: 'app' }),
});
