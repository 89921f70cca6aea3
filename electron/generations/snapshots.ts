import type { SnapshotFile } from '../../shared/contract/value-files.ts';
import type { PyDict, PyValue } from '../persistence/values.ts';
import { dictOf, listOf } from './py-access.ts';

/** Places of size and modification time among the twelve numbers (FORMATS §13.4, GEN4 §15). */
const MODE = 0;
const SIZE = 6;
const MODIFIED = 8;
const FILE_TYPE_MASK = 0o170000;
const FOLDER = 0o040000;
const US_PER_SECOND = 1_000_000;

/** What a run made, changed and removed in its directory, by the snapshots at its start and end. */
export function snapshotDifference(
  start: PyDict | null,
  end: PyDict | null,
):
  | {
      readonly made: SnapshotFile[];
      readonly changed: SnapshotFile[];
      /** As they were at the start. */
      readonly removed: SnapshotFile[];
    }
  | undefined {
  if (start === null || end === null) return undefined;
  const before = filesOf(start);
  const made: SnapshotFile[] = [];
  const changed: SnapshotFile[] = [];
  const after = filesOf(end);
  for (const [path, file] of after) {
    const earlier = before.get(path);
    if (earlier === undefined) made.push(file);
    else if (earlier.sizeBytes !== file.sizeBytes || earlier.modifiedUs !== file.modifiedUs) {
      changed.push(file);
    }
  }
  const removed = [...before.values()].filter(({ path }) => !after.has(path));
  return { made, changed, removed };
}

/** Files, without folders, by path relative to the directory of the run. */
function filesOf(snapshot: PyDict): Map<string, SnapshotFile> {
  const files = new Map<string, SnapshotFile>();
  for (const [path, stats] of dictOf(snapshot.get('data'))) {
    const numbers = listOf(stats);
    const mode = numberOf(numbers[MODE]);
    if ((mode & FILE_TYPE_MASK) === FOLDER) continue;
    files.set(path, {
      path,
      sizeBytes: numberOf(numbers[SIZE]),
      modifiedUs: numberOf(numbers[MODIFIED]) * US_PER_SECOND,
    });
  }
  return files;
}

/** Decimal texts since GEN4, so that large inode numbers keep every digit. */
function numberOf(value: PyValue | undefined): number {
  const number = typeof value === 'string' ? Number(value) : value;
  return typeof number === 'number' && Number.isFinite(number) ? number : 0;
}
