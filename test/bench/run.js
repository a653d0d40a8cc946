// Ratios taken in one run, never promises: start-up against bare node, a full check of the lab against the same job by
// dig, curl, curl and mariadb-admin side by side in a shell, and how long a lab takes to be ready.
// NODE_EXTRA_CA_CERTS is unset: it alone makes every start of Node.js 20 about three times as long.
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const bin = fileURLToPath(new URL('../../bin/infra-tutor.js', import.meta.url));
const home = mkdtempSync(join(tmpdir(), 'it-bench-'));
const { NODE_EXTRA_CA_CERTS: _unset, ...inherited } = process.env;
const env = {
  ...inherited,
  HOME: home,
  TMPDIR: home,
  XDG_STATE_HOME: join(home, 'state'),
  XDG_CACHE_HOME: join(home, 'cache'),
};

const rounds = Number(process.env.ROUNDS ?? 15);

/** Milliseconds from start to end of a command; throws when it fails. */
const time = (command, args, options = {}) =>
  new Promise((resolve, reject) => {
    const start = performance.now();
    const child = spawn(command, args, { env, stdio: 'ignore', ...options });
    child.once('error', reject);
    child.once('exit', (code) =>
      code === 0
        ? resolve(performance.now() - start)
        : reject(new Error(`${command} ${args.join(' ')}: exit ${code}`)),
    );
  });

const median = (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];

/** The commands in turn, round after round, so that all meet the same weather; one round to warm up. */
const inTurn = async (jobs) => {
  const times = Object.fromEntries(Object.keys(jobs).map((name) => [name, []]));
  for (let round = -1; round < rounds; round += 1)
    for (const [name, job] of Object.entries(jobs)) {
      const ms = await job();
      if (round >= 0) times[name].push(ms);
    }
  return Object.fromEntries(Object.entries(times).map(([name, all]) => [name, median(all)]));
};

const print = (what, value) => process.stdout.write(`${what.padEnd(62)} ${value}\n`);
const ratio = (a, b) => `${(a / b).toFixed(2)} x  (${a.toFixed(0)} ms against ${b.toFixed(0)} ms)`;

