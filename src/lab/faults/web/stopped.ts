import { defineFault } from '../../fault.ts';

export default defineFault({
  title: 'Nginx is not running',
  symptom: 'The browser says at once that it cannot connect. The server itself can be reached by ssh.',
  level: 2,
  outside: { finding: 'server/accepts', cause: 'refused' },
  inside: { finding: 'server/listens', cause: 'not-running' },
  look: 'Nobody listens at the two ports of the site (sudo ss -ltnp), and no process is called nginx.',
  apply: (plan) => ({ ...plan, stopped: [...plan.stopped, 'web'] }),
});
