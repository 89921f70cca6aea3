import './bootstrap/check-node.mjs';
import process from 'node:process';
import { APP, build } from './bootstrap/build.mjs';
import { install } from './bootstrap/install.mjs';
import { exitOf, startNode } from './bootstrap/processes.mjs';
import { inRoot } from './bootstrap/root.mjs';
import { runScript } from './bootstrap/say.mjs';

// npm run dist [-- OPTIONS OF electron-builder]: the installable app, into release/.
await runScript(async () => {
  await install();
  await build(APP, { isForced: true });
  const builder = inRoot('node_modules/electron-builder/cli.js');
  return exitOf(startNode([builder, ...process.argv.slice(2)]));
});
