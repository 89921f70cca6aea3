import { mkdtemp } from 'node:fs/promises';
import { builtinModules } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'vite';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));

/**
 * Bundles entries of electron/ as the build does, into a new folder laid out like `dist/`.
 *
 * @returns URL of that folder, with a slash at its end; the bundles are in `node/`.
 */
export async function bundleNodeEntries(entries: Readonly<Record<string, string>>): Promise<URL> {
  const folder = await mkdtemp(join(tmpdir(), 'earshot-dist-'));
  await build({
    root: ROOT,
    configFile: false,
    logLevel: 'error',
    build: {
      ssr: true,
      outDir: join(folder, 'dist', 'node'),
      target: 'node20',
      rollupOptions: {
        input: Object.fromEntries(
          Object.entries(entries).map(([name, path]) => [name, join(ROOT, path)]),
        ),
        output: { entryFileNames: '[name].js', format: 'es' },
        external: [...builtinModules, ...builtinModules.map((name) => `node:${name}`)],
      },
    },
    ssr: { noExternal: true },
  });
  return pathToFileURL(join(folder, 'dist', '/'));
}
