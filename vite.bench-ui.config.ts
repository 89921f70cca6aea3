import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/** The page over a host in memory, for measuring (`npm run bench:ui`). */
export default defineConfig({
  root: 'test/bench/ui',
  base: './',
  plugins: [react()],
  build: { outDir: '../../../dist/bench-ui', emptyOutDir: true, target: 'chrome130' },
});
