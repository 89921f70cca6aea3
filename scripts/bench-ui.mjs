import './bootstrap/check-node.mjs';
import process from 'node:process';
import { build } from './bootstrap/build.mjs';
import { install } from './bootstrap/install.mjs';
import { exitOf, startNode } from './bootstrap/processes.mjs';
import { inRoot } from './bootstrap/root.mjs';
import { runScript } from './bootstrap/say.mjs';

// npm run bench:ui [-- --write] [-- --runs N]: see docs/performance.md.
await runScript(async () => {
  await install();
  await build(['bench', 'bench-ui']);
  return exitOf(startNode([inRoot('dist/bench/bench-ui.js'), ...process.argv.slice(2)]));
});
