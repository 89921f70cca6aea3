import { AppException } from '../../../shared/contract/errors.ts';
import type { FileSource } from '../../files/file-source.ts';
import type { ArrayGroup } from '../parameter-value.ts';
import { isDict, type PyValue } from '../values.ts';
import { ZarrArray } from '../zarr-array.ts';
import { ZARR_PATHS } from './formats.ts';
import type { RowArray } from './row-array.ts';

/** Parameters in the arrays of a Zarr store, whatever their layout. */
export interface ParameterRows {
  readonly count: number;
  /** Encoded value; anything but a map is unset. */
  encoded(id: number): Promise<PyValue>;
  source(id: number): Promise<PyValue>;
  /** 1 where a parameter is set or cannot be read; absent where many are read no faster than one. */
  areSet?(ids: Uint32Array): Promise<Uint8Array>;
  /** Group of a parameter's arrays, relative to the workflow. */
  arraysOf(id: number): string;
}

/** `parameters/base` and `parameters/sources` of GEN2 to GEN4 (FORMATS §13.5, GEN4 §9). */
export class ArrayParameterRows implements ParameterRows {
  constructor(
    readonly base: RowArray,
    readonly sources: RowArray | undefined,
  ) {}

  get count(): number {
    return this.base.length;
  }

  encoded(id: number): Promise<PyValue> {
    return this.base.row(id);
  }

  async areSet(ids: Uint32Array): Promise<Uint8Array> {
    const flags = new Uint8Array(ids.length);
    let at = 0;
    await this.base.eachRow(ids, (_, row) => {
      flags[at] = row instanceof AppException || isDict(row) ? 1 : 0;
      at += 1;
    });
    return flags;
  }

  async source(id: number): Promise<PyValue> {
    // A crash may leave parameters without sources (FORMATS T24).
    return this.sources === undefined || id >= this.sources.length ? null : this.sources.row(id);
  }

  arraysOf(id: number): string {
    return `${ZARR_PATHS.arrays}/param_${id}`;
  }
}

/** Arrays of one parameter, opened when they are looked at. */
export function arrayGroupAt(source: FileSource, group: string): ArrayGroup {
  const path = (number: number): string => `${group}/arr_${number}`;
  return { path, open: async (number) => ZarrArray.open(source, path(number)) };
}
