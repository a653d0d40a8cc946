import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { cli } from '../support/run-cli.ts';
import type { Lair } from './peer.ts';

const hook = (name: string): string =>
  `--import=${fileURLToPath(new URL(`../support/${name}`, import.meta.url))}`;

/** The one that holds back comes first, so that the one that writes down sees what was held back, too. */
const atHome = [hook('stay-home.js'), hook('record-contacts.js'), hook('meter.js')].join(' ');

/** In a network namespace there is no way out. */
const elsewhere = [hook('record-contacts.js'), hook('meter.js')].join(' ');

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
  const [contacts, meter] = [join(folder, 'contacts'), join(folder, 'meter')];
  const raw: { stdout: Buffer[]; stderr: Buffer[] } = { stdout: [], stderr: [] };
  const start = performance.now();
  const { code } = await cli([...typed(lair, timeout), '--format', format], {
    env: {
      ...lair.env,
      NODE_OPTIONS: lair.node ? elsewhere : atHome,
      CONTACTS_FILE: contacts,
      METER_FILE: meter,
    },
    ...(lair.node ? { node: lair.node } : {}),
    during: ({ stdout, stderr }) => {
      stdout?.on('data', (chunk: Buffer) => raw.stdout.push(chunk));
      stderr?.on('data', (chunk: Buffer) => raw.stderr.push(chunk));
    },
  });
  const wallMs = performance.now() - start;
  const { peakKiB } = JSON.parse(readFileSync(meter, 'utf8')) as { peakKiB: number };
  const met = { code, peakKiB, wallMs, contacts: contactsIn(contacts) };
  rmSync(folder, { recursive: true, force: true });
  // As a terminal would read it: what is not UTF-8 becomes visible here.
  const text = (chunks: readonly Buffer[]): string =>
    new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(chunks));
  return { ...met, stdout: text(raw.stdout), stderr: text(raw.stderr) };
};
