import { spawn } from 'node:child_process';
import type { LabDescription } from '../lab/description.ts';

/** The lab that runs now; or the last words and the exit code of one that did not start. */
export type Began = { readonly lab: LabDescription } | { readonly code: number; readonly said: string };

/** Milliseconds between two looks for the lab. */
const every = 20;

/** Starts a lab in a session of its own: it outlives this terminal, not a `lab down`. */
export const detachedLab = async ({
  requireReal = false,
}: {
  readonly requireReal?: boolean;
} = {}): Promise<Began> => {
  const [script = ''] = process.argv.slice(1);
  const words = [script, 'lab', 'up', ...(requireReal ? ['--require-real'] : [])];
  const child = spawn(process.execPath, words, { detached: true, stdio: ['ignore', 'ignore', 'pipe'] });
  let said = '';
  child.stderr.on('data', (chunk: Buffer) => {
    said += chunk.toString('utf8');
  });
  const ended = new Promise<number>((resolve) => child.once('exit', (code) => resolve(code ?? 70)));
  const { runningLab } = await import('../lab/registry.ts');
  for (;;) {
    const lab = await runningLab();
    if (lab?.pid === child.pid && lab) {
      child.stderr.destroy();
      child.unref();
      return { lab };
    }
    const code = await Promise.race([
      ended,
      new Promise<undefined>((resolve) => setTimeout(resolve, every, undefined)),
    ]);
    if (code !== undefined) return { code, said: said.trim().split('\n').join(' ') };
  }
};
