import type { HostClient } from '../../../shared/contract/client.ts';

/** The contract takes at most this many names. */
const MOST_NAMES = 1000;

/** A folder or file that was dropped, and what is known of it. */
export type DroppedItem =
  | { readonly kind: 'path'; readonly path: string }
  | { readonly kind: 'named'; readonly name: string; readonly entryNames: readonly string[] };

function entryNamesOf(folder: FileSystemDirectoryEntry): Promise<readonly string[]> {
  const reader = folder.createReader();
  const names: string[] = [];
  return new Promise((resolve) => {
    // A reader gives its entries in portions, an empty one at the end.
    const next = (): void =>
      reader.readEntries(
        (entries) => {
          names.push(...entries.map((entry) => entry.name));
          if (entries.length === 0 || names.length >= MOST_NAMES) {
            resolve(names.slice(0, MOST_NAMES));
          } else next();
        },
        () => resolve(names),
      );
    next();
  });
}

function isFolder(entry: FileSystemEntry | null): entry is FileSystemDirectoryEntry {
  return entry?.isDirectory === true;
}

/**
 * What was dropped: paths where the host tells them, names and contents elsewhere, paths in dropped
 * text. Must be called while the drop event is handled; afterwards the browser takes it all away.
 */
export function readDrop(
  transfer: DataTransfer,
  host: Pick<HostClient, 'pathOfFile'>,
): Promise<readonly DroppedItem[]> {
  const pending: Promise<DroppedItem>[] = [];
  for (const item of Array.from(transfer.items)) {
    if (item.kind !== 'file') continue;
    const file = item.getAsFile();
    const path = file === null ? undefined : host.pathOfFile(file);
    if (path !== undefined && path !== '') {
      pending.push(Promise.resolve({ kind: 'path', path }));
      continue;
    }
    const entry = item.webkitGetAsEntry();
    const name = entry?.name ?? file?.name ?? '';
    pending.push(
      (isFolder(entry) ? entryNamesOf(entry) : Promise.resolve([])).then((entryNames) => ({
        kind: 'named',
        name,
        entryNames,
      })),
    );
  }
  return Promise.all(pending);
}
