// What dig, curl, check_http, check_mysql and blackbox_exporter say to each fault that a witness shows, measured in one
// run and written into the README. As root: the tools get the names of the tests from files of their own.
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const folder = mkdtempSync(join(tmpdir(), 'it-compared-'));
const file = join(folder, 'said.jsonl');

const labels = {
  tester: 'This computer',
  user: 'Browser',
  dns: 'DNS',
  server: 'Server',
  tls: 'TLS',
  web: 'Web server',
  app: 'App server',
  code: 'Code base',
  db: 'Database',
};

const tools = ['dig', 'curl', 'checkHttp', 'checkMysql', 'blackbox'];
const head = ['cause', 'seen in the tests', 'dig', 'curl', 'check_http', 'check_mysql', 'blackbox_exporter'];

/** Whether a tool says in its own way that something is wrong. */
const notices = {
  dig: (said) => !/^NOERROR, [1-9]/.test(said),
  curl: (said) => said.startsWith('exit') || Number(said) >= 400,
  checkHttp: (said) => /^(?:WARNING|CRITICAL|UNKNOWN|exit)/.test(said),
  checkMysql: (said) => said !== 'OK',
  blackbox: (said) => said === 'failure',
};

const row = (cells) => `| ${cells.join(' | ')} |`;

const cellsOf = (path, { witnessed }, said) =>
  witnessed
    ? ['yes', ...tools.map((tool) => said.get(path)?.[tool] ?? 'not asked')]
    : ['no, by a manual', ...tools.map(() => '')];

const detailsOf = (hop, checks, said) => {
  const rows = checks.flatMap(({ id, causes }) =>
    causes.map((cause) => {
      const path = `${id}/${cause.id}`;
      return row([`\`${path}\``, ...cellsOf(path, cause, said)]);
    }),
  );
  return [
    `<details><summary>${labels[hop]}: ${rows.length} causes</summary>`,
    '',
    row(head),
    row(head.map(() => '---')),
    ...rows,
    '',
    '</details>',
    '',
  ].join('\n');
};

const summaryHead =
  'says that something is wrong to so many of the faults that keep a visitor out and that it was asked about';

/** Of the faults that keep a visitor out, how many each tool takes for one. */
const summary = (checks, said) => {
  const faults = checks.flatMap(({ id, causes }) =>
    causes
      .filter(({ status, witnessed }) => status === 'broken' && witnessed)
      .map((cause) => `${id}/${cause.id}`),
  );
  const line = (tool, name) => {
    const asked = faults.filter((path) => said.has(path) && said.get(path)[tool] !== '–');
    const noticed = asked.filter((path) => notices[tool](said.get(path)[tool]));
    return row([name, `${noticed.length} of ${asked.length}`]);
  };
  return [
    row(['tool', summaryHead]),
    row(['---', '---']),
    ...tools.map((tool, at) => line(tool, head[at + 2])),
    '',
  ].join('\n');
};

/** The faults of the lab, by box and name. */
const faultTable = (faults) => {
  const hops = Object.keys(labels);
  const place = ({ path }) => hops.indexOf(path.split('/')[0]);
  const sorted = faults.toSorted((a, b) => place(a) - place(b) || (a.path < b.path ? -1 : 1));
  const columns = ['fault', 'infra-tutor, from outside', 'from both sides', 'dig', 'curl', 'check_http'];
  const code = (text) => (text === 'nothing' ? text : `\`${text}\``);
  return [
    row(columns),
    row(columns.map(() => '---')),
    ...sorted.map(({ path, says, both, dig, curl, checkHttp }) =>
      row([code(path), code(says), both === says ? 'the same' : code(both), dig, curl, checkHttp]),
    ),
    '',
  ].join('\n');
};

const between = (text, from, to, inside) => {
  const [start, end] = [text.indexOf(from) + from.length, text.indexOf(to)];
  if (start < from.length || end < start) throw new Error(`README.md lacks ${from} or ${to}`);
  return `${text.slice(0, start)}\n\n${inside}\n${text.slice(end)}`;
};

const explained = () => {
  const json = execFileSync(process.execPath, ['bin/infra-tutor.js', 'explain', '--format', 'json'], {
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  });
  return JSON.parse(json).checks;
};

const measured = () => {
  const { status } = spawnSync(
    'npx',
    ['vitest', 'run', 'test/witness', 'test/lab/matrix', '--testTimeout', '120000'],
    {
      env: { ...process.env, COMPARE_WITH_OTHERS: file },
      stdio: 'inherit',
    },
  );
  if (status !== 0) throw new Error('not every witness was seen: nothing is written');
  const lines = readFileSync(file, 'utf8').trim().split('\n');
  const rows = lines.map((line) => JSON.parse(line));
  return {
    said: new Map(rows.filter(({ says }) => !says).map(({ path, ...cells }) => [path, cells])),
    // A test that was tried again has written its line twice.
    faults: [...new Map(rows.filter(({ says }) => says).map((one) => [one.path, one])).values()],
  };
};

try {
  const { said, faults } = measured();
  const checks = explained();
  const hops = Object.keys(labels).filter((hop) => checks.some((check) => check.hop === hop));
  const details = hops.map((hop) =>
    detailsOf(
      hop,
      checks.filter((check) => check.hop === hop),
      said,
    ),
  );
  const table = [summary(checks, said), ...details].join('\n');
  const readme = readFileSync('README.md', 'utf8');
  const compared = between(readme, '<!-- compared -->', '<!-- /compared -->', table);
  writeFileSync('README.md', between(compared, '<!-- faults -->', '<!-- /faults -->', faultTable(faults)));
} finally {
  rmSync(folder, { recursive: true, force: true });
}
