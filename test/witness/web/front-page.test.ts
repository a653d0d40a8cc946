import { existsSync } from 'node:fs';
import { site } from '../../support/site.ts';
import { witness } from '../../support/witness.ts';

/** The page that Debian's and Ubuntu's nginx packages bring along, or one with its title. */
const packaged = '/usr/share/nginx/html';
const likeIt = { 'default/index.html': '<title>Welcome to nginx!</title>\n<h1>Welcome to nginx!</h1>\n' };

witness('web/front-page/default-page', (stage) =>
  existsSync(`${packaged}/index.html`)
    ? site(stage, { secure: () => `root ${packaged};` })
    : site(stage, { secure: () => 'root default;', files: likeIt }),
);

witness('web/front-page/forbidden', (stage) =>
  site(stage, { secure: () => 'root empty;', files: { 'empty/not-an-index.txt': 'hidden' } }),
);

witness('web/front-page/not-found', (stage) =>
  site(stage, { secure: () => 'root nowhere; try_files $uri =404;' }),
);

witness('web/front-page/not-shown', (stage) => site(stage, { secure: () => 'location / { return 401; }' }));
