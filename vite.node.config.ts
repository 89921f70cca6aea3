import { builtinModules } from 'node:module';
import { defineConfig } from 'vite';

/** The Node side that runs without Electron: loopback host, inspector, workflow worker (ES modules). */
export default defineConfig({
  build: {
    ssr: true,
    outDir: 'dist/node',
    emptyOutDir: true,
    target: 'node20',
    sourcemap: true,
    // Of what the bundles hold, for the notices that go along with the app.
    license: { fileName: 'licenses.json' },
    rolldownOptions: {
      input: {
        serve: 'electron/serve.ts',
        inspect: 'electron/inspect.ts',
        conformance: 'electron/conformance.ts',
        'workflow-worker': 'electron/workers/workflow-worker.ts',
        'tree-worker': 'electron/workers/tree-worker.ts',
      },
      output: { entryFileNames: '[name].js', format: 'es' },
      external: [...builtinModules, ...builtinModules.map((name) => `node:${name}`)],
    },
  },
  ssr: { noExternal: true },
});
