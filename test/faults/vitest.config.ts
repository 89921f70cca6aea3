import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

/** Kill and fault tests; `EARSHOT_FAULTS=all` runs every point. */
export default defineConfig({
  test: {
    name: 'faults',
    root: fileURLToPath(new URL('../../', import.meta.url)),
    include: ['test/faults/**/*.test.ts'],
    testTimeout: 60_000,
  },
});
