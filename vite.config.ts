import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/** The renderer: one bundle, the same for every host. */
export default defineConfig({
  root: 'renderer',
  base: './',
  plugins: [react()],
  build: {
    outDir: '../dist/renderer',
    emptyOutDir: true,
    target: 'chrome130',
    sourcemap: true,
    // Of what the bundles hold, for the notices that go along with the app.
    license: { fileName: 'licenses.json' },
    assetsInlineLimit: 0,
  },
});
