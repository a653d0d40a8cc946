import { django, flask, node, php, vite } from '../../support/servers/programs.ts';
import { site } from '../../support/site.ts';
import type { Stage } from '../../support/stage.ts';
import { loopback } from '../../support/target.ts';
import { witness } from '../../support/witness.ts';

const inFrontOf = (stage: Stage, port: number) =>
  site(stage, { secure: () => `location / { proxy_pass http://${loopback}:${port}; }` });

const failed = { also: ['app/no-error/error'] };

const flaskApp = `import sys
from flask import Flask
app = Flask(__name__)

@app.route('/')
def home():
    raise ValueError('no shop here')

app.run(port=int(sys.argv[1]), debug=True, use_reloader=False)
`;

witness(
  'app/no-debug/flask-debugger',
  async (stage) => inFrontOf(stage, await flask(stage, flaskApp)),
  failed,
);

const anyHost = "DEBUG = True\nALLOWED_HOSTS = ['*']";

const djangoApp = `from django.urls import path

def home(request):
    raise ValueError('no shop here')

urlpatterns = [path('', home)]
`;

witness(
  'app/no-debug/django-debug',
  async (stage) => inFrontOf(stage, await django(stage, anyHost, djangoApp)),
  failed,
);

witness('app/no-debug/welcome-page', async (stage) =>
  inFrontOf(stage, await django(stage, anyHost, 'urlpatterns = []')),
);

witness('app/no-debug/php-messages', async (stage) => {
  const script = '<h1>Shop</h1>\n<?php echo $customer;';
  const handsOn = await php(stage, { 'index.php': script }, ['display_errors=1', 'html_errors=1']);
  return site(stage, {
    secure: () => `location = / { rewrite ^ /index.php last; } location ~ \\.php$ { ${handsOn} }`,
  });
});

witness(
  'app/no-debug/stack-trace',
  async (stage) => {
    const talkative = await node(stage, (_, response) => {
      response.writeHead(500, { 'content-type': 'text/plain' });
      response.end(new Error('no shop here').stack);
    });
    return site(stage, { secure: () => `location / { ${talkative} }` });
  },
  failed,
);

witness('app/no-debug/development-server', async (stage) => inFrontOf(stage, await vite(stage)));
