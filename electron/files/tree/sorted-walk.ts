import { fileException } from '../file-errors.ts';
import type { EntryKind, FileOperations } from './file-operations.ts';
import { openFolder } from './folder-handle.ts';
import type { LeavesOut } from './leave-out.ts';
import { childKey, childPath, exactName, type TreePath } from './tree-path.ts';

/** An entry that is no folder. */
export interface SortedEntry {
  readonly path: TreePath;
  /** Relative, parts separated by `/`; as bytes where the name is no UTF-8. */
  readonly key: string;
  readonly hasTextName: boolean;
  readonly kind: Exclude<EntryKind, 'folder'>;
}

interface Listed {
  readonly name: TreePath;
  readonly kind: EntryKind;
  /** By which entries come in the order of their whole keys: `a.b` before what is in `a`. */
  readonly order: Buffer;
}

/**
 * All entries of a tree in the order of their keys, compared by Unicode characters as Python sorts
 * texts. Folders are not entered through links; one folder at a time is held in memory.
 *
 * @throws AppException `not-found`, `permission-denied` for a folder that cannot be listed
 */
export function* sortedEntries(
  operations: FileOperations,
  folder: TreePath,
  leavesOut: LeavesOut,
  folderKey = '',
): Iterable<SortedEntry> {
  for (const { name, kind } of listed(operations, folder, folderKey)) {
    const key = childKey(folderKey, name);
    if (leavesOut(key)) continue;
    const path = childPath(folder, name);
    if (kind === 'folder') yield* sortedEntries(operations, path, leavesOut, key);
    else yield { path, key, hasTextName: typeof path === 'string', kind };
  }
}

function listed(operations: FileOperations, folder: TreePath, key: string): Listed[] {
  try {
    openFolder(operations, folder).close();
    return operations
      .listBytes(folder)
      .map(({ name, kind }) => {
        const bytes = Buffer.from(name);
        const order = kind === 'folder' ? Buffer.concat([bytes, Buffer.from('/')]) : bytes;
        return { name: exactName(bytes), kind, order };
      })
      .sort((a, b) => Buffer.compare(a.order, b.order));
  } catch (error) {
    throw fileException(error, key, 'looked at');
  }
}
