import { statSync } from 'node:fs';
import { isMissing } from './file-errors.ts';
import { type FileStamp, stampOf } from './read-bytes.ts';

/** As a stamp, with the time that no program sets back (ctime), nanoseconds since 1970-01-01 UTC. */
export interface FileState extends FileStamp {
  readonly changedNs: bigint;
}

/**
 * Looks at a file or folder without reading it: one call to the file system. `undefined` when nothing
 * is there.
 *
 * @throws The error of the operating system
 */
export type LookAt = (path: string) => FileState | undefined;

/** {@link LookAt} at the real thing, links followed. */
export const lookAt: LookAt = (path) => {
  try {
    const stats = statSync(path, { bigint: true });
    return { ...stampOf(stats), changedNs: stats.ctimeNs };
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
};

export function isSameState(a: FileState | undefined, b: FileState | undefined): boolean {
  if (a === undefined || b === undefined) return a === b;
  return (
    a.sizeBytes === b.sizeBytes &&
    a.modifiedNs === b.modifiedNs &&
    a.changedNs === b.changedNs &&
    a.inode === b.inode
  );
}
