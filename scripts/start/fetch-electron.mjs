import { createRequire } from 'node:module';
import process from 'node:process';
import { pathToFileURL } from 'node:url';
import { inRoot } from '../bootstrap/root.mjs';

// A process of its own, so that a download that hangs can be ended. Tells its parent
// `{ part }` (0 … 1) and, when it fails, `{ error }`.

const fromElectron = createRequire(inRoot('node_modules/electron/package.json'));
const { version } = fromElectron('./package.json');

try {
  const get = await import(pathToFileURL(fromElectron.resolve('@electron/get')).href);
  // The same options as Electron's own install.js, which then finds the archive in the cache.
  await get.downloadArtifact({
    version,
    artifactName: 'electron',
    cacheRoot: process.env.electron_config_cache,
    checksums: fromElectron('./checksums.json'),
    platform: process.env.npm_config_platform ?? process.platform,
    arch: process.env.npm_config_arch ?? process.arch,
    downloadOptions: {
      quiet: true,
      getProgressCallback: (/** @type {{ transferred: number, total: number | null }} */ now) => {
        const part = now.total === null ? 0 : now.transferred / now.total;
        process.send?.({ part: Math.min(part, 0.99) });
      },
    },
  });
  process.send?.({ part: 1 });
  fromElectron('./install.js');
} catch (error) {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  process.send?.({ error: cause instanceof Error ? cause.message : String(cause) });
  process.exitCode = 1;
}
// The channel to the parent would keep this process alive.
process.disconnect?.();
