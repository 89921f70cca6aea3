import { mkdtempSync, rmSync } from 'node:fs';
import { cp, mkdir, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { build, type Plugin } from 'vite';

const ROOT = join(import.meta.dirname, '..', '..');

/** A mistake planted in the sources: one text replaced in one file. */
export interface Change {
  /** Path from the root of the project. */
  readonly file: string;
  readonly from: string;
  readonly to: string;
}

export interface BuiltApp {
  readonly path: string;
  remove(): void;
}

/** Adds the bundle of the workflow worker, which opening a workflow needs. */
export async function addWorker(app: BuiltApp): Promise<void> {
  await build({
    root: ROOT,
    configFile: join(ROOT, 'vite.node.config.ts'),
    logLevel: 'error',
    build: { outDir: join(app.path, 'dist', 'node'), sourcemap: false },
  });
}

const BUNDLES = [
  { config: 'vite.electron.config.ts', file: 'main.cjs' },
  { config: 'vite.preload.config.ts', file: 'preload.cjs' },
] as const;
const PRELOAD_SOURCE = 'electron/preload.ts';

/**
 * Builds main and preload as the product is built, into a folder that looks like the application.
 * The page is a small one of its own, so that these tests need no renderer.
 *
 * @param base an application built without changes: what the changes do not touch is taken from it.
 */
export async function buildApp(
  changes: readonly Change[] = [],
  base?: BuiltApp,
): Promise<BuiltApp> {
  const path = mkdtempSync(join(tmpdir(), 'earshot-app-'));
  const outDir = join(path, 'dist', 'electron');
  const applied = new Set<Change>();
  for (const { config, file } of BUNDLES) {
    const isPreload = file === 'preload.cjs';
    const isChanged = changes.some((change) => (change.file === PRELOAD_SOURCE) === isPreload);
    if (base !== undefined && !isChanged) {
      await cp(join(base.path, 'dist', 'electron', file), join(outDir, file));
      continue;
    }
    await build({
      root: ROOT,
      configFile: join(ROOT, config),
      logLevel: 'error',
      plugins: [planting(changes, applied)],
      build: { outDir, emptyOutDir: false, sourcemap: false },
    });
  }
  for (const change of changes) {
    if (!applied.has(change))
      throw new Error(`nothing to change in ${change.file}: ${change.from}`);
  }
  // As the application's own: the worker is an ES module.
  await writeFile(join(path, 'package.json'), '{ "name": "earshot", "type": "module" }');
  const page = join(path, 'dist', 'renderer');
  await mkdir(join(page, 'assets'), { recursive: true });
  await writeFile(join(page, 'index.html'), '<!doctype html><title>Earshot</title>');
  await writeFile(join(page, 'assets', 'page.js'), 'export {};');
  await writeFile(join(path, 'secret.txt'), 'outside the bundle');
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
}

function planting(changes: readonly Change[], applied: Set<Change>): Plugin {
  return {
    name: 'plant-mistakes',
    enforce: 'pre',
    transform(code, id) {
      let text = code;
      for (const change of changes) {
        if (relative(ROOT, id) !== change.file || !text.includes(change.from)) continue;
        text = text.replaceAll(change.from, () => change.to);
        applied.add(change);
      }
      return text === code ? undefined : { code: text, map: null };
    },
  };
}
