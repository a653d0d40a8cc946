import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';
import { content } from './src/content/plugin.ts';

const root = fileURLToPath(new URL('.', import.meta.url));

// Node.js 20 reads the whole file before the first line of a program, in every worker and in every program that a test starts;
// no test goes where it would be needed.
delete process.env['NODE_EXTRA_CA_CERTS'];

/** Each boots machines of its own and keeps the processors busy: what holds promises about time does not run beside them. */
const onMachines = [
  'test/repair/**/*.test.ts',
  'test/lessons/**/*.test.ts',
  'test/witness/app/service-runs.test.ts',
  'test/witness/server/starts-again.test.ts',
  'test/probes/errors.test.ts',
];

/**
 * They start nothing and leave nothing behind in the process: they share one, and the program is read once by each worker, not
 * once for each file, which is most of their work.
 */
const sharing = [
  'test/{content,contract,engine,grade,model,report,saved}/**/*.test.ts',
  'test/net/*.fuzz.test.ts',
  'test/hostile/judging.test.ts',
];

/** What they hold is how fast this computer is, or that we are in time: they come after all others, one at a time. */
const measuring = [
  'test/lab/drills.test.ts',
  'test/lab/visitor.test.ts',
  'test/hostile/hostile.test.ts',
  'test/witness/app/finishes.test.ts',
  'test/witness/app/in-time.test.ts',
];

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
    // A deadline for what hangs, not a measure: a busy computer takes many times as long as a calm one.
    testTimeout: 120_000,
    hookTimeout: 120_000,
    // Where the counts go when a script wants them (.ci/run).
    reporters: process.env['VITEST_JSON']
      ? ['default', ['json', { outputFile: process.env['VITEST_JSON'] }]]
      : ['default'],
    projects: [
      {
        extends: true,
        test: {
          name: 'sharing',
          include: sharing,
          isolate: false,
          maxWorkers: 3,
          sequence: { groupOrder: 0 },
        },
      },
      {
        extends: true,
        test: {
          name: 'all',
          include: ['test/**/*.test.ts'],
          exclude: [...sharing, ...measuring, ...onMachines],
          // Much of a test's time is waiting for deadlines of silent peers, so more run side by side than there are cores;
          // with four of them the load was 13, and deadlines of a second passed before a peer had its turn.
          maxWorkers: 3,
          sequence: { groupOrder: 0 },
          // Promises about time are held on a computer that others use as well; twice in a row it is ours.
          retry: 1,
        },
      },
      {
        extends: true,
        test: {
          name: 'on machines',
          include: onMachines,
          maxWorkers: 3,
          sequence: { groupOrder: 1 },
          retry: 1,
        },
      },
      {
        extends: true,
        test: {
          name: 'measuring',
          include: measuring,
          maxWorkers: 1,
          sequence: { groupOrder: 2 },
          // Other programs of the computer can spoil a measurement; three times in a row it is ours.
          retry: 2,
        },
      },
    ],
  },
});
