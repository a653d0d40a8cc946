import { chmod, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { build } from 'vite';

const root = join(import.meta.dirname, '../../..');

export interface Bundle {
  readonly file: string;
  remove(): Promise<void>;
}

/** Makes one module, which plain Node runs, of a source and everything of ours that it imports. */
export const bundle = async (entry: string): Promise<Bundle> => {
  const cache = join(root, 'node_modules/.cache');
  await mkdir(cache, { recursive: true });
  const outDir = await mkdtemp(join(cache, 'lab-test-'));
  await build({
    root,
    configFile: false,
    logLevel: 'error',
    build: {
      ssr: join(root, entry),
      outDir,
      target: 'node20',
      rolldownOptions: { output: { entryFileNames: 'entry.mjs' } },
    },
  });
  await chmod(outDir, 0o755); // other accounts run it, too
  return { file: join(outDir, 'entry.mjs'), remove: () => rm(outDir, { recursive: true, force: true }) };
};
