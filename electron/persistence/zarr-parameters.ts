import { randomBytes } from 'node:crypto';
import type { FileSource } from '../files/file-source.ts';
import { arrayFiles } from './array-write.ts';
import { encodeParameter } from './encode-parameter.ts';
import type { ObjectArray } from './object-array.ts';
import type { ParameterToAdd } from './parameter-source.ts';
import { RowsEdit } from './rows-edit.ts';
import { StoreException } from './store-errors.ts';
import type { ArrayHandle, PyValue } from './values.ts';
import {
  chunkSteps,
  fileStep,
  folderStep,
  newFileStep,
  unseen,
  type WriteStep,
} from './write-plan.ts';
import { GROUP, resizedDocument } from './zarr-metadata.ts';

/** Arrays of parameters in a Zarr store (FORMATS §4.6). */
export interface ParameterArrays {
  readonly base: ObjectArray;
  readonly sources: ObjectArray;
}

const ARRAYS = 'parameter_data/arrays';

const identity = (steps: readonly WriteStep[]): readonly WriteStep[] => steps;

export function arrayGroup(index: number): string {
  return `${ARRAYS}/param_${index}`;
}

/** Steps that write and change parameters (FORMATS §9.4): each leaves a store that can be opened. */
export class ParameterWriting {
  constructor(
    readonly reader: FileSource,
    /** hpcflow before a35: no masked arrays. */
    readonly isEarly: boolean,
  ) {}

  /** Arrays first, under another name until they are complete; the value, which needs them, last. */
  async #arraySteps(index: number, arrays: readonly ArrayHandle[]): Promise<WriteStep[]> {
    const group = arrayGroup(index);
    const steps: WriteStep[] = [];
    // The parameter has no value, so nothing refers to what an interrupted write left here.
    if (this.reader.isFolder(group)) steps.push({ kind: 'remove-folder', key: group });
    if (arrays.length === 0) return steps;
    const hidden = `${ARRAYS}/.param_${index}.${randomBytes(6).toString('hex')}.partial`;
    steps.push(folderStep(hidden));
    for (const [number, array] of arrays.entries()) {
      const path = `${hidden}/arr_${number}`;
      steps.push(folderStep(path));
      for (const { name, bytes } of await arrayFiles(array)) {
        steps.push(newFileStep(`${path}/${name}`, bytes));
      }
    }
    steps.push(newFileStep(`${hidden}/.zgroup`, GROUP));
    return [...steps, { kind: 'place-folder', from: hidden, key: group }];
  }

  #encoded(value: PyValue) {
    return encodeParameter(value, { isEarly: this.isEarly });
  }

  /** @returns Steps that add parameters, from index `base.length` on. */
  async add(
    added: readonly ParameterToAdd[],
    { base, sources }: ParameterArrays,
  ): Promise<WriteStep[]> {
    const first = base.length;
    const values = new RowsEdit(base.path, base, base.chunkRows);
    // A source without a parameter is left over from an interrupted write.
    const length = Math.min(sources.length, first);
    const sourceRows = new RowsEdit(sources.path, sources, sources.chunkRows, length);
    const arraySteps: WriteStep[] = [];
    for (const [i, { value, source }] of added.entries()) {
      const encoded = value === undefined ? undefined : this.#encoded(value);
      values.append([encoded?.encoded ?? null]);
      sourceRows.set(first + i, source);
      arraySteps.push(...(await this.#arraySteps(first + i, encoded?.arrays ?? [])));
    }
    const total = first + added.length;
    return [
      ...arraySteps,
      ...chunkSteps(sources.path, await sourceRows.appendedChunks()),
      this.#length(sources.path, total),
      // With one row per chunk no reader, hpcflow's included, looks into one beyond the length.
      ...(base.chunkRows === 1 ? unseen : identity)(
        chunkSteps(base.path, await values.appendedChunks()),
      ),
      this.#length(base.path, total),
    ];
  }

  #length(path: string, rows: number): WriteStep {
    const file = `${path}/.zarray`;
    return fileStep(file, resizedDocument(this.reader.readFile(file), rows, file));
  }

  /** Steps that give a parameter its value. */
  async set(index: number, value: PyValue, { base }: ParameterArrays): Promise<WriteStep[]> {
    const { encoded, arrays } = this.#encoded(value);
    const rows = new RowsEdit(base.path, base, base.chunkRows);
    rows.set(index, encoded);
    const steps = await this.#arraySteps(index, arrays);
    return [...steps, ...chunkSteps(base.path, await rows.chunksWith([index]))];
  }

  /**
   * Steps that remove the last parameters (FORMATS T8: with their own arrays).
   *
   * @throws StoreException `changed-on-disk` when there are fewer
   */
  remove(count: number, { base, sources }: ParameterArrays): WriteStep[] {
    const left = base.length - count;
    if (left < 0) {
      throw new StoreException('ValueError', {
        code: 'changed-on-disk',
        message: 'Parameters that were to be rejected are not there any more.',
        action: 'Open the workflow again.',
        file: base.path,
      });
    }
    const chunkCount = (rows: number, perChunk: number): number => Math.ceil(rows / perChunk);
    const removed = (array: ObjectArray): WriteStep[] => {
      const from = chunkCount(left, array.chunkRows);
      const to = chunkCount(array.length, array.chunkRows);
      return Array.from({ length: Math.max(0, to - from) }, (_, i) => ({
        kind: 'remove-file',
        key: `${array.path}/${from + i}`,
      }));
    };
    const groups = Array.from({ length: count }, (_, i): WriteStep => {
      return { kind: 'remove-folder', key: arrayGroup(left + i) };
    });
    // First they cease to count, then what is left of them goes.
    return [
      this.#length(base.path, left),
      this.#length(sources.path, left),
      ...removed(base),
      ...removed(sources),
      ...groups,
    ];
  }
}
