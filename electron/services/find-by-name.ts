import { opendir } from 'node:fs/promises';
import { join } from 'node:path';
import type { CancelSignal } from '../../shared/contract/client.ts';

export interface SearchBudget {
  /** Entries that may still be looked at. */
  entries: number;
  /** `performance.now()` at which the search ends. */
  readonly untilMs: number;
}

/** Folders and zip files called `name` at most `depth` levels below a folder; hidden ones are not entered. */
export async function findByName(
  folder: string,
  name: string,
  depth: number,
  budget: SearchBudget,
  signal: CancelSignal,
): Promise<string[]> {
  const found: string[] = [];
  let level = [folder];
  for (let down = 0; down < depth && level.length > 0; down += 1) {
    const next: string[] = [];
    for (const at of level) {
      for (const child of await childrenOf(at, budget, signal)) {
        if (child.name === name) found.push(join(at, child.name));
        else if (child.isFolder && !child.name.startsWith('.')) next.push(join(at, child.name));
      }
    }
    level = next;
  }
  return found;
}

/** Names of what is in a folder, at most `max`; `undefined` when it cannot be listed. */
export async function namesIn(folder: string, max: number): Promise<Set<string> | undefined> {
  const names = new Set<string>();
  try {
    for await (const entry of await opendir(folder)) {
      names.add(entry.name);
      if (names.size >= max) break;
    }
  } catch {
    return undefined;
  }
  return names;
}

async function childrenOf(folder: string, budget: SearchBudget, signal: CancelSignal) {
  const children: { readonly name: string; readonly isFolder: boolean }[] = [];
  try {
    for await (const entry of await opendir(folder)) {
      budget.entries -= 1;
      if (budget.entries < 0 || performance.now() > budget.untilMs || signal.aborted) break;
      children.push({ name: entry.name, isFolder: entry.isDirectory() });
    }
  } catch {
    // A folder that must not be listed has no candidates for this person.
  }
  return children;
}
