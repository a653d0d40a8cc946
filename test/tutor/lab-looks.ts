import { Resolver } from 'node:dns/promises';
import { readFile, writeFile } from 'node:fs/promises';
import { request } from 'node:https';
import { connect, createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { connect as connectTls, type DetailedPeerCertificate } from 'node:tls';
import type { Stack } from '../../src/lab/stack.ts';
import type { AskedDns, Dialled, Fetched, Looks, NewCode, Shaken } from '../../src/tutor/looks.ts';

const codeOf = (error: unknown): string => (error as { code?: string }).code ?? 'unknown';

const freePort = (address: string): Promise<number> =>
  new Promise((resolve) => {
    const server = createServer().listen(0, address, () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });

const ask = async ({ description: { resolver } }: Stack, name: string): Promise<AskedDns> => {
  const dns = new Resolver({ timeout: 2000, tries: 1 });
  dns.setServers([`${resolver.address}:${resolver.port}`]);
  try {
    const found = await dns.resolve4(name, { ttl: true });
    const answers = found.map(({ address, ttl }) => ({ name, type: 'A', ttl, data: address }));
    return { outcome: 'answer', rcode: 'NOERROR', answers };
  } catch (error) {
    const rcode = codeOf(error) === 'ENOTFOUND' ? 'NXDOMAIN' : 'NOERROR';
    return { outcome: 'answer', rcode, answers: [] };
  }
};

const dial = (address: string, port: number): Promise<Dialled> =>
  new Promise((resolve) => {
    const socket = connect(port, address);
    socket.once('connect', () => resolve({ address, port, state: 'open' }));
    socket.once('error', (error) => resolve({ address, port, state: 'refused', code: codeOf(error) }));
    socket.once('connect', () => socket.destroy());
  });

const seen = (leaf: DetailedPeerCertificate): Shaken['chain'] => [
  {
    subject: String(leaf.subject.CN),
    issuer: String(leaf.issuer.CN),
    names: (leaf.subjectaltname ?? '').split(', ').map((name) => name.replace('DNS:', '')),
    notBefore: new Date(leaf.valid_from).toISOString(),
    notAfter: new Date(leaf.valid_to).toISOString(),
    fingerprint256: leaf.fingerprint256,
    selfSigned: false,
  },
];

const shake = ({ description: { ca, ports } }: Stack, address: string, servername: string): Promise<Shaken> =>
  new Promise((resolve) => {
    const socket = connectTls({
      host: address,
      port: ports.https,
      servername,
      ca,
      rejectUnauthorized: false,
    });
    socket.once('secureConnect', () => {
      const verification = socket.authorized ? 'ok' : String(socket.authorizationError);
      resolve({ outcome: 'handshake', verification, chain: seen(socket.getPeerCertificate(true)) });
      socket.destroy();
    });
    socket.once('error', (error) => resolve({ outcome: 'failed', code: codeOf(error), chain: [] }));
  });

const get = ({ description: { ca, ports, host } }: Stack, address: string, path: string): Promise<Fetched> =>
  new Promise((resolve) => {
    const options = {
      host: address,
      port: ports.https,
      path,
      ca,
      servername: host,
      headers: { Host: host },
      agent: false,
    };
    const asked = request(options, (answer) => {
      const chunks: Buffer[] = [];
      answer.on('data', (chunk: Buffer) => chunks.push(chunk));
      answer.on('end', () =>
        resolve({
          outcome: 'answer',
          status: answer.statusCode ?? 0,
          headers: Object.entries(answer.headers).map(([name, value]) => [name, String(value)] as const),
          body: Buffer.concat(chunks).toString(),
        }),
      );
    });
    asked.once('error', (error) =>
      resolve({ outcome: 'connect', code: codeOf(error), headers: [], body: '' }),
    );
    asked.end();
  });

const editCode = async ({ description: { directory } }: Stack): Promise<NewCode> => {
  const file = join(directory, 'app/site.mjs');
  const before = await readFile(file, 'utf8');
  const marker = 'About this site, second edition';
  await writeFile(file, before.replace('About this site', marker));
  return { marker, undo: () => writeFile(file, before) };
};

/** The looks of a running lab, with nothing but Node's own clients. */
export const labLooks = async (stack: Stack): Promise<Looks> => {
  const { host, ports } = stack.description;
  const [site] = (await ask(stack, host)).answers;
  const address = site?.data ?? '';
  return {
    host,
    ports: { http: ports.http, https: ports.https, closed: await freePort(address) },
    pages: { static: '/static/style.css', program: '/about', data: '/' },
    resolve: (name) => ask(stack, name),
    connect: (port) => dial(address, port),
    handshake: (name) => shake(stack, address, name),
    fetch: (path) => get(stack, address, path),
    stopPart: (part) => stack.stopPart(part),
    startPart: (part) => stack.startPart(part),
    changeCode: () => editCode(stack),
  };
};
