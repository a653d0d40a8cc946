import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';

/** One process, told apart from a later one that got the same number. */
export interface ProcessIdentity {
  readonly pid: number;
  /** When it started, in whatever unit the system keeps; only compared for equality. */
  readonly birth: string;
}

/** proc(5): field 3 is the state, field 22 the start time; field 2 may hold blanks and brackets. */
const bornOnLinux = async (pid: number): Promise<string | undefined> => {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return fields[0] === 'Z' || fields[0] === 'X' ? undefined : fields[19];
};

const bornElsewhere = async (pid: number): Promise<string | undefined> => {
  const { stdout } = await promisify(execFile)('ps', ['-o', 'lstart=', '-p', String(pid)]).catch(() => ({
    stdout: '',
  }));
  return stdout.trim() === '' ? undefined : String(Date.parse(stdout.trim()) / 1000);
};

/** When the process with this number started; nothing when there is none, or only its zombie. */
export const birthOf = (pid: number): Promise<string | undefined> =>
  process.platform === 'linux' ? bornOnLinux(pid) : bornElsewhere(pid);

export const isAlive = async ({ pid, birth }: ProcessIdentity): Promise<boolean> =>
  (await birthOf(pid)) === birth;

export const ourselves = async (): Promise<ProcessIdentity> => ({
  pid: process.pid,
  birth: (await birthOf(process.pid)) ?? '0',
});
