import { AppException } from '../../shared/contract/errors.ts';
import { FolderReader } from '../files/folder-reader.ts';
import { parseArrayLayout } from '../persistence/array-layout.ts';
import { parseJsonBytes } from '../persistence/json-text.ts';
import { decodeMsgpackRows } from '../persistence/msgpack.ts';
import { ObjectArray } from '../persistence/object-array.ts';
import type { PersistentStore } from '../persistence/persistent-store.ts';
import type { TaskCounts } from '../persistence/records.ts';
import { isDict, isList, type PyValue } from '../persistence/values.ts';
import { lookupTable } from '../persistence/zarr-records.ts';

/** Counts per task as hpcflow's Zarr store takes them: by place in the text order of group names. */
export interface GroupCounts extends TaskCounts {
  readonly insertId: number;
}

/**
 * What lies in the folder of a workflow, as far as it decides whether hpcflow can read it rightly:
 * the preconditions of the deviation rules. Looked up below the store API on purpose.
 */
export class Structure {
  private constructor(
    readonly reader: FolderReader,
    readonly isZarr: boolean,
    /** Insert IDs in template order. */
    readonly insertIds: readonly number[],
    /** Zarr: task groups in the text order of their names. */
    readonly groups: readonly GroupCounts[],
  ) {}

  static async of(store: PersistentStore): Promise<Structure> {
    const reader = new FolderReader(store.storePath);
    const tasks = (await store.getTemplate()).get('tasks');
    const insertIds = (isList(tasks) ? tasks : []).flatMap((task) => {
      const id = isDict(task) ? task.get('insert_ID') : undefined;
      return typeof id === 'number' ? [id] : [];
    });
    const isZarr = store.storeName === 'zarr';
    return new Structure(reader, isZarr, insertIds, isZarr ? groupsOf(reader) : []);
  }

  /** T24: groups that belong to no task of the template. */
  get hasStrayGroups(): boolean {
    return this.groups.some(({ insertId }) => !this.insertIds.includes(insertId));
  }

  /** T24: a task of the template whose group is not there. */
  isWithoutGroup(insertId: number): boolean {
    return this.isZarr && !this.groups.some((group) => group.insertId === insertId);
  }

  /** T4: hpcflow gives the counts of some tasks to others. */
  get isMisordered(): boolean {
    return (
      this.isZarr && this.insertIds.some((insertId, i) => this.groups[i]?.insertId !== insertId)
    );
  }

  /** Counts that hpcflow takes for those of the task at a position; `undefined` for JSON stores. */
  countsTaken(taskIdx: number): GroupCounts | undefined {
    return this.groups[taskIdx];
  }

  /** T6: iteration rows of a task with loops that are not in its table. */
  async unresolvedIterations(insertId: number): Promise<ReadonlySet<number>> {
    const found = new Set<number>();
    if (!this.isZarr) return found;
    const path = `element_data/task_${insertId}/element_iters`;
    const array = await ObjectArray.open(this.reader, path);
    if (array === undefined) return found;
    const file = `${path}/.zattrs`;
    const bytes = this.reader.tryReadFile(file);
    const attributes = bytes === undefined ? null : parseJsonBytes(bytes, { file });
    const loops = lookupTable(attributes, 'loops', file);
    for (let start = 0; start < array.length; start += array.chunkRows) {
      const rows = await array.chunk(start / array.chunkRows);
      for (const [i, row] of rows.entries()) {
        if (hasPairBeyond(row, loops.length)) found.add(start + i);
      }
    }
    return found;
  }

  /** T10, Zarr: the chunk of a parameter has map keys that are no texts. */
  async hasForeignKeys(index: number): Promise<boolean> {
    if (!this.isZarr) return false;
    const base = await ObjectArray.open(this.reader, 'parameter_data/base');
    let count = 0;
    await base?.eachRowBytes([index], (_, bytes) => {
      if (bytes === undefined || bytes instanceof AppException) return;
      decodeMsgpackRows(bytes, 'base', () => {
        count += 1;
      });
    });
    return count > 0;
  }
}

function hasPairBeyond(row: PyValue, length: number): boolean {
  const pairs = isList(row) ? row[4] : undefined;
  return (isList(pairs) ? pairs : []).some((pair) => {
    const key = isList(pair) ? pair[0] : undefined;
    return typeof key === 'number' && key >= length;
  });
}

function rowsOf(reader: FolderReader, path: string): number {
  const file = `${path}/.zarray`;
  const bytes = reader.tryReadFile(file);
  return bytes === undefined ? 0 : (parseArrayLayout(bytes, file).shape[0] ?? 0);
}

function groupsOf(reader: FolderReader): GroupCounts[] {
  const names = (reader.tryList('element_data') ?? [])
    .filter(({ kind, name }) => kind === 'folder' && /^task_\d+$/.test(name))
    .map(({ name }) => name)
    .sort();
  return names.map((name) => ({
    insertId: Number(name.slice('task_'.length)),
    num_elements: rowsOf(reader, `element_data/${name}/elements`),
    num_element_iterations: rowsOf(reader, `element_data/${name}/element_iters`),
    num_EARs: rowsOf(reader, `element_data/${name}/EAR_times`),
  }));
}
