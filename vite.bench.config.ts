import { builtinModules } from 'node:module';
import { defineConfig } from 'vite';

/** The measurements, bundled as the app is. */
export default defineConfig({
  build: {
    ssr: true,
    outDir: 'dist/bench',
    emptyOutDir: true,
    target: 'node20',
    rolldownOptions: {
      input: {
        bench: 'test/bench/bench.ts',
        child: 'test/bench/child.ts',
        'tree-speed': 'test/bench/tree-speed.ts',
        'tree-worker': 'electron/workers/tree-worker.ts',
        'commit-cost': 'test/bench/commit-cost.ts',
        'reason-speed': 'test/bench/reason-speed.ts',
        'array-speed': 'test/bench/array-speed.ts',
        'array-child': 'test/bench/array-child.ts',
        'comparison-speed': 'test/bench/comparison-speed.ts',
        reopening: 'test/bench/reopening.ts',
        'bench-ui': 'test/bench/ui/bench-ui.ts',
      },
      // Parts find the documentation from where they are: all in one folder.
      output: { entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js', format: 'es' },
      external: [
        '@playwright/test',
        ...builtinModules,
        ...builtinModules.map((name) => `node:${name}`),
      ],
    },
  },
  ssr: { noExternal: true },
});
