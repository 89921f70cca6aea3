import { errnoOf, fileException } from '../file-errors.ts';
import type { FileOperations } from './file-operations.ts';

/** @throws AppException `refused` when there is something, a broken link included */
export function refuseExisting(path: string, operations: FileOperations): void {
  try {
    operations.lstat(path);
  } catch (error) {
    if (errnoOf(error) === 'ENOENT') return;
    throw fileException(error, path, 'looked at');
  }
  throw fileException({ code: 'EEXIST' }, path, 'made');
}
