import { lab, targetOf } from '../../support/lab.ts';
import { php } from '../../support/servers/programs.ts';
import { site } from '../../support/site.ts';
import type { Stage } from '../../support/stage.ts';
import { witness } from '../../support/witness.ts';

// The lab's own program, which was given a wrong password for the database.
witness('app/no-error/error', async (stage) =>
  targetOf(
    await lab(stage, (plan) => ({
      ...plan,
      app: { ...plan.app, database: { ...plan.app.database, password: 'wrong' } },
    })),
  ),
);

const crashes = { 'index.php': '<?php nothing_of_this_name();' };

const onPhp = async (stage: Stage, settings: readonly string[]) => {
  const handsOn = await php(stage, crashes, settings);
  return site(stage, {
    secure: () => `location = / { rewrite ^ /index.php last; } location ~ \\.php$ { ${handsOn} }`,
  });
};

witness('app/no-error/empty-error', (stage) => onPhp(stage, ['display_errors=0']));

witness('app/no-error/php-fatal', (stage) => onPhp(stage, ['display_errors=1', 'html_errors=1']));

witness('app/no-error/nginx-error', (stage) =>
  site(stage, { secure: () => 'root html; location / { try_files $uri /app/index.html; }' }),
);
