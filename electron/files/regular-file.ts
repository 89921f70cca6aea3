import { stat } from 'node:fs/promises';
import { fileException, isMissing } from './file-errors.ts';

/** True when there is a regular file at a path, links followed. @throws AppException */
export async function regularFile(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isFile();
  } catch (error) {
    if (isMissing(error)) return false;
    throw fileException(error, path);
  }
}
