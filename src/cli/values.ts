import { X509Certificate } from 'node:crypto';
import { closeSync, constants, fstatSync, openSync, readSync, statSync } from 'node:fs';
import { isIP } from 'node:net';
import type { Endpoint } from '../model/address.ts';
import { hops, type Hop } from '../model/hops.ts';
import { UsageError } from './usage-error.ts';

/** Readers of what stands after an option. All throw `UsageError` with a sentence. */

export const portNumber = (option: string, text: string): number => {
  const port = Number(text);
  if (!/^\d+$/.test(text) || port < 1 || port > 65_535)
    throw new UsageError(`${option} ${text}: a port is a number from 1 to 65535.`);
  return port;
};

export const address = (option: string, text: string): string => {
  if (isIP(text) === 0 || text.includes('%'))
    throw new UsageError(`${option} ${text}: this is not an IP address.`);
  return text;
};

export const endpoint = (option: string, text: string): Endpoint => {
  if (isIP(text) !== 0) return { address: address(option, text), port: 53 };
  const found = /^(?:\[([^\]]+)\]|([^:]+)):(\d+)$/.exec(text);
  if (!found)
    throw new UsageError(`${option} ${text}: write an IP address, with :PORT after it when it is not 53.`);
  return { address: address(option, found[1] ?? found[2] ?? ''), port: portNumber(option, found[3] ?? '') };
};

export const hopList = (option: string, values: readonly string[]): Hop[] =>
  values
    .flatMap((value) => value.split(','))
    .map((word) => word.trim())
    .filter((word) => word !== '')
    .map((word) => {
      const hop = hops.find((known) => known === word);
      if (!hop) throw new UsageError(`${option} ${word}: the hops are ${hops.join(', ')}.`);
      return hop;
    });

export const seconds = (option: string, text: string): number => {
  const number = Number(text);
  if (!Number.isFinite(number) || number <= 0 || number > 600)
    throw new UsageError(`${option} ${text}: write a number of seconds, at most 600.`);
  return number;
};

export const path = (option: string, text: string): string => {
  if (!text.startsWith('/'))
    throw new UsageError(`${option} ${text}: a path starts with a slash, for example /visits`);
  if (!URL.canParse(text, 'http://host/') || new URL(text, 'http://host/').host !== 'host')
    throw new UsageError(`${option} ${text}: this is not the path of a page.`);
  return text;
};

const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  EACCES: 'you may not read it',
};

const mebibyte = 1_048_576;

/** At most one byte more than the file may have, whatever its size is said to be. */
const boundedRead = (option: string, file: string, largest: number): string => {
  const descriptor = openSync(file, constants.O_RDONLY | constants.O_NONBLOCK);
  try {
    if (!fstatSync(descriptor).isFile()) throw new UsageError(`${option} ${file}: this is not a file.`);
    const bytes = Buffer.alloc(largest + 1);
    const length = readSync(descriptor, bytes, 0, bytes.length, 0);
    if (length > largest)
      throw new UsageError(`${option} ${file}: the file is larger than ${largest / mebibyte} MiB.`);
    return bytes.toString('utf8', 0, length);
  } finally {
    closeSync(descriptor);
  }
};

/** sun_path of unix(7) has room for this many bytes and an end. Signs that ssh(1) reads in another way are none of it. */
const longestSocket = 107;

export const socketPath = (option: string, text: string): string => {
  if (/^\/[\w@+=,./-]+$/.test(text) && Buffer.byteLength(text) <= longestSocket) return text;
  throw new UsageError(
    `${option} ${text}: write the whole path of the file, such as /run/mysqld/mysqld.sock.`,
  );
};

/** A text file that the user named, of at most `largest` bytes. */
export const textFile = (option: string, file: string, largest = mebibyte): string => {
  try {
    return boundedRead(option, file, largest);
  } catch (error) {
    if (error instanceof UsageError) throw error;
    const { code = 'UNKNOWN' } = error as NodeJS.ErrnoException;
    throw new UsageError(`${option} ${file}: cannot be read: ${reasons[code] ?? code}.`, { cause: error });
  }
};

const isCertificate = (pem: string): boolean => {
  try {
    return new X509Certificate(pem).raw.length > 0;
  } catch {
    // OpenSSL says in its own words why; which, does not help the person who named the file.
    return false;
  }
};

/** PEM certificates, each of which can be read as one (RFC 7468). */
export const certificates = (option: string, file: string): string => {
  const found = textFile(option, file).match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g);
  if (!found)
    throw new UsageError(`${option} ${file}: there is no certificate in it (-----BEGIN CERTIFICATE-----).`);
  const unreadable = found.findIndex((pem) => !isCertificate(pem));
  if (unreadable >= 0)
    throw new UsageError(`${option} ${file}: certificate ${unreadable + 1} in it cannot be read.`);
  return found.join('\n');
};

/** The first line of a file that nobody else may read. */
export const passwordFile = (option: string, file: string): string => {
  const password = textFile(option, file).split('\n')[0]?.replace(/\r$/, '') ?? '';
  if (process.platform !== 'win32' && (statSync(file).mode & 0o077) !== 0)
    throw new UsageError(
      `${option} ${file}: others on this computer may read it. Close it first: chmod 600 ${file}`,
    );
  return password;
};

/** `[USER@]HOST`; nothing that ssh could take for an option (CVE-2017-1000117). */
export const sshDestination = (option: string, text: string): string => {
  if (!/^[A-Za-z0-9_][\w.@:[\]-]*$/.test(text))
    throw new UsageError(`${option} ${text}: write it as you would for ssh: USER@HOST`);
  return text;
};
