import { apacheInstead } from '../../support/config.ts';
import { heals, looks, repair } from '../../support/repair.ts';

const file = '/etc/nginx/nginx.conf';

repair(
  'web/version-hidden/version-shown',
  {
    'nobody has changed the settings of Nginx': {
      fault: 'true',
      steps: [
        looks('See what your server says'),
        heals('For Nginx', {
          deed: { file, from: 'sendfile on;', to: 'sendfile on;\n\tserver_tokens off;' },
        }),
      ],
    },
    'nobody has changed the settings of Apache': {
      fault: apacheInstead('shop'),
      steps: [
        heals('For Apache', {
          deed: {
            file: '/etc/apache2/conf-enabled/security.conf',
            from: 'ServerTokens OS',
            to: 'ServerTokens Prod',
          },
        }),
      ],
    },
  },
  { 'Install the updates': 'the archive of packages is on the Internet' },
);
