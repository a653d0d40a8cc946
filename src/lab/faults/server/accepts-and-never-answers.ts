import { defineFault } from '../../fault.ts';

export default defineFault({
  title: 'The web server hangs: it accepts connections and says nothing',
  symptom: 'The browser waits for the page, and goes on waiting.',
  level: 2,
  outside: { finding: 'tls/handshake', cause: 'silent', also: ['web/answers/silent'] },
  inside: { finding: 'server/listens', cause: 'frozen' },
  look: 'The processes are there, and their state is T, stopped by a signal (ps -o pid,stat,comm -C nginx); kill -CONT lets each go on. Until then the system accepts connections in their place, up to a number.',
  apply: (plan) => ({ ...plan, afterwards: [...plan.afterwards, { do: 'freeze', part: 'web' }] }),
});
