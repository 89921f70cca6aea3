import type { ArrayData, ArrayHandle, ArraySelection, PyValue } from '../persistence/values.ts';
import { PyFloat } from '../persistence/values.ts';

const DTYPES = {
  '<f8': Float64Array,
  '<f4': Float32Array,
  '<i4': Int32Array,
  '<u2': Uint16Array,
  '|u1': Uint8Array,
} as const;
export type MemoryDtype = keyof typeof DTYPES;

/** An array that is made here and not read from disk: a value to be written. */
export class MemoryArray implements ArrayHandle {
  readonly kind = 'array';
  readonly dtype: MemoryDtype;
  readonly shape: readonly number[];
  readonly data: InstanceType<(typeof DTYPES)[MemoryDtype]>;

  /** @param valueAt value of each item, by its position in C order */
  constructor(dtype: MemoryDtype, shape: readonly number[], valueAt: (position: number) => number) {
    this.dtype = dtype;
    this.shape = shape;
    this.data = new DTYPES[dtype](shape.reduce((product, length) => product * length, 1));
    for (let position = 0; position < this.data.length; position += 1) {
      this.data[position] = valueAt(position);
    }
  }

  /** Small arrays are one chunk, as Zarr guesses (FORMATS §4.2). */
  get chunks(): readonly number[] {
    return this.shape.map((length) => Math.max(1, length));
  }

  /** @throws {RangeError} for a window: arrays in memory are read whole */
  read(selection?: ArraySelection): Promise<ArrayData> {
    if (selection !== undefined) throw new RangeError('an array in memory is read whole');
    return Promise.resolve({ shape: this.shape, data: this.data });
  }

  /** Its bytes in C order, little endian. */
  bytes(): Uint8Array {
    return new Uint8Array(this.data.buffer, this.data.byteOffset, this.data.byteLength);
  }

  /** Nested lists, for a store that has no arrays (FORMATS §6.3). */
  toLists(): PyValue {
    const isFloat = this.dtype.includes('f');
    const level = (dimension: number, start: number, size: number): PyValue => {
      const length = this.shape[dimension];
      if (length === undefined) {
        const item = this.data[start] ?? 0;
        return isFloat && Number.isInteger(item) ? new PyFloat(item) : item;
      }
      const step = length === 0 ? 0 : size / length;
      return Array.from({ length }, (_, position) =>
        level(dimension + 1, start + position * step, step),
      );
    };
    return level(0, 0, this.data.length);
  }
}
