import { build } from 'vite';
import { inRoot } from '../bootstrap/root.mjs';
import { say } from '../bootstrap/say.mjs';

/**
 * Builds now and after every change. A build that fails is told, and what was built before stays.
 * @param {readonly string[]} configs
 * @param {() => Promise<void>} onBuilt called when all are built, and again after each that changed
 */
export async function watchBuild(configs, onBuilt) {
  const waiting = new Set(configs);
  // One after the other: the host must not be started anew while it is being started.
  let turn = Promise.resolve();
  for (const config of configs) {
    const watcher = await build({
      configFile: inRoot(config),
      logLevel: 'warn',
      // Two of the configs share a folder; emptying it would take the other's file away.
      build: { watch: {}, emptyOutDir: false },
    });
    if (!('on' in watcher)) continue;
    watcher.on('event', (event) => {
      if (event.code === 'ERROR') say(`${config}: ${event.error.message}`);
      if (event.code !== 'END') return;
      waiting.delete(config);
      if (waiting.size === 0) turn = turn.then(onBuilt);
    });
  }
}
