import { inSite } from '../../support/config.ts';
import { heals, looks, repair } from '../../support/repair.ts';

repair(
  'app/dynamic/static-only',
  {
    'a program makes other pages': {
      fault: 'true',
      program: true,
      steps: [heals('If a program makes other pages', { fill: { PAGE: 'visits' } })],
    },
    'a program should make the front page': {
      fault: 'true',
      program: true,
      steps: [
        looks('If a program should make the front page'),
        heals('If it does not, write that line', {
          deed: inSite('try_files $uri $uri/ =404;', 'proxy_pass http://127.0.0.1:3000;'),
        }),
      ],
    },
  },
  { 'If no program belongs to your site': 'there is nothing to do' },
);
