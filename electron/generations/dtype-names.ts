/** NumPy dtypes as text, for people: name and size per item. */

const NAMES: Readonly<Record<string, string>> = {
  b1: 'bool',
  i1: 'int8',
  i2: 'int16',
  i4: 'int32',
  i8: 'int64',
  u1: 'uint8',
  u2: 'uint16',
  u4: 'uint32',
  u8: 'uint64',
  f2: 'float16',
  f4: 'float32',
  f8: 'float64',
  c8: 'complex64',
  c16: 'complex128',
};

/** Bytes per character of `<U` texts (UCS-4). */
const UCS4_BYTES = 4;

export interface DtypeInfo {
  /** NumPy's `dtype.name`, such as `float64` for `>f8`; the dtype itself when unknown. */
  readonly name: string;
  /** Bytes per item; 0 when unknown. */
  readonly itemBytes: number;
}

/** @param dtype NumPy dtype string, such as `<f8` or `<M8[us]`. */
export function dtypeInfo(dtype: string): DtypeInfo {
  const match = /^[<>|=]?([a-zA-Z])(\d*)(\[[^\]]*\])?$/.exec(dtype);
  const kind = match?.[1] ?? '';
  const size = Number(match?.[2] ?? 0);
  const unit = match?.[3] ?? '';
  const name = NAMES[`${kind}${size}`];
  if (name !== undefined) return { name, itemBytes: size };
  if (kind === 'M') return { name: `datetime64${unit}`, itemBytes: size };
  if (kind === 'm') return { name: `timedelta64${unit}`, itemBytes: size };
  // Texts of any length, as HDF5 has them.
  if (kind === 'U' && size === 0) return { name: 'str', itemBytes: 0 };
  if (kind === 'U') return { name: `str${size * UCS4_BYTES * 8}`, itemBytes: size * UCS4_BYTES };
  if (kind === 'S') return { name: `bytes${size * 8}`, itemBytes: size };
  return { name: dtype, itemBytes: size };
}

/** Number of items of a shape; 1 for a 0-d array. */
export function itemCount(shape: readonly number[]): number {
  return shape.reduce((product, length) => product * length, 1);
}
