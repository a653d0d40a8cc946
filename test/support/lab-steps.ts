import { execFile } from 'node:child_process';
import { chown, mkdir, readFile, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import type { obeyOn } from '../../src/lab/orders.ts';
import type { LabStep } from '../../src/tutor/types.ts';

const run = promisify(execFile);

/** Milliseconds for one line that somebody types. */
const patience = 20_000;

/** A lab, and the orders that are given to it where a step is one. */
export interface OrderedLab {
  readonly directory: string;
  readonly obey?: ReturnType<typeof obeyOn>;
}

/** A new file, or folder, belongs to whom the folder belongs to: as when the owner of the lab makes it. */
const likeItsFolder = async (path: string): Promise<void> => {
  const { uid, gid } = await stat(dirname(path));
  await chown(path, uid, gid);
};

const folderFor = async (path: string): Promise<void> => {
  const made = await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  if (made !== undefined) await likeItsFolder(made);
};

/** Does by hand in the lab what a learner does: edits, SQL, lines for the shell, and has parts read their files. */
export const takeStep = async ({ directory, obey }: OrderedLab, step: LabStep): Promise<void> => {
  if ('edit' in step) {
    const path = join(directory, step.edit.file);
    const text = await readFile(path, 'utf8');
    if (!text.includes(step.edit.from)) throw new Error(`${step.edit.file} does not hold: ${step.edit.from}`);
    await writeFile(
      path,
      text.replace(step.edit.from, () => step.edit.to),
    );
  } else if ('write' in step) {
    const path = join(directory, step.write.file);
    await folderFor(path);
    await writeFile(path, step.write.text);
    await likeItsFolder(path);
  } else if ('sql' in step) {
    await run('mariadb', ['--defaults-file=db/client.cnf', '-e', step.sql], {
      cwd: directory,
      timeout: patience,
    });
  } else if ('run' in step) {
    await run('sh', ['-c', step.run], { cwd: directory, timeout: patience });
  } else await obey?.({ do: 'reload', parts: [step.reload] });
};
