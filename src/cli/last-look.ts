import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Report } from '../model/report.ts';
import type { Target } from '../model/target.ts';
import { nothingRemembered, readRemembered, remember, type Remembered } from '../saved/remembered.ts';
import { stateDirectory } from '../tutor/progress.ts';

/** One file for each site; its name tells nobody which. */
const fileFor = ({ site, standsFor }: Target): string | undefined => {
  const directory = stateDirectory(process.env);
  const key = createHash('sha256')
    .update(`${site.ascii} ${standsFor ?? ''}`)
    .digest('hex')
    .slice(0, 24);
  return directory && join(directory, 'looks', `${key}.json`);
};

/** What was said of this site when it was last looked at on this computer. */
export const lastLooks = (target: Target): Remembered => {
  const file = fileFor(target);
  if (file === undefined) return nothingRemembered;
  try {
    return readRemembered(readFileSync(file, 'utf8'));
  } catch {
    // Never looked at, or not readable: either way nothing is known.
    return nothingRemembered;
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
