import { dtypeInfo, itemCount } from '../../generations/dtype-names.ts';
import {
  isArrayHandle,
  isDict,
  isList,
  isMaskedArrayHandle,
  PyFloat,
  PySet,
  PyTuple,
  type PyValue,
} from '../../persistence/values.ts';

/** Larger arrays are not read to look for NaN. */
const MOST_BYTES = 64 * 1024 * 1024;

/** NaN in a value. */
export interface NaNCount {
  readonly count: number;
  /** An array was too large to look through. */
  readonly isPartial: boolean;
}

/** Counts the NaN of a value, arrays included. @throws what reading an array throws */
export async function countNaN(value: PyValue): Promise<NaNCount> {
  if (typeof value === 'number') return { count: Number.isNaN(value) ? 1 : 0, isPartial: false };
  if (value instanceof PyFloat) {
    return { count: Number.isNaN(value.value) ? 1 : 0, isPartial: false };
  }
  if (isMaskedArrayHandle(value)) return countNaN(value.data);
  if (isArrayHandle(value)) {
    // Only floats and complex numbers have NaN.
    if (!/[fc]\d+$/.test(value.dtype)) return { count: 0, isPartial: false };
    if (itemCount(value.shape) * dtypeInfo(value.dtype).itemBytes > MOST_BYTES) {
      return { count: 0, isPartial: true };
    }
    const { data } = await value.read();
    let count = 0;
    for (const item of data) if (Number.isNaN(item)) count += 1;
    return { count, isPartial: false };
  }
  let count = 0;
  let isPartial = false;
  for (const item of itemsOf(value)) {
    const inner = await countNaN(item);
    count += inner.count;
    isPartial ||= inner.isPartial;
  }
  return { count, isPartial };
}

function itemsOf(value: PyValue): Iterable<PyValue> {
  if (isDict(value)) return value.values();
  if (isList(value)) return value;
  return value instanceof PyTuple || value instanceof PySet ? value.items : [];
}