/** A lab in the foreground: milliseconds until it says that it is up, and how to end it. */
const lab = (own = {}) =>
  new Promise((resolve, reject) => {
    const start = performance.now();
    const child = spawn(process.execPath, [bin, 'lab', 'up', '--require-real'], {
      env: { ...env, ...own },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const ended = new Promise((over) => child.once('exit', over));
    const endWithUs = () => child.kill('SIGTERM');
    process.once('exit', endWithUs);
    child.once('exit', () => process.off('exit', endWithUs));
    child.once('exit', () => reject(new Error('the lab did not start')));
    child.stdout.once('data', () =>
      resolve({ ms: performance.now() - start, stop: () => (child.kill('SIGTERM'), ended) }),
    );
  });

/** What a person types to have nginx and the database server running, with nothing set but where their files are. */
const byHandScript = `
data=$1/data; socket=$1/mysql.sock
run() { "$@" >>"$dir/log" 2>&1; }
dir=$1
[ -d "$data" ] || run mariadb-install-db --no-defaults $2 --datadir="$data"
mkdir -p "$dir/logs"
printf 'daemon off; pid %s/nginx.pid; events {} http { access_log off; server { listen 127.0.0.1:%s; } }' "$dir" "$3" >"$dir/nginx.conf"
run mariadbd --no-defaults $2 --datadir="$data" --socket="$socket" --skip-networking --pid-file="$dir/db.pid" &
run nginx -p "$dir" -c "$dir/nginx.conf" -e "$dir/error.log" &
until curl -so "$dir/page" "http://127.0.0.1:$3/"; do sleep 0.005; done
until mariadb-admin --no-defaults --socket="$socket" ping >>"$dir/log" 2>&1; do sleep 0.005; done
echo ready
read -r _
kill $(cat "$dir/nginx.pid" "$dir/db.pid")
wait
`;

/** Milliseconds until both are ready, started side by side in a directory that has their data, or has none yet. */
const byHand = (directory, port) =>
  new Promise((resolve, reject) => {
    const start = performance.now();
    const user = process.getuid?.() === 0 ? '--user=root' : '';
    const child = spawn('/bin/sh', ['-c', byHandScript, 'by-hand', directory, user, String(port)], {
      env: { ...env, PATH: `${env.PATH}:/usr/sbin` },
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    let ms;
    child.stdout.once('data', () => {
      ms = performance.now() - start;
      child.stdin.end('\n');
    });
    child.once('exit', () =>
      ms === undefined ? reject(new Error('nginx or MariaDB did not start by hand')) : resolve(ms),
    );
  });

const byHandTimes = async (directoryFor) => {
  const all = [];
  for (let round = 0; round < Math.min(rounds, 7); round += 1) {
    const directory = join(home, directoryFor(round));
    mkdirSync(directory, { recursive: true });
    all.push(await byHand(directory, 21_700 + round));
  }
  return median(all);
};

const labTimes = async (prepare) => {
  const all = [];
  for (let round = 0; round < Math.min(rounds, 7); round += 1) {
    const { ms, stop } = await lab(prepare(round));
    all.push(ms);
    await stop();
  }
  return median(all);
};

/** What somebody would type by hand, all at once. */
const peers = ({ host, resolver, ports, caFile, dbHost, dbLogin }) => {
  const pin = (port) => `--resolve ${host}:${port}:127.0.0.2`;
  const script = [
    `dig +tries=1 +time=2 @${resolver.address} -p ${resolver.port} ${host} A`,
    `curl -sS -o /dev/null ${pin(ports.http)} http://${host}:${ports.http}/`,
    `curl -sS -o /dev/null --cacert ${caFile} ${pin(ports.https)} https://${host}:${ports.https}/`,
    `mariadb-admin --no-defaults -h ${dbHost} -P ${ports.db} -u ${dbLogin.user} ping`,
  ].join(' & ');
  return () => time('/bin/sh', ['-c', `${script} & wait`], { env: { ...env, MYSQL_PWD: dbLogin.password } });
};

/** What a command prints. */
const printed = (command, args) =>
  new Promise((resolve, reject) => {
    const child = spawn(command, args, { env, stdio: ['ignore', 'pipe', 'ignore'] });
    let text = '';
    child.stdout.on('data', (chunk) => (text += chunk));
    child.once('error', reject);
    child.once('exit', () => resolve(text));
  });

const shownPhases = async () => {
  const [line = ''] =
    /^Time: [^]*?\n\n/m.exec(await printed(process.execPath, [bin, 'check', '--lab'])) ?? [];
  const phase = (name) => Number(new RegExp(`${name} ([0-9.]+) ms`).exec(line.replaceAll('\n', ' '))?.[1]);
  return {
    connection: phase('connection'),
    tls: phase('TLS'),
    waiting: phase('waiting for the server'),
    receiving: phase('receiving'),
  };
};

const curlPhases = async ({ host, ports, caFile }) => {
  const format = '%{time_connect} %{time_appconnect} %{time_starttransfer} %{time_total}';
  const pin = `${host}:${ports.https}:127.0.0.2`;
  const args = ['-so', '/dev/null', '--cacert', caFile, '--resolve', pin, '-w', format];
  const said = await printed('curl', [...args, `https://${host}:${ports.https}/`]);
  const [connected, secured, first, total] = said.split(' ').map((seconds) => Number(seconds) * 1000);
  return {
    connection: connected,
    tls: secured - connected,
    waiting: first - secured,
    receiving: total - first,
  };
};

/** The times that a check shows beside those of curl, in turn; of each the fastest, which our own work blurs least. */
const phases = async (description) => {
  const rows = [];
  for (let round = 0; round < rounds; round += 1)
    rows.push([await shownPhases(), await curlPhases(description)]);
  for (const phase of Object.keys(rows[0][0])) {
    const [ours, curls] = [0, 1].map((at) => Math.min(...rows.map((row) => row[at][phase])));
    print(`shown time, ${phase}, against curl`, `${ours.toFixed(1)} ms against ${curls.toFixed(1)} ms`);
  }
};

try {
  const { bare, version } = await inTurn({
    bare: () => time(process.execPath, ['-e', '0']),
    version: () => time(process.execPath, [bin, '--version']),
  });
  print(`start-up: --version against bare node ${process.versions.node}`, ratio(version, bare));

  const cold = await labTimes((round) => ({ XDG_CACHE_HOME: join(home, `cache-${round}`) }));
  const warm = await labTimes(() => ({}));
  const coldByHand = await byHandTimes((round) => `by-hand-${round}`);
  const warmByHand = await byHandTimes(() => 'by-hand-0');
  print('lab, cold, against nginx and MariaDB by hand with new tables', ratio(cold, coldByHand));
  print('lab, warm, against nginx and MariaDB by hand with theirs', ratio(warm, warmByHand));

  const { stop } = await lab();
  try {
    const description = JSON.parse(readFileSync(join(home, 'state', 'infra-tutor', 'lab.json'), 'utf8'));
    const { check, shell } = await inTurn({
      shell: peers(description),
      check: () => time(process.execPath, [bin, 'check', '--lab', '--format', 'json']),
    });
    print('full check of the lab against dig, curl, curl, mariadb-admin', ratio(check, shell));
    print('full check of the lab against bare node', ratio(check, bare));
    await phases(description);
  } finally {
    await stop();
  }
} finally {
  rmSync(home, { recursive: true, force: true });
}
