import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Report } from '../model/report.ts';
import type { Target } from '../model/target.ts';
import { nothingRemembered, readRemembered, remember, type Remembered } from '../saved/remembered.ts';
import { stateDirectory } from '../tutor/progress.ts';

const folder = (): string | undefined => {
  const directory = stateDirectory(process.env);
  return directory && join(directory, 'looks');
};

/** One file for each site; its name tells nobody which. */
const fileFor = ({ site, standsFor }: Target): string | undefined => {
  const directory = folder();
  const key = createHash('sha256')
    .update(`${site.ascii} ${standsFor ?? ''}`)
    .digest('hex')
    .slice(0, 24);
  return directory && join(directory, `${key}.json`);
};

const readFrom = (file: string): Remembered => {
  try {
    return readRemembered(readFileSync(file, 'utf8'));
  } catch {
    // Never looked at, or not readable: either way nothing is known.
    return nothingRemembered;
  }
};

/** What was said of this site when it was last looked at on this computer. */
export const lastLooks = (target: Target): Remembered => {
  const file = fileFor(target);
  return file === undefined ? nothingRemembered : readFrom(file);
};

/** What was said of every site that was looked at on this computer. */
export const allLooks = (): readonly Remembered[] => {
  const directory = folder();
  if (directory === undefined) return [];
  try {
    const names = readdirSync(directory).filter((name) => name.endsWith('.json'));
    return names.map((name) => readFrom(join(directory, name)));
  } catch {
    return [];
  }
};

/** Keeps what this report says for the next `--recheck`. Where nothing can be written, nothing is kept. */
export const keepLooks = (report: Report): void => {
  const file = fileFor(report.target);
  if (file === undefined) return;
  const text = `${JSON.stringify(remember(lastLooks(report.target), report))}\n`;
  const beside = `${file}.${process.pid}.tmp`;
  try {
    mkdirSync(join(file, '..'), { recursive: true, mode: 0o700 });
    writeFileSync(beside, text, { mode: 0o600 });
    renameSync(beside, file);
  } catch {
    // A full disk or a home that may not be written is no reason to say less about the site.
  }
};
