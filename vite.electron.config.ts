import { builtinModules } from 'node:module';
import { defineConfig } from 'vite';

/** Electron's main process, as CommonJS. */
export default defineConfig({
  // Where releases are, for who wants to look for newer ones; only a release knows.
  define: { EARSHOT_REPOSITORY: JSON.stringify(process.env.EARSHOT_REPOSITORY ?? '') },
  build: {
    ssr: true,
    outDir: 'dist/electron',
    emptyOutDir: true,
    target: 'node22',
    sourcemap: true,
    // Of what the bundles hold, for the notices that go along with the app.
    license: { fileName: 'licenses.json' },
    rolldownOptions: {
      input: { main: 'electron/main.ts' },
      output: { entryFileNames: '[name].cjs', format: 'cjs', codeSplitting: false },
      external: ['electron', ...builtinModules, ...builtinModules.map((name) => `node:${name}`)],
    },
  },
  ssr: { noExternal: true },
});
