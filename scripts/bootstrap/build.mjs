import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { checkWritable } from './install.mjs';
import { outputOf, startNode } from './processes.mjs';
import { inRoot } from './root.mjs';
import { Plain, say } from './say.mjs';

/**
 * What is built, from which files. `folder` is where it goes.
 * @typedef {'renderer' | 'node' | 'electron' | 'bench' | 'bench-ui'} Target
 * @type {Record<Target, { configs: readonly string[], sources: readonly string[], folder: string }>}
 */
const TARGETS = {
  renderer: {
    configs: ['vite.config.ts'],
    sources: ['renderer', 'shared'],
    folder: 'dist/renderer',
  },
  node: { configs: ['vite.node.config.ts'], sources: ['electron', 'shared'], folder: 'dist/node' },
  electron: {
    configs: ['vite.electron.config.ts', 'vite.preload.config.ts'],
    sources: ['electron', 'shared'],
    folder: 'dist/electron',
  },
  bench: {
    configs: ['vite.bench.config.ts'],
    sources: ['test/bench', 'test/support', 'test/e2e', 'electron', 'shared'],
    folder: 'dist/bench',
  },
  'bench-ui': {
    configs: ['vite.bench-ui.config.ts'],
    sources: ['test/bench/ui', 'renderer', 'shared'],
    folder: 'dist/bench-ui',
  },
};

/** Everything a host needs. */
export const APP = /** @type {const} */ (['renderer', 'node', 'electron']);

const RECORD = 'dist/.built.json';
/** Files that every bundle depends on. */
const COMMON = ['package.json', 'package-lock.json', 'tsconfig.base.json'];

/**
 * Adds the names and contents of a file, or of everything in a folder, to a hash.
 * @param {import('node:crypto').Hash} hash
 * @param {string} path relative to the project
 */
function addTo(hash, path) {
  const full = inRoot(path);
  if (!existsSync(full)) return;
  if (!statSync(full).isDirectory()) {
    hash.update(`${path}\0`).update(readFileSync(full));
    return;
  }
  for (const name of readdirSync(full).sort()) addTo(hash, join(path, name).replaceAll('\\', '/'));
}

/**
 * Hash of all a target is built from. Contents, not times: a fresh clone has none that mean anything.
 * @param {Target} target
 */
function fingerprint(target) {
  const { configs, sources } = TARGETS[target];
  const hash = createHash('sha256');
  for (const path of [...COMMON, ...configs, ...sources]) addTo(hash, path);
  return hash.digest('hex');
}

/** @returns {Record<string, string>} target → fingerprint it was built from */
function readRecord() {
  try {
    return JSON.parse(readFileSync(inRoot(RECORD), 'utf8'));
  } catch {
    return {};
  }
}

/** @param {Record<string, string>} record */
function writeRecord(record) {
  mkdirSync(inRoot('dist'), { recursive: true });
  writeFileSync(inRoot(RECORD), `${JSON.stringify(record, null, 2)}\n`);
}

/**
 * @param {string} config
 * @returns {Promise<void>}
 */
async function runVite(config) {
  const child = startNode(
    [inRoot('node_modules/vite/bin/vite.js'), 'build', '-c', config, '--logLevel', 'warn'],
    { stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, NO_COLOR: '1' } },
  );
  const { code, text } = await outputOf(child);
  if (code === 0) return;
  say(text.trimEnd());
  throw new Plain(`The build of ${config} failed: see above.`);
}

/** @param {Target} target */
async function buildTarget(target) {
  // One after the other: the first empties the folder.
  for (const config of TARGETS[target].configs) await runVite(config);
}

/**
 * Builds those targets that are missing or older than their sources.
 * @param {readonly Target[]} targets
 * @param {{ isForced?: boolean }} [options]
 */
export async function build(targets, { isForced = false } = {}) {
  const record = readRecord();
  const stale = targets
    .map((target) => ({ target, print: fingerprint(target) }))
    .filter(
      ({ target, print }) =>
        isForced || record[target] !== print || !existsSync(inRoot(TARGETS[target].folder)),
    );
  if (stale.length === 0) return;
  checkWritable();
  say(`Building ${stale.map(({ target }) => target).join(', ')}.`);
  const outcomes = await Promise.allSettled(
    stale.map(async ({ target, print }) => {
      await buildTarget(target);
      // Also when another target fails: what is built need not be built again.
      writeRecord({ ...readRecord(), [target]: print });
    }),
  );
  const failure = outcomes.find((outcome) => outcome.status === 'rejected');
  if (failure?.status === 'rejected') throw failure.reason;
}
