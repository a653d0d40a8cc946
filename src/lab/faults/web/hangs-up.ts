import { defineFault } from '../../fault.ts';
import { edited } from '../../changes/edits.ts';

export default defineFault({
  title: 'A rule against foreign names hangs up on www, too',
  symptom:
    'The browser says that the server sent no data. With foobar.com in place of www.foobar.com the page comes.',
  level: 2,
  outside: { finding: 'web/answers', cause: 'empty-reply' },
  look: 'web/logs/access.log shows the status 444, with which Nginx closes a connection and says nothing. The rule is in web/site.conf: its condition names foobar.com and forgets www.foobar.com.',
  apply: (plan) =>
    edited(plan, {
      file: 'web/site.conf',
      from: 'root html;',
      to: 'root html;\n\nif ($host != foobar.com) {\n    return 444;\n}',
    }),
});
