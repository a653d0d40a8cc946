import { lab, targetOf } from '../../support/lab.ts';
import { apacheSite } from '../../support/servers/apache.ts';
import { django, flask, node, php } from '../../support/servers/programs.ts';
import { site } from '../../support/site.ts';
import type { Stage } from '../../support/stage.ts';
import { loopback } from '../../support/target.ts';
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

witness(
  'app/no-error/apache-error',
  (stage) =>
    apacheSite(stage, '<Directory />\nAllowOverride All\n</Directory>', {
      'html/index.html': '<h1>Shop</h1>\n',
      'html/.htaccess': 'NoSuchDirective\n',
    }),
  { also: ['web/is-nginx/another-server'] },
);

const inFrontOf = (stage: Stage, port: number) =>
  site(stage, { secure: () => `location / { proxy_pass http://${loopback}:${port}; }` });

const flaskApp = `import sys
from flask import Flask
app = Flask(__name__)

@app.route('/')
def home():
    raise ValueError('no shop here')

app.run(port=int(sys.argv[1]), debug=True, use_reloader=False)
`;

witness('app/no-error/flask-debugger', async (stage) => inFrontOf(stage, await flask(stage, flaskApp)));

const anyHost = "DEBUG = True\nALLOWED_HOSTS = ['*']";

const djangoApp = `from django.urls import path

def home(request):
    raise ValueError('no shop here')

urlpatterns = [path('', home)]
`;

witness('app/no-error/django-debug', async (stage) =>
  inFrontOf(stage, await django(stage, anyHost, djangoApp)),
);

witness('app/no-error/stack-trace', async (stage) => {
  const talkative = await node(stage, (_, response) => {
    response.writeHead(500, { 'content-type': 'text/plain' });
    response.end(new Error('no shop here').stack);
  });
  return site(stage, { secure: () => `location / { ${talkative} }` });
});
