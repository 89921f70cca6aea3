import { builtinModules } from 'node:module';
import { defineConfig } from 'vite';

/** Electron's main process and preload, as CommonJS (a sandboxed preload must be). */
export default defineConfig({
  build: {
    ssr: true,
    outDir: 'dist/electron',
    emptyOutDir: true,
    target: 'node22',
    sourcemap: true,
    rollupOptions: {
      input: { main: 'electron/main.ts', preload: 'electron/preload.ts' },
      output: { entryFileNames: '[name].cjs', format: 'cjs' },
      external: ['electron', ...builtinModules, ...builtinModules.map((name) => `node:${name}`)],
    },
  },
  ssr: { noExternal: true },
});
