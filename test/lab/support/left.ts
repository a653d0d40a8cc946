import { readdir, readFile, readlink } from 'node:fs/promises';
import { connect } from 'node:net';

const isOf = async (pid: string, directory: string): Promise<boolean> => {
  const [arguments_, at] = await Promise.all([
    readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => ''),
    readlink(`/proc/${pid}/cwd`).catch(() => ''),
  ]);
  return arguments_.includes(directory) || at.startsWith(directory);
};

/** Numbers of the living processes that belong to a lab: they name its directory or work in it. */
export const processesOf = async (directory: string): Promise<readonly string[]> => {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name) && name !== String(process.pid));
  const found = await Promise.all(pids.map(async (pid) => ((await isOf(pid, directory)) ? [pid] : [])));
  return found.flat();
};

/** Whether somebody listens there. */
export const isOpen = (address: string, port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect({ host: address, port });
    socket.once('connect', () => resolve(true));
    socket.once('error', () => resolve(false));
    socket.once('connect', () => socket.destroy());
  });
