import { basename, dirname } from 'node:path';
import type { CancelSignal } from '../../shared/contract/client.ts';
import type { AllowedRoots } from './allowed-roots.ts';
import { findByName, namesIn, type SearchBudget } from './find-by-name.ts';

/** A person waits for the answer: look at the near places, then say that it was not found. */
const MAX_ENTRIES = 20_000;
const MAX_TIME_MS = 3000;
const MAX_CANDIDATES = 20;

/** What a page knows of something dropped on it. */
export interface Drop {
  readonly name: string;
  /** Names directly inside a folder; empty for a file. Not all of them when there are many. */
  readonly entryNames: readonly string[];
}

/**
 * Paths on this machine that have the name and the content of something dropped on a page: the
 * recent workflows, what is inside and beside them, and two levels of the roots.
 */
export async function matchDrop(
  drop: Drop,
  recentPaths: readonly string[],
  roots: AllowedRoots,
  signal: CancelSignal,
): Promise<string[]> {
  const { name } = drop;
  if (name === '' || name === '.' || name === '..' || /[/\\\0]/.test(name)) return [];
  const budget: SearchBudget = { entries: MAX_ENTRIES, untilMs: performance.now() + MAX_TIME_MS };
  const rootPaths = roots.paths ?? [];
  const searches = [
    ...recentPaths.map((path) => ({ folder: dirname(path), depth: 1 })),
    ...recentPaths.map((path) => ({ folder: path, depth: 1 })),
    ...rootPaths.map((path) => ({ folder: path, depth: 2 })),
  ];
  const matches = new Map<string, string>();
  const consider = async (path: string): Promise<void> => {
    const real = await roots.resolve(path).catch(() => undefined);
    if (real === undefined || matches.has(real) || matches.size >= MAX_CANDIDATES) return;
    if (await hasEntries(path, drop.entryNames)) matches.set(real, path);
  };
  for (const path of rootPaths) if (basename(path) === name) await consider(path);
  for (const { folder, depth } of searches) {
    for (const path of await findByName(folder, name, depth, budget, signal)) await consider(path);
  }
  return [...matches.values()];
}

async function hasEntries(path: string, entryNames: readonly string[]): Promise<boolean> {
  if (entryNames.length === 0) return true;
  const names = await namesIn(path, MAX_ENTRIES);
  return names !== undefined && entryNames.every((entry) => names.has(entry));
}
