import { errnoOf, fileException } from '../file-errors.ts';
import type { TreeContext } from './tree-context.ts';

/**
 * How systems say that a file cannot have a second name here (link(2); volumes without hard links), or
 * that it is held.
 */
const CANNOT_LINK = new Set([
  'EPERM',
  'EACCES',
  'EBUSY',
  'ENOTSUP',
  'EOPNOTSUPP',
  'ENOSYS',
  'EMLINK',
  'EISDIR',
]);

/**
 * Gives a file another name of the same volume where nothing is. Renaming would replace a file that
 * came there in that very moment, so it gets the new name before it loses the old one; only where the
 * volume has no second names it is renamed.
 *
 * @throws AppException `refused` when something is there; the error of the system. The file then has
 * its old name only
 */
export function moveFile(from: string, to: string, { operations, retrier }: TreeContext): void {
  try {
    operations.link(from, to);
  } catch (error) {
    const code = errnoOf(error) ?? '';
    if (code === 'EEXIST') throw fileException(error, to, 'made');
    if (!CANNOT_LINK.has(code)) throw error;
    retrier.run(() => operations.rename(from, to));
    return;
  }
  try {
    retrier.run(() => operations.unlink(from));
  } catch (error) {
    operations.unlink(to);
    throw error;
  }
}
