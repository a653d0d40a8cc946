import { existsSync } from 'node:fs';
import { createServer } from 'node:http';
import { apacheSite } from '../../support/servers/apache.ts';
import { listening } from '../../support/servers/peer.ts';
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

/** An Apache is not the nginx of the course: that is seen, too. */
const apache = { also: ['web/is-nginx/another-server'] };

/** The page that Debian's package apache2-data brings along, or one with its title. */
const apachePage = '/usr/share/apache2/default-site';
const likeApache = { 'html/index.html': '<title>Apache2 Debian Default Page: It works</title>\n' };

witness(
  'web/front-page/apache-default-page',
  (stage) =>
    existsSync(`${apachePage}/index.html`)
      ? apacheSite(stage, `DocumentRoot ${apachePage}`)
      : apacheSite(stage, '', likeApache),
  apache,
);

witness(
  'web/front-page/forbidden-by-apache',
  (stage) => apacheSite(stage, '<Location />\nRequire all denied\n</Location>'),
  apache,
);

witness('web/front-page/not-found-by-apache', (stage) => apacheSite(stage, 'Redirect 404 /'), apache);

witness('web/front-page/no-route', async (stage) => {
  const program = await listening(
    stage,
    createServer((_, response) => {
      response.writeHead(404, { 'content-type': 'text/html' });
      response.end('<pre>Cannot GET /</pre>');
    }),
  );
  return site(stage, { secure: () => `location / { proxy_pass http://127.0.0.1:${program}; }` });
});

witness('web/front-page/login-wanted', (stage) =>
  site(stage, { secure: () => 'auth_basic "Shop"; auth_basic_user_file users; root html;' }),
);

witness('web/front-page/bad-request', (stage) =>
  // As a program does that has a list of the names it answers to.
  site(stage, { secure: () => 'if ($host != "localhost") { return 400; } root html;' }),
);

witness('web/front-page/misdirected', (stage) => site(stage, { secure: () => 'return 421;' }));

witness('web/front-page/too-many-requests', (stage) =>
  site(stage, {
    before: () => 'limit_req_zone $server_name zone=everyone:1m rate=1r/m; limit_req_status 429;',
    plain: ({ https }) => `location / { limit_req zone=everyone; try_files /none @on; }
      location @on { return 301 https://$host:${https}$request_uri; }`,
    secure: () => 'location / { limit_req zone=everyone; root html; }',
  }),
);
