import { opendir } from 'node:fs/promises';
import { join } from 'node:path';
import { fileException } from '../files/file-errors.ts';
import { folderEvidence } from './evidence.ts';

/** Entries of a folder that are looked at: enough for a folder of studies, quick on a network drive. */
const MAX_ENTRIES = 2000;
const MAX_SUGGESTIONS = 50;

/**
 * Workflows directly inside a folder, by the names of their files alone.
 *
 * @returns Absolute paths, sorted; at most {@link MAX_SUGGESTIONS}.
 * @throws {AppException} `permission-denied` when the folder must not be listed.
 */
export async function suggestWorkflows(folder: string): Promise<string[]> {
  const candidates: string[] = [];
  const found: string[] = [];
  try {
    let looked = 0;
    for await (const entry of await opendir(folder)) {
      looked += 1;
      if (looked > MAX_ENTRIES) break;
      const path = join(folder, entry.name);
      if (entry.isDirectory() || entry.isSymbolicLink()) candidates.push(path);
      else if (entry.isFile() && /\.zip$/i.test(entry.name)) found.push(path);
    }
  } catch (error) {
    throw fileException(error, folder);
  }
  for (const path of candidates.sort()) {
    if (found.length >= MAX_SUGGESTIONS) break;
    if ((await storeByFiles(path)) !== undefined) found.push(path);
  }
  return found.sort().slice(0, MAX_SUGGESTIONS);
}

/** Store whose files a folder has. Cheap: a few `stat` calls, nothing is read. */
export async function storeByFiles(folder: string): Promise<'json' | 'zarr' | undefined> {
  const evidence = folderEvidence(folder);
  const has = async (key: string): Promise<boolean> => (await evidence.sizeOf(key)) !== undefined;
  try {
    if (await has('.zgroup')) {
      const isStore = (await has('element_data/.zgroup')) || (await has('metadata/.zgroup'));
      return isStore ? 'zarr' : undefined;
    }
    const isStore = (await has('metadata.json')) && (await has('parameters.json'));
    return isStore ? 'json' : undefined;
  } catch {
    // A folder that must not be entered is no suggestion, and no reason to fail for its parent.
    return undefined;
  }
}
