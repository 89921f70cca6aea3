import { existsSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { defineConfig } from 'vite';

const ENTRIES = {
  serve: 'electron/serve.ts',
  inspect: 'electron/inspect.ts',
  conformance: 'electron/conformance.ts',
  'workflow-worker': 'electron/workers/workflow-worker.ts',
};

/** The Node side that runs without Electron: loopback host, inspector, workflow worker (ES modules). */
export default defineConfig({
  build: {
    ssr: true,
    outDir: 'dist/node',
    emptyOutDir: true,
    target: 'node20',
    sourcemap: true,
    rolldownOptions: {
      input: Object.fromEntries(Object.entries(ENTRIES).filter(([, file]) => existsSync(file))),
      output: { entryFileNames: '[name].js', format: 'es' },
      external: [...builtinModules, ...builtinModules.map((name) => `node:${name}`)],
    },
  },
  ssr: { noExternal: true },
});
