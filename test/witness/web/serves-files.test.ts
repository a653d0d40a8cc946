import { chmod, mkdir, symlink, writeFile } from 'node:fs/promises';
import { folder } from '../../support/servers/run.ts';
import { site } from '../../support/site.ts';
import type { Stage } from '../../support/stage.ts';
import type { Target } from '../../../src/model/target.ts';
import { witness } from '../../support/witness.ts';

const from = (stage: Stage, secure: string, files: Readonly<Record<string, string>> = {}): Promise<Target> =>
  site(stage, { inside: true, secure: () => secure, files });

/** A folder with a page in it, outside of what belongs to Nginx's user. */
const home = async (stage: Stage): Promise<string> => {
  const { path } = await folder(stage);
  await mkdir(`${path}/site`);
  await writeFile(`${path}/site/index.html`, '<h1>Shop</h1>\n');
  return path;
};

witness('web/serves-files/file-missing', (stage) =>
  from(stage, 'root html; location = / { try_files /start.html /home.html; } location / { }'),
);

witness('web/serves-files/root-missing', (stage) => from(stage, 'root htlm;'));

witness('web/serves-files/no-index', (stage) => from(stage, 'root docs;', { 'docs/start.html': 'x' }));

witness('web/serves-files/folder-denied', async (stage) => {
  const path = await home(stage);
  await chmod(`${path}/site`, 0o700);
  return from(stage, `root ${path}/site;`);
});

witness('web/serves-files/file-denied', async (stage) => {
  const path = await home(stage);
  await chmod(`${path}/site/index.html`, 0o600);
  return from(stage, `root ${path}/site;`);
});

witness('web/serves-files/by-rule', (stage) => from(stage, 'root html; location / { deny all; }'));

witness('web/serves-files/not-a-folder', (stage) =>
  from(stage, 'root html; location = / { rewrite ^ /index.html/start.html last; }'),
);

witness('web/serves-files/link-loop', async (stage) => {
  const path = await home(stage);
  await symlink('start.html', `${path}/site/home.html`);
  await symlink('home.html', `${path}/site/start.html`);
  return from(stage, `root ${path}/site; location = / { rewrite ^ /start.html last; }`);
});

witness('web/serves-files/name-too-long', (stage) =>
  from(stage, `root html; location = / { rewrite ^ /${'long'.repeat(100)} last; }`),
);

witness('web/serves-files/cycle', (stage) =>
  from(stage, 'root docs; location / { try_files $uri /start.html; }', { 'docs/a.html': 'x' }),
);

witness('web/serves-files/root-gone', (stage) =>
  from(stage, 'root htlm; location / { return 200 "a page"; } location /static/ { }'),
);
