import { inSite, siteFile } from '../../support/config.ts';
import { does, heals, looks, repair, settles } from '../../support/repair.ts';
import { program } from '../../support/servers/program.ts';
import { typedThere } from '../../support/shop.ts';

/** On the server itself, as its administrator. */
const fromInside = { from: 'server', typed: typedThere, options: '--inside --sudo' } as const;

repair(
  'server/listens/not-running',
  {
    'somebody has stopped it': {
      ...fromInside,
      fault: 'systemctl disable --now nginx',
      steps: [looks('Ask why Nginx does not run', { code: 3 }), heals('Test the configuration')],
    },
  },
  { 'If it failed': 'it was stopped here, and did not fail' },
);

const root = 'root /var/www/shop';

repair('server/listens/mistake-in-line', {
  'a semicolon is missing, and Nginx was restarted': {
    ...fromInside,
    fault: async (site) => {
      await program('nano');
      await site.does(
        `sed -i 's#${root};#${root}#' ${siteFile} && systemctl stop nginx && ! systemctl start nginx`,
      );
    },
    steps: [
      looks('Have Nginx test', { code: 1 }),
      does('Correct that line', {
        deed: inSite(root, `${root};`),
        fill: { FILE: siteFile },
        typing: '\\030',
      }),
      settles('Start Nginx'),
    ],
  },
});
