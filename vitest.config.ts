import { defineConfig } from 'vitest/config';

/** Tests of functions, which change nothing of the process. */
const PLAIN = ['model', 'generations', 'renderer'].map(
  (folder) => `test/unit/${folder}/**/*.test.ts`,
);

export default defineConfig({
  test: {
    // Vitest would leave one core to itself, which is half of a machine with two.
    maxWorkers: '100%',
    projects: [
      {
        test: {
          name: 'unit',
          include: ['test/unit/**/*.test.ts'],
          exclude: PLAIN,
          environment: 'node',
        },
      },
      {
        test: {
          // One process runs many files and keeps what they import: to load it anew for each file took
          // longer than the tests. A test puts back what it changes, such as `process.env`.
          name: 'plain',
          include: PLAIN,
          environment: 'node',
          isolate: false,
        },
      },
      {
        test: {
          // What draws has a document of its own, which takes longer to make than most tests take.
          name: 'renderer',
          include: ['test/unit/renderer/**/*.test.tsx'],
          environment: 'happy-dom',
          setupFiles: ['test/support/patient-queries.ts'],
          testTimeout: 30_000,
        },
      },
      { test: { name: 'architecture', include: ['test/architecture/**/*.test.ts'] } },
      {
        test: {
          name: 'conformance',
          include: ['test/conformance/**/*.test.ts'],
          testTimeout: 60_000,
        },
      },
      { test: { name: 'faults', include: ['test/faults/**/*.test.ts'], testTimeout: 60_000 } },
    ],
  },
});
