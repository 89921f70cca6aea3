import type { FileOperations } from './file-operations.ts';
import { errnoOf } from './retry.ts';
import { treeException } from './tree-errors.ts';

/** @throws AppException `refused` when there is something, a broken link included */
export function refuseExisting(path: string, operations: FileOperations): void {
  try {
    operations.lstat(path);
  } catch (error) {
    if (errnoOf(error) === 'ENOENT') return;
    throw treeException(error, path, 'looked at');
  }
  throw treeException({ code: 'EEXIST' }, path, 'made');
}
