import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { connect } from 'node:net';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { createServer, type RequestListener } from 'node:http';
import { freePort } from '../../../src/lab/ports.ts';
import type { Stage } from '../stage.ts';
import { loopback } from '../target.ts';
import { listening } from './peer.ts';
import { NotHere, program } from './program.ts';
import { again, folder, readyWhen, start, type Child } from './run.ts';

/** Programs such as those behind a web server: each listens on a port of its own until the test ends. */

const accepts = async (port: number): Promise<boolean> => {
  const socket = connect(port, loopback);
  return once(socket, 'connect')
    .then(
      () => true,
      () => false,
    )
    .finally(() => socket.destroy());
};

/** As ourselves: a Python of one's own may lie where nobody else gets to. */
const served = (
  stage: Stage,
  files: Readonly<Record<string, string>>,
  command: (port: number, path: string) => readonly string[],
): Promise<{ readonly port: number; readonly path: string }> =>
  again(async () => {
    const [port, home] = [await freePort([loopback]), await folder(stage)];
    for (const [name, text] of Object.entries(files)) await home.write(name, text);
    const child: Child = start(stage, home, ['env', '-C', home.path, ...command(port, home.path)], {
      asOurselves: true,
    });
    await readyWhen(child, () => accepts(port));
    return { port, path: home.path };
  });

/** The Python that has this module: Debian's own, or the first one on PATH. */
const pythonWith = async (module: string): Promise<readonly string[]> => {
  for (const path of ['/usr/bin/python3', 'python3']) {
    const isThere = await promisify(execFile)(path, ['-c', `import ${module}`]).then(
      () => true,
      () => false,
    );
    if (isThere) return ['PYTHONDONTWRITEBYTECODE=1', 'PYTHONPATH=.', path];
  }
  throw new NotHere(`Python's ${module} is not installed here`);
};

/** A program that starts Flask's own server at the port that it is given. */
export const flask = async (stage: Stage, app: string): Promise<number> => {
  const python = await pythonWith('flask');
  const { port } = await served(stage, { 'app.py': app }, (free) => [...python, 'app.py', String(free)]);
  return port;
};

/** Django's own server, with these settings and routes. */
export const django = async (stage: Stage, settings: string, urls: string): Promise<number> => {
  const python = await pythonWith('django');
  const files = {
    'settings.py': `SECRET_KEY = 'x'\nROOT_URLCONF = 'urls'\n${settings}\n`,
    'urls.py': urls,
  };
  const command = [...python, '-m', 'django', 'runserver', '--noreload', '--settings=settings'];
  const { port } = await served(stage, files, (free) => [...command, `${loopback}:${free}`]);
  return port;
};

/** The lines of a location that hands requests on to PHP, whose scripts are these. */
export const php = async (
  stage: Stage,
  scripts: Readonly<Record<string, string>>,
  settings: readonly string[] = [],
): Promise<string> => {
  const command = await program('php-cgi');
  const options = settings.flatMap((setting) => ['-d', setting]);
  const { port, path } = await served(stage, scripts, (free) => [
    command,
    ...options,
    '-b',
    `${loopback}:${free}`,
  ]);
  return `fastcgi_pass ${loopback}:${port};
    fastcgi_param REQUEST_METHOD $request_method;
    fastcgi_param REDIRECT_STATUS 200;
    fastcgi_param SCRIPT_FILENAME ${path}$fastcgi_script_name;`;
};

/** The line of a location that hands requests on to a program on Node.js. */
export const node = async (stage: Stage, answer: RequestListener): Promise<string> =>
  `proxy_pass http://${loopback}:${await listening(stage, createServer(answer))};`;

/** The development server of the tool that builds this program. */
export const vite = async (stage: Stage): Promise<number> => {
  const command = fileURLToPath(new URL('../../../node_modules/vite/bin/vite.js', import.meta.url));
  const files = { 'index.html': '<!doctype html>\n<title>Shop</title>\n<h1>Shop</h1>\n' };
  const { port } = await served(stage, files, (free) => [
    process.execPath,
    command,
    '--host',
    loopback,
    '--strictPort',
    '--port',
    String(free),
  ]);
  return port;
};
