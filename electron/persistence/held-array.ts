import { invalidRequest } from './store-errors.ts';
import type { ArrayData, ArrayHandle, ArraySelection } from './values.ts';

/** An array that is not on disk: a value to be written. */
export class HeldArray implements ArrayHandle {
  readonly kind = 'array';

  constructor(
    /** NumPy dtype, such as `>i4` or `<M8[us]`. */
    readonly dtype: string,
    readonly shape: readonly number[],
    /** Items in C order, as {@link ArrayData} has them. */
    readonly data: ArrayData['data'],
  ) {}

  get chunks(): readonly number[] {
    return this.shape.map((length) => Math.max(1, length));
  }

  /** @throws StoreException NotImplementedError for a window: arrays in memory are read whole */
  async read(selection?: ArraySelection): Promise<ArrayData> {
    if (selection === undefined) return { shape: this.shape, data: this.data };
    const message = 'An array in memory is read whole.';
    throw invalidRequest('NotImplementedError', message, 'selection');
  }
}
