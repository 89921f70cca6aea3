import { defineConfig } from 'vite';

/** The preload: one CommonJS file without imports of its own, as Electron's sandbox requires. */
export default defineConfig({
  build: {
    ssr: true,
    outDir: 'dist/electron',
    emptyOutDir: false,
    target: 'node22',
    sourcemap: true,
    rolldownOptions: {
      input: { preload: 'electron/preload.ts' },
      output: { entryFileNames: '[name].cjs', format: 'cjs', codeSplitting: false },
      external: ['electron'],
    },
  },
  ssr: { noExternal: true },
});
