import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';
import { content } from './src/content/plugin.ts';

const root = fileURLToPath(new URL('.', import.meta.url));

export default defineConfig({
  plugins: [content(root)],
  build: {
    target: 'node20',
    ssr: 'src/cli/main.ts',
    outDir: 'dist',
    emptyOutDir: true,
    rolldownOptions: { output: { entryFileNames: '[name].js', chunkFileNames: 'chunks/[name]-[hash].js' } },
  },
  test: {
    include: ['test/**/*.test.ts'],
    // Most of a test's time is waiting for deadlines of silent peers, so more run side by side than there are cores.
    maxWorkers: 4,
    testTimeout: 30_000,
    hookTimeout: 60_000,
    // Where the counts go when a script wants them (.ci/run).
    reporters: process.env['VITEST_JSON']
      ? ['default', ['json', { outputFile: process.env['VITEST_JSON'] }]]
      : ['default'],
  },
});
