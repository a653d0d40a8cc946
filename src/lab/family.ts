import { execFile } from 'node:child_process';
import { readdir, readFile } from 'node:fs/promises';
import { promisify } from 'node:util';

interface Relative {
  readonly pid: number;
  readonly parent: number;
  /** The program's name, without its folder. */
  readonly name: string;
}

/** proc(5): the second field is the name in brackets, the fourth the parent. */
const readRelative = async (pid: string): Promise<readonly Relative[]> => {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
  const [before, after] = [stat.indexOf('('), stat.lastIndexOf(')')];
  const [, parent] = stat.slice(after + 2).split(' ');
  return parent === undefined
    ? []
    : [{ pid: Number(pid), parent: Number(parent), name: stat.slice(before + 1, after) }];
};

const onLinux = async (): Promise<readonly Relative[]> => {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
  return (await Promise.all(pids.map(readRelative))).flat();
};

const elsewhere = async (): Promise<readonly Relative[]> => {
  const { stdout } = await promisify(execFile)('ps', ['-A', '-o', 'pid=,ppid=,comm=']);
  return [...stdout.matchAll(/^\s*(\d+)\s+(\d+)\s+(.*)$/gm)].map(([, pid, parent, name = '']) => ({
    pid: Number(pid),
    parent: Number(parent),
    name: name.split('/').at(-1) ?? '',
  }));
};

/**
 * A program on a tether and the processes that it has started, itself first; not the watcher that ends them all when
 * we die, which is a shell among its children.
 */
export const familyOf = async (pid: number): Promise<readonly number[]> => {
  const all = await (process.platform === 'linux' ? onLinux() : elsewhere());
  const family = [pid];
  for (const at of family)
    family.push(
      ...all.filter(({ parent, name }) => parent === at && name !== 'sh').map((child) => child.pid),
    );
  return family;
};
