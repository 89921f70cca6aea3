import { opendir, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { CancelSignal } from '../../shared/contract/client.ts';
import { AppException, type Problem } from '../../shared/contract/errors.ts';
import type { FolderEntry, FolderListing } from '../../shared/contract/host.ts';
import { fileException } from '../files/file-errors.ts';
import { storeByFiles } from '../generations/suggest.ts';
import type { AllowedRoots } from './allowed-roots.ts';
import { inBatches } from './in-batches.ts';

/** A list for people to choose from need not be longer, and each entry costs a few system calls. */
const MAX_LISTED = 2000;
/** Folders with millions of files exist; nobody waits for all their names. */
const MAX_READ = 100_000;

const BY_NAME = new Intl.Collator('en', { numeric: true, sensitivity: 'base' });

/**
 * Folders, workflows and zip files directly inside a folder. Hidden ones are left out, as are links
 * to what is not allowed.
 *
 * @throws {AppException} `refused` outside the roots, `not-found`, `permission-denied`.
 */
export async function listFolder(
  folder: string,
  roots: AllowedRoots,
  signal: CancelSignal,
): Promise<Omit<FolderListing, 'roots'>> {
  await roots.resolve(folder);
  const { names, problems } = await candidatesIn(folder);
  const entries: FolderEntry[] = [];
  let refusedCount = 0;
  await inBatches(names, async (name) => {
    if (signal.aborted) return;
    const path = join(folder, name);
    const isAllowed = await roots.resolve(path).then(
      () => true,
      (error: unknown) => {
        if (error instanceof AppException && error.error.code === 'refused') refusedCount += 1;
        return false;
      },
    );
    const entry = isAllowed ? await entryOf(path, name) : undefined;
    if (entry !== undefined) entries.push(entry);
  });
  if (refusedCount > 0) {
    problems.push({
      message: `Not shown, because they lead outside the folders allowed here: ${refusedCount}.`,
    });
  }
  const parent = dirname(folder);
  const hasParent =
    parent !== folder &&
    (await roots.resolve(parent).then(
      () => true,
      () => false,
    ));
  return {
    path: folder,
    ...(hasParent ? { parent } : {}),
    entries: entries.sort((a, b) => BY_NAME.compare(a.name, b.name)),
    problems,
  };
}

async function candidatesIn(
  folder: string,
): Promise<{ readonly names: string[]; readonly problems: Problem[] }> {
  const names: string[] = [];
  const problems: Problem[] = [];
  let read = 0;
  try {
    for await (const entry of await opendir(folder)) {
      read += 1;
      if (read > MAX_READ) break;
      const { name } = entry;
      const isCandidate = !entry.isFile() || /\.zip$/i.test(name);
      if (isCandidate && !name.startsWith('.')) names.push(name);
    }
  } catch (error) {
    throw fileException(error, folder);
  }
  names.sort(BY_NAME.compare);
  if (names.length > MAX_LISTED || read > MAX_READ) {
    problems.push({ message: `The folder is large: only ${MAX_LISTED} of its entries are shown.` });
  }
  return { names: names.slice(0, MAX_LISTED), problems };
}

/** `undefined` for what is neither folder nor zip file, or cannot be looked at. */
async function entryOf(path: string, name: string): Promise<FolderEntry | undefined> {
  const found = await stat(path).catch(() => undefined);
  if (found === undefined) return undefined;
  const common = { name, path, modifiedMs: found.mtimeMs };
  if (found.isFile()) return /\.zip$/i.test(name) ? { ...common, kind: 'zip' } : undefined;
  if (!found.isDirectory()) return undefined;
  const store = await storeByFiles(path);
  return store === undefined
    ? { ...common, kind: 'folder' }
    : { ...common, kind: 'workflow', store };
}
