import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { cli } from '../support/run-cli.ts';
import type { Lair } from './peer.ts';

const loading = (hook: URL): string => `--import=${fileURLToPath(hook)}`;

const home = loading(new URL('../support/stay-home.js', import.meta.url));
const recorder = loading(new URL('../support/record-contacts.js', import.meta.url));
const meter = loading(new URL('../support/meter.js', import.meta.url));

/** The one that holds back comes first, so that the one that writes down sees what was held back, too. */
const atHome = [home, recorder, meter].join(' ');

/** In a network namespace there is no way out. */
const elsewhere = [recorder, meter].join(' ');

export type Format = 'text' | 'json';

export interface Met {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
  /** KiB. */
  readonly peakKiB: number;
  /** Milliseconds from before the program was started until it had ended. */
  readonly wallMs: number;
  /** Every socket and every command of the run, `address:port`. */
  readonly contacts: readonly string[];
}

interface Contact {
  readonly protocol: string;
  readonly address: string;
  readonly port: number;
}

const contactsIn = (file: string): string[] => {
  if (!existsSync(file)) return [];
  const lines = readFileSync(file, 'utf8').trim().split('\n');
  return lines.map((line) => {
    const { address, port } = JSON.parse(line) as Contact;
    return `${address}:${port}`;
  });
};

/** What is typed to meet a peer. */
const typed = (lair: Lair, timeout: number): string[] => {
  const { resolver, http = 9, https = 9, db = 9, args = [] } = lair;
  const ports = ['--http-port', http, '--https-port', https, '--db-port', db].map(String);
  const where = resolver === undefined ? ['--address', '127.0.0.1'] : ['--resolver', `127.0.0.1:${resolver}`];
  const place = args.includes('--resolver') ? [] : where;
  return ['check', 'www.shop.com', ...place, ...ports, '--timeout', String(timeout), ...args];
};

/** One run of the built program, measured from inside and from outside. */
export const meet = async (lair: Lair, format: Format, timeout: number): Promise<Met> => {
  const folder = mkdtempSync(join(tmpdir(), 'it-hostile-'));
  const [contacts, measures] = [join(folder, 'contacts'), join(folder, 'measures')];
  const raw: { stdout: Buffer[]; stderr: Buffer[] } = { stdout: [], stderr: [] };
  const start = performance.now();
  const { code } = await cli([...typed(lair, timeout), '--format', format], {
    env: {
      ...lair.env,
      NODE_OPTIONS: lair.node ? elsewhere : atHome,
      CONTACTS_FILE: contacts,
      METER_FILE: measures,
    },
    ...(lair.node ? { node: lair.node } : {}),
    during: (child) => {
      child.stdout?.on('data', (chunk: Buffer) => raw.stdout.push(chunk));
      child.stderr?.on('data', (chunk: Buffer) => raw.stderr.push(chunk));
      // What is busy for ever does not end by itself, and must not outlive its test.
      const tooLong = setTimeout(() => child.kill('SIGKILL'), (timeout + 10) * 1000);
      child.once('close', () => clearTimeout(tooLong));
    },
  });
  if (!existsSync(measures)) throw new Error(`the run did not end by itself (${code})`);
  const wallMs = performance.now() - start;
  const { peakKiB } = JSON.parse(readFileSync(measures, 'utf8')) as { peakKiB: number };
  const met = { code, peakKiB, wallMs, contacts: contactsIn(contacts) };
  rmSync(folder, { recursive: true, force: true });
  // As a terminal would read it: what is not UTF-8 becomes visible here.
  const text = (chunks: readonly Buffer[]): string =>
    new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(chunks));
  return { ...met, stdout: text(raw.stdout), stderr: text(raw.stderr) };
};
