import { defineFault } from '../../fault.ts';

export default defineFault({
  title: 'The database server hangs: it accepts connections and says nothing',
  symptom:
    'The front page is an error, "500: no database", after two seconds. The page about the site comes at once.',
  level: 2,
  outside: { finding: 'db/handshake', cause: 'silent' },
  look: 'app/error.log says ETIMEDOUT, not ECONNREFUSED. The process is there, and its state is T, stopped by a signal (ps -o pid,stat,comm -C mariadbd); kill -CONT lets it go on.',
  apply: (plan) => ({ ...plan, afterwards: [...plan.afterwards, { do: 'freeze', part: 'db' }] }),
});
