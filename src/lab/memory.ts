import { readFile } from 'node:fs/promises';

/** VmRSS of proc_pid_status(5), in kB. */
const residentKb = async (pid: number): Promise<number | undefined> => {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
  const [, kb] = /^VmRSS:\s+(\d+) kB$/m.exec(status) ?? [];
  return kb === undefined ? undefined : Number(kb);
};

/** Resident memory of these processes together, in bytes; absent where the system has no /proc. Shared pages count twice. */
export const memoryOf = async (pids: readonly number[]): Promise<number | undefined> => {
  const each = await Promise.all(pids.map(residentKb));
  const known = each.filter((kb) => kb !== undefined);
  return known.length === 0 ? undefined : known.reduce((sum, kb) => sum + kb * 1024, 0);
};
