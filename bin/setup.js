// Everything that `npm start` and `npm test` need on a machine that has only Node.js and npm:
// packages, the build and, with --servers, the real servers that the tests talk to.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const [major, minor] = process.versions.node.split('.').map(Number);

const stop = (words) => {
  process.stderr.write(`${words}\n`);
  process.exit(1);
};

if (major < 20 || (major === 20 && minor < 19))
  stop(
    `infra-tutor needs Node.js 20.19 or newer. This is ${process.versions.node}. Newer ones: https://nodejs.org`,
  );

const run = (command, args) => {
  const { status, error } = spawnSync(command, args, {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
    shell: process.platform === 'win32',
  });
  if (error) stop(`${command} could not be started: ${error.code}`);
  if (status !== 0)
    stop(`"${command} ${args.join(' ')}" failed (exit code ${status}). What it says is above.`);
};

const timeOf = (path) => (existsSync(path) ? statSync(path).mtimeMs : 0);

const newest = (path) => {
  const stat = statSync(path);
  if (!stat.isDirectory()) return stat.mtimeMs;
  return Math.max(stat.mtimeMs, ...readdirSync(path).map((name) => newest(join(path, name))));
};

const at = (...names) => join(root, ...names);

if (timeOf(at('node_modules', '.package-lock.json')) < timeOf(at('package-lock.json'))) {
  process.stdout.write('Installing packages ...\n');
  run('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error']);
}

const sources = ['src', 'lessons', 'package.json', 'vite.config.ts'].map((name) => newest(at(name)));
if (timeOf(at('dist', 'main.js')) < Math.max(...sources)) {
  process.stdout.write('Building ...\n');
  run(process.execPath, [at('node_modules', 'vite', 'bin', 'vite.js'), 'build', '--logLevel', 'warn']);
}

if (process.argv.includes('--servers')) await import('../test/support/install-servers.js');
