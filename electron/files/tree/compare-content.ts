import { constants } from 'node:fs';
import type { FileOperations } from './file-operations.ts';
import { FolderEntries } from './folder-entries.ts';
import { openFolder } from './folder-handle.ts';
import type { LeavesOut } from './leave-out.ts';
import { type TreeControl, throwIfStopped } from './tree-control.ts';
import { childKey, childPath, type TreePath } from './tree-path.ts';

const BUFFER_BYTES = 64 * 1024;
const READ = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0);

export interface CompareOptions {
  readonly operations: FileOperations;
  readonly control: TreeControl;
  readonly leavesOut: LeavesOut;
  /** Told of every file or link whose copy is not equal. */
  readonly onDifference: (key: string) => void;
}

/** Reads a folder and its copy and compares every file byte by byte, every link by its target. */
export class ContentComparer {
  readonly #options: CompareOptions;
  readonly #buffers = [Buffer.alloc(BUFFER_BYTES), Buffer.alloc(BUFFER_BYTES)] as const;

  constructor(options: CompareOptions) {
    this.#options = options;
  }

  /** @throws The error of the system; AppException `cancelled` */
  compare(original: TreePath, copy: TreePath, folderKey = ''): void {
    const { control, leavesOut, onDifference, operations } = this.#options;
    const handle = openFolder(operations, original);
    const entries = new FolderEntries(operations, handle);
    try {
      for (let entry = entries.next(); entry !== undefined; entry = entries.next()) {
        throwIfStopped(control);
        const key = childKey(folderKey, entry.name);
        if (leavesOut(key)) continue;
        const from = childPath(handle.base, entry.name);
        const to = childPath(copy, entry.name);
        if (entry.kind === 'folder') this.compare(from, to, key);
        else if (entry.kind === 'link') {
          if (!operations.readlink(from).equals(operations.readlink(to))) onDifference(key);
        } else if (entry.kind === 'file' && !this.isEqual(from, to)) onDifference(key);
      }
    } finally {
      entries.close();
      handle.close();
    }
  }

  /**
   * Compares one file.
   *
   * @throws The error of the system; AppException `cancelled`
   */
  isEqual(original: TreePath, copy: TreePath): boolean {
    const { control, operations } = this.#options;
    const [one, other] = this.#buffers;
    const a = operations.open(original, READ);
    try {
      const b = operations.open(copy, READ);
      try {
        for (let positionBytes = 0; ; ) {
          throwIfStopped(control);
          const gotA = operations.read(a, one, positionBytes);
          const gotB = operations.read(b, other, positionBytes);
          if (gotA !== gotB || !one.subarray(0, gotA).equals(other.subarray(0, gotB))) return false;
          if (gotA === 0) return true;
          positionBytes += gotA;
        }
      } finally {
        operations.close(b);
      }
    } finally {
      operations.close(a);
    }
  }
}
