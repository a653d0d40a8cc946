import {
  closeSync,
  constants,
  createReadStream,
  fstatSync,
  openSync,
  readdirSync,
  readSync,
  statSync,
} from 'node:fs';
import { extname, join } from 'node:path';
import { UsageError } from './usage-error.ts';

/** A write-up as it was read. */
export interface WriteUp {
  readonly file: string;
  readonly text: string;
  /** Bytes that were read, when there are more. */
  readonly cutAt?: number;
}

/** Bytes of one file; a long write-up has 20 KiB. */
const largest = 64 * 1024;

/** Files of one folder, and how deep they lie. */
const mostFiles = 200;
const deepest = 4;

const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file or folder',
  EACCES: 'you may not read it',
  EPERM: 'you may not read it',
  ENOTDIR: 'a part of the path is no folder',
  ELOOP: 'its links lead in a circle',
  ENAMETOOLONG: 'the name is too long',
};

const unreadable = (file: string, error: unknown): UsageError => {
  const { code = 'UNKNOWN' } = error as NodeJS.ErrnoException;
  return new UsageError(`${file} cannot be read: ${reasons[code] ?? code}.`, { cause: error });
};

/** Text of UTF-8, or of UTF-16 with its mark in front, as Windows writes it. */
const decoded = (bytes: Buffer): string | undefined => {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (bytes.includes(0)) return undefined;
  const text = new TextDecoder('utf-8').decode(bytes);
  const broken = text.match(/\ufffd/g)?.length ?? 0;
  return broken > 8 && broken > text.length / 50 ? undefined : text;
};

/** What was read of a file, `largest` + 1 bytes at most. */
const writeUp = (file: string, bytes: Buffer): WriteUp => {
  const text = decoded(bytes.subarray(0, largest));
  if (text === undefined)
    throw new UsageError(
      `${file} is no text: it holds bytes that no text has. Give a Markdown or text file.`,
    );
  return bytes.length > largest ? { file, text, cutAt: largest } : { file, text };
};

const fileBytes = (file: string): Buffer => {
  // Opening a pipe must not wait for its writer.
  const descriptor = openSync(file, constants.O_RDONLY | constants.O_NONBLOCK);
  try {
    if (!fstatSync(descriptor).isFile()) throw new UsageError(`${file} is neither a file nor a folder.`);
    const bytes = Buffer.alloc(largest + 1);
    let length = 0;
    for (let read = -1; read !== 0 && length < bytes.length; length += read)
      read = readSync(descriptor, bytes, length, bytes.length - length, length);
    return bytes.subarray(0, length);
  } finally {
    closeSync(descriptor);
  }
};

const readFile = (file: string): WriteUp => {
  try {
    return writeUp(file, fileBytes(file));
  } catch (error) {
    throw error instanceof UsageError ? error : unreadable(file, error);
  }
};

const isText = (name: string): boolean =>
  ['', '.md', '.markdown', '.txt'].includes(extname(name).toLowerCase());

/** The write-ups of a folder in the order of their names: Markdown, text, and files without an ending. Links are not followed. */
const filesIn = (folder: string, depth = 0): string[] =>
  readdirSync(folder, { withFileTypes: true })
    .toSorted((a, b) => (a.name < b.name ? -1 : 1))
    .filter(({ name }) => !name.startsWith('.') && name !== 'node_modules')
    .flatMap((entry) => {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) return depth < deepest ? filesIn(path, depth + 1) : [];
      return entry.isFile() && isText(entry.name) ? [path] : [];
    });

/** A folder's files; what is no text is told and left out. */
const readFolder = (folder: string, tell: (line: string) => void): WriteUp[] => {
  const files = filesIn(folder);
  if (files.length === 0)
    throw new UsageError(`${folder} holds no write-up: no .md or .txt file, and none without an ending.`);
  if (files.length > mostFiles)
    tell(`${folder} holds ${files.length} files. Only the first ${mostFiles} are marked.`);
  return files.slice(0, mostFiles).flatMap((file) => {
    try {
      return [readFile(file)];
    } catch (error) {
      if (!(error instanceof UsageError)) throw error;
      tell(`Left out: ${error.message}`);
      return [];
    }
  });
};

const readStandardInput = async (): Promise<WriteUp> => {
  const chunks: Buffer[] = [];
  for await (const chunk of createReadStream('', { fd: 0, autoClose: false, end: largest }))
    chunks.push(chunk as Buffer);
  return writeUp('-', Buffer.concat(chunks));
};

/**
 * What was named, read: files, folders, and `-` for standard input.
 * @throws {UsageError} when something cannot be read or is no text
 */
export const readWriteUps = async (
  named: readonly string[],
  tell: (line: string) => void,
): Promise<WriteUp[]> => {
  const all: WriteUp[] = [];
  for (const name of named) {
    if (name === '-') all.push(await readStandardInput());
    else if (isFolder(name)) all.push(...readFolder(name, tell));
    else all.push(readFile(name));
  }
  return all;
};

/** @throws {UsageError} when there is nothing of that name */
export const isFolder = (name: string): boolean => {
  try {
    return name !== '-' && statSync(name).isDirectory();
  } catch (error) {
    throw unreadable(name, error);
  }
};
