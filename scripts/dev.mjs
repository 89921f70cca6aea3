import './bootstrap/check-node.mjs';
import { resolve } from 'node:path';
import process from 'node:process';
import { readArguments } from './bootstrap/arguments.mjs';
import { install } from './bootstrap/install.mjs';
import { runScript, say } from './bootstrap/say.mjs';
import { DevHost } from './dev/dev-host.mjs';
import { hasDisplay } from './start/display.mjs';
import { findElectron } from './start/electron.mjs';

// npm run dev [-- PATH…]: the page with hot reload, the host built and started anew on every change.
// In Electron where its binary is there, else in a browser; EARSHOT_HOST=loopback asks for that.
const HELP = `Usage: npm run dev [-- PATH…]

Serves the page with hot reload, and builds and starts the host anew on every change. A PATH is a workflow
to open. EARSHOT_HOST=loopback asks for a browser where Electron is there as well.
`;

await runScript(async () => {
  const { words } = readArguments(HELP, { words: 'paths' });
  const folder = process.env.INIT_CWD ?? process.cwd();
  const paths = words.map((path) => resolve(folder, path));
  await install();
  const { startPageServer } = await import('./dev/page-server.mjs');
  const { watchBuild } = await import('./dev/watch-build.mjs');

  const electron =
    process.env.EARSHOT_HOST !== 'loopback' && hasDisplay() ? findElectron() : undefined;
  const host = new DevHost(electron, paths);
  const page = await startPageServer(host.port);
  host.onReady((token) => page.open(token));
  // The worker is a bundle of the Node side in both hosts.
  const configs = ['vite.node.config.ts'];
  if (electron !== undefined) configs.push('vite.electron.config.ts', 'vite.preload.config.ts');
  await watchBuild(configs, () => host.restart(page.url));
  say('Press Ctrl+C to end it.');
  return new Promise(() => {});
});
