import { execFile } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { createSocket, type Socket } from 'node:dgram';
import { appendFileSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { freePorts } from '../../src/lab/ports.ts';
import type { Endpoint } from '../../src/model/address.ts';
import type { Target } from '../../src/model/target.ts';

/**
 * What other tools say to the fault that a witness shows, asked as one would type it: names go through the same
 * resolver, or stand in a hosts file, in a mount namespace of their own. Only as root, and only for the README's table.
 */

const run = promisify(execFile);

/** Who is asked about, and how to get there. */
export interface Aim {
  readonly name: string;
  readonly twin?: string;
  readonly resolver?: Endpoint;
  /** Where the name leads without a resolver. */
  readonly address?: string;
  readonly ports: { readonly http: number; readonly https: number; readonly db: number };
  readonly path?: string;
  /** PEM. */
  readonly ca?: string;
  readonly dbHost?: string;
  readonly dbUser?: string;
  readonly dbPassword?: string;
  /** Before a command, so that it runs in the network of the fault. */
  readonly enter?: readonly string[];
}

/** What other tools are asked about, when this is looked at. */
export const aimAt = ({ site, resolver, address, ports, path, ca, dbHost, dbLogin }: Target): Aim => ({
  name: site.ascii,
  ports,
  ...(site.twin ? { twin: site.twin } : {}),
  ...(resolver ? { resolver } : {}),
  ...(address ? { address } : {}),
  ...(path ? { path } : {}),
  ...(ca ? { ca } : {}),
  ...(dbHost ? { dbHost } : {}),
  ...(dbLogin ? { dbUser: dbLogin.user } : {}),
  ...(dbLogin?.password ? { dbPassword: dbLogin.password } : {}),
});

/** One cell of the table for each tool; `–` where it has no part in it. */
interface Said {
  readonly dig: string;
  readonly curl: string;
  readonly checkHttp: string;
  readonly checkMysql: string;
  readonly blackbox: string;
}

const none = '–';
const seconds = 8;

/** In place of an exit code: the name leads to an address that is not asked. */
const elsewhere = 'elsewhere';

const bound = (udp: Socket, address: string): Promise<void> =>
  new Promise((resolve, reject) => udp.once('error', reject).bind(53, address, resolve));

/** DNS on port 53 of an address of its own, for tools that know no other port. */
const onPort53 = async (to: Endpoint): Promise<{ address: string; stop(): void }> => {
  const address = ['127', randomInt(64, 256), randomInt(256), randomInt(1, 255)].join('.');
  const udp = createSocket('udp4');
  await bound(udp, address);
  udp.on('message', (question, from) => {
    const asking = createSocket('udp4');
    const stop = setTimeout(() => asking.close(), seconds * 1000);
    asking.on('message', (answer) => udp.send(answer, from.port, from.address));
    asking.on('error', () => {});
    asking.on('close', () => clearTimeout(stop));
    asking.connect(to.port, to.address, () => asking.send(question));
  });
  const tcp = createServer((here) => {
    const there = connect(to);
    for (const socket of [here, there]) socket.on('error', () => (here.destroy(), there.destroy()));
    here.pipe(there).pipe(here);
  });
  await new Promise<void>((resolve, reject) => tcp.once('error', reject).listen(53, address, resolve));
  return {
    address,
    stop() {
      udp.close();
      tcp.close();
    },
  };
};

const quoted = (words: readonly (string | number)[]): string =>
  words.map((word) => `'${String(word).replaceAll("'", String.raw`'\''`)}'`).join(' ');

const plugins = '/usr/lib/nagios/plugins';

const url = (hop: string, { name, ports, path = '/' }: Aim): string =>
  hop === 'tls' ? `https://${name}:${ports.https}${path}` : `http://${name}:${ports.http}${path}`;

type Command = readonly (string | number)[];

const dig = ({ resolver, name }: Aim): Command | undefined =>
  resolver && ['dig', '+tries=1', '+time=3', `@${resolver.address}`, '-p', resolver.port, name, 'A'];

const curl = (hop: string, aim: Aim, at: string): Command => {
  const trust = aim.ca ? ['--cacert', `${at}/ca.pem`] : [];
  const quietly = ['-sSL', '-o', '/dev/null', '-m', seconds - 2, '-w', '%{http_code}'];
  return ['curl', ...quietly, ...trust, url(hop, aim)];
};

const checkHttp = (hop: string, { name, ports, path = '/' }: Aim): Command => {
  const way = hop === 'tls' ? ['-p', ports.https, '-S', '--sni'] : ['-p', ports.http];
  return [`${plugins}/check_http`, '-H', name, '-u', path, '-t', seconds - 2, '-f', 'follow', ...way];
};

const dbHostOf = ({ dbHost, address = '127.0.0.1' }: Aim): string => dbHost ?? address;

const checkMysql = (aim: Aim): Command => {
  const { ports, dbUser, dbPassword } = aim;
  const login = [...(dbUser ? ['-u', dbUser] : []), ...(dbPassword ? ['-p', dbPassword] : [])];
  return [`${plugins}/check_mysql`, '-H', dbHostOf(aim), '-P', ports.db, ...login];
};

/** The module that looks at what a hop claims, and whom it is pointed at. */
const blackbox = (hop: string, aim: Aim, at: string): Command => {
  const { resolver, ports } = aim;
  const by = (module: string, target: string): Command => ['sh', `${at}/blackbox.sh`, module, target];
  if (hop === 'db') return by('tcp', `${dbHostOf(aim)}:${ports.db}`);
  return hop === 'dns' && resolver
    ? by('dns', `${resolver.address}:${resolver.port}`)
    : by('http', url(hop, aim));
};

/** The commands as one would type them. */
const commands = (hop: string, aim: Aim, at: string): Readonly<Partial<Record<keyof Said, Command>>> => {
  const ofName = dig(aim);
  if (hop === 'db') return { checkMysql: checkMysql(aim), blackbox: blackbox(hop, aim, at) };
  return {
    ...(ofName ? { dig: ofName } : {}),
    curl: curl(hop, aim, at),
    checkHttp: checkHttp(hop, aim),
    blackbox: blackbox(hop, aim, at),
  };
};

const blackboxConfig = ({ name, ca }: Aim, at: string): string => {
  const tls = ca ? `tls_config: { ca_file: ${at}/ca.pem }` : '';
  return [
    'modules:',
    `  http: { prober: http, timeout: ${seconds - 2}s, http: { preferred_ip_protocol: ip4, ${tls} } }`,
    `  tcp: { prober: tcp, timeout: ${seconds - 2}s, tcp: { preferred_ip_protocol: ip4 } }`,
    `  dns: { prober: dns, timeout: ${seconds - 2}s, dns: { query_name: ${name}, query_type: A, preferred_ip_protocol: ip4 } }`,
    '',
  ].join('\n');
};

/** One probe by an exporter of its own: its answer is `probe_success 1` or `0`. */
const blackboxScript = (at: string, port: number): string => `
prometheus-blackbox-exporter --config.file=${at}/blackbox.yml --web.listen-address=127.0.0.1:${port} 2>${at}/blackbox.log &
exporter=$!
trap 'kill $exporter' EXIT TERM
for _ in $(seq 100); do curl -so /dev/null "http://127.0.0.1:${port}/-/healthy" && break; sleep 0.05; done
curl -s -G "http://127.0.0.1:${port}/probe" --data-urlencode "module=$1" --data-urlencode "target=$2"
`;

/**
 * Nobody beyond this machine may be contacted: where the name leads out of it, tools that would go there are not
 * asked. In a network of its own nothing can leave.
 */
const staysHere = ({ enter, name }: Aim): string =>
  enter ? 'true' : `! getent ahosts '${name}' | grep -qvE '^(127\\.|::1 )'`;

const goesThere: ReadonlySet<string> = new Set(['curl', 'checkHttp', 'blackbox']);

const script = (hop: string, aim: Aim, at: string): string =>
  [
    `mount --bind ${at}/hosts /etc/hosts`,
    `mount --bind ${at}/resolv.conf /etc/resolv.conf`,
    `if ${staysHere(aim)}; then here=yes; else here=no; fi`,
    ...Object.entries(commands(hop, aim, at)).map(([tool, words]) => {
      const isBound = goesThere.has(tool) && !(tool === 'blackbox' && hop === 'dns');
      const ask = `timeout ${seconds} ${quoted(words)} >${at}/${tool}.out 2>/dev/null; echo $? >${at}/${tool}.code`;
      const leave = `echo ${elsewhere} >${at}/${tool}.code`;
      return isBound ? `(if [ $here = yes ]; then ${ask}; else ${leave}; fi) &` : `(${ask}) &`;
    }),
    'wait',
  ].join('\n');

type Reading = (out: string, code: number, hop: string) => string;

const plugin: Reading = (_, code) => ['OK', 'WARNING', 'CRITICAL', 'UNKNOWN'][code] ?? `exit ${code}`;

const readings: Readonly<Record<keyof Said, Reading>> = {
  dig: (out, code) => {
    const status = /status: (\w+)/.exec(out)?.[1];
    const answers = /ANSWER: (\d+)/.exec(out)?.[1] ?? '0';
    return status ? `${status}, ${answers} ${answers === '1' ? 'answer' : 'answers'}` : `exit ${code}`;
  },
  // What a page says is not about its name: there it only counts whether an address was found.
  curl: (out, code, hop) =>
    hop === 'dns' && code !== 6 ? 'finds an address' : code === 0 ? out.trim() : `exit ${code}`,
  checkHttp: (out, code, hop) =>
    hop === 'dns' && !/resol|not known|no address|invalid host/i.test(out)
      ? 'finds an address'
      : plugin(out, code, hop),
  checkMysql: plugin,
  blackbox: (out) =>
    /^probe_success 1$/m.test(out) ? 'success' : /^probe_success 0$/m.test(out) ? 'failure' : 'no answer',
};

const readingOf = async (hop: string, at: string, tool: keyof Said): Promise<string> => {
  const code = await readFile(join(at, `${tool}.code`), 'utf8').catch(() => undefined);
  if (code === undefined) return none;
  if (code.trim() === elsewhere) return 'finds an address';
  return readings[tool](await readFile(join(at, `${tool}.out`), 'utf8'), Number(code), hop);
};

/** What each of the tools says. */
const askOthers = async (hop: string, aim: Aim): Promise<Said> => {
  const at = await mkdtemp(join(tmpdir(), 'it-compare-'));
  const [port = 0] = await freePorts([['127.0.0.1']]);
  const dns = aim.resolver && !aim.enter ? await onPort53(aim.resolver) : undefined;
  const server = dns?.address ?? aim.resolver?.address;
  const known = [aim.name, ...(aim.twin ? [aim.twin] : [])].map((name) => `${aim.address} ${name}`);
  try {
    await Promise.all(
      Object.entries({
        hosts: ['127.0.0.1 localhost', ...(aim.address ? known : []), ''].join('\n'),
        'resolv.conf': server ? `nameserver ${server}\noptions timeout:2 attempts:1\n` : '',
        'ca.pem': aim.ca ?? '',
        'blackbox.yml': blackboxConfig(aim, at),
        'blackbox.sh': blackboxScript(at, port),
        'all.sh': script(hop, aim, at),
      }).map(([name, text]) => writeFile(join(at, name), text)),
    );
    const [enter, ...inside] = aim.enter ?? ['env'];
    await run(enter ?? 'env', [...inside, 'unshare', '-m', 'sh', join(at, 'all.sh')]);
    const cells = await Promise.all(
      (Object.keys(readings) as (keyof Said)[]).map(
        async (tool) => [tool, await readingOf(hop, at, tool)] as const,
      ),
    );
    return Object.fromEntries(cells) as unknown as Said;
  } finally {
    dns?.stop();
    await rm(at, { recursive: true, force: true });
  }
};

/** Where the answers are kept, one line of JSON for each fault; none when nobody asked for them. */
const file = process.env['COMPARE_WITH_OTHERS'];

interface Subject {
  /** The row of the table. */
  readonly path: string;
  /** The box that the tools are asked about. */
  readonly hop: string;
  readonly [more: string]: string;
}

/** Asks them all about a fault that is there now, when somebody wants to know. */
export const compare = async (subject: Subject, aim: () => Aim): Promise<void> => {
  // What is wrong with the tester's own computer is not there in the namespace of the tools.
  if (!file || subject.hop === 'tester') return;
  appendFileSync(file, `${JSON.stringify({ ...subject, ...(await askOthers(subject.hop, aim())) })}\n`);
};
