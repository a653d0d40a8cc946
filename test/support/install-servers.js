// The real servers that the tests talk to. As root they are installed; otherwise the one command is printed.
import { spawnSync } from 'node:child_process';
import { accessSync, chmodSync, constants, existsSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/** Program → Debian's package that holds it. */
const servers = {
  nginx: 'nginx',
  apache2: 'apache2-bin',
  mariadbd: 'mariadb-server-core',
  nsd: 'nsd',
  unbound: 'unbound',
  'ldns-signzone': 'ldnsutils',
  sshd: 'openssh-server',
  ssh: 'openssh-client',
  ip: 'iproute2',
  openssl: 'openssl',
  ps: 'procps',
  '/usr/lib/systemd/systemd': 'systemd',
  'php-cgi': 'php-cgi',
  'php-fpm*': 'php-fpm',
  // With their folder: the python3 of Debian is to find them, and another Python may have its own of that name.
  '/usr/bin/flask': 'python3-flask',
  '/usr/bin/django-admin': 'python3-django',
  '/usr/bin/gunicorn': 'gunicorn',
};

/** What programs of those languages load to reach a database. */
const drivers = {
  pymysql: 'python3-pymysql',
  'mysqli.so*': 'php-mysql',
};

/** What people have beside them: the printed repairs use it, and `npm run bench` compares with it. */
const tools = {
  wrk: 'wrk',
  curl: 'curl',
  dig: 'bind9-dnsutils',
  mysql: 'mariadb-client-core',
  'mariadb-admin': 'mariadb-client',
  sudo: 'sudo',
  ufw: 'ufw',
  nft: 'nftables',
  nano: 'nano',
};

/** What `npm run compare` asks besides. */
const peers = {
  check_http: 'monitoring-plugins-basic',
  check_mysql: 'monitoring-plugins-standard',
  'prometheus-blackbox-exporter': 'prometheus-blackbox-exporter',
};

const programs = { ...servers, ...drivers, ...tools, ...(process.argv.includes('--peers') ? peers : {}) };

/** In it are folders of extensions, one for each version. */
const php = '/usr/lib/php';

/** Anew each time: what is installed brings folders with it. */
const folders = () => [
  ...(process.env.PATH ?? '').split(delimiter),
  '/usr/sbin',
  '/usr/local/sbin',
  '/sbin',
  '/usr/lib/nagios/plugins',
  '/usr/lib/python3/dist-packages',
  ...(existsSync(php) ? readdirSync(php).map((version) => join(php, version)) : []),
];

/** A star at the end stands for the version that Debian writes into the name. */
const isThere = (program) =>
  (program.startsWith('/') ? [''] : folders()).some((folder) => {
    try {
      if (program.endsWith('*'))
        return readdirSync(folder).some((name) => name.startsWith(program.slice(0, -1)));
      accessSync(join(folder, program), constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });

const missing = () => Object.keys(programs).filter((program) => !isThere(program));

/** Debian starts a service when its package is installed, unless this file says no (invoke-rc.d(8)). */
const policy = '/usr/sbin/policy-rc.d';

const install = (packages, prefix) => {
  const apt = (...args) =>
    spawnSync(
      [...prefix, 'apt-get'][0],
      [...prefix.slice(1), ...(prefix.length > 0 ? ['apt-get'] : []), ...args],
      {
        stdio: ['ignore', 'ignore', 'inherit'],
        env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
      },
    ).status;
  const kept = existsSync(policy) || prefix.length > 0;
  if (!kept) {
    writeFileSync(policy, '#!/bin/sh\nexit 101\n');
    chmodSync(policy, 0o755);
  }
  try {
    apt('-qq', 'update');
    return apt('-qq', 'install', '-y', '--no-install-recommends', ...packages) === 0;
  } finally {
    if (!kept) rmSync(policy);
  }
};

const packagesFor = (names) => [...new Set(names.map((name) => programs[name]))];

const before = missing();
if (before.length > 0) {
  const packages = packagesFor(before);
  const isRoot = process.getuid?.() === 0;
  const maySudo = process.env.INFRA_TUTOR_INSTALL === '1';
  if (isThere('apt-get') && (isRoot || maySudo)) {
    process.stdout.write(`Installing the servers that the tests talk to: ${packages.join(' ')} ...\n`);
    install(packages, isRoot ? [] : ['sudo', '-n']);
  }
  const after = missing();
  if (after.length > 0) {
    process.stdout.write(
      `Not installed: ${after.join(', ')}. The tests that need them are skipped. To install them:\n` +
        `  sudo apt-get install --no-install-recommends ${packagesFor(after).join(' ')}\n`,
    );
    if (process.env.CI === 'true') process.exit(1);
  }
}
