import { defineFault } from '../../fault.ts';
import { edited, withRuntime } from '../../changes/edits.ts';

export default defineFault({
  title: 'Gunicorn ends a worker that takes longer than three seconds',
  symptom:
    'The front page ends in a bare white page that says "502 Bad Gateway", after a moment of waiting. The other pages are fine.',
  level: 2,
  outside: { finding: 'app/answers', cause: 'bad-gateway' },
  inside: { finding: 'app/has-workers', cause: 'worker-timeout' },
  look: 'app/error.log says WORKER TIMEOUT, and web/logs/error.log upstream prematurely closed connection. timeout in app/gunicorn.conf.py is 3, and the front page takes eight seconds.',
  apply: (plan) =>
    edited(
      withRuntime(plan, 'gunicorn'),
      { file: 'app/gunicorn.conf.py', from: 'timeout = 30', to: 'timeout = 3' },
      {
        file: 'app/pages.py',
        from: 'def front_page():\n',
        to: 'def front_page():\n    time.sleep(8)  # the report\n',
      },
      { file: 'app/pages.py', from: 'import json\n', to: 'import json\nimport time\n' },
    ),
});
