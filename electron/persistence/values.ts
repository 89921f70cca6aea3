/**
 * Python values in TypeScript, without loss.
 *
 * | Python | here |
 * |---|---|
 * | `None` | `null` |
 * | `bool` | `boolean` |
 * | `int` | `number` when a safe integer, else `bigint` |
 * | `float` | `number` when it is no integer (NaN and ±Infinity included), else {@link PyFloat} |
 * | `str` | `string` |
 * | `list` | array |
 * | `tuple`, `set` | {@link PyTuple}, {@link PySet} |
 * | `dict` | `Map` with string keys, in insertion order |
 * | `numpy.ndarray` | {@link ArrayHandle} (lazy) |
 * | `numpy.ma.MaskedArray` | {@link MaskedArrayHandle} (lazy) |
 *
 * So `1` is an int, `1.5` a float, and `new PyFloat(1)` the float `1.0`.
 */
export type PyValue =
  | null
  | boolean
  | number
  | bigint
  | string
  | PyFloat
  | PyComplex
  | Uint8Array
  | PyTuple
  | PySet
  | ArrayHandle
  | MaskedArrayHandle
  | MissingArray
  | readonly PyValue[]
  | PyDict;

export type PyDict = ReadonlyMap<string, PyValue>;

/** A float whose value is an integer, or whose spelling differs from Python's own. */
export class PyFloat {
  constructor(
    readonly value: number,
    /** Spelling in the file, where it is not what Python's `repr` gives. */
    readonly text?: string,
  ) {}
}

export class PyComplex {
  constructor(
    readonly re: number,
    readonly im: number,
  ) {}
}

export class PyTuple {
  constructor(readonly items: readonly PyValue[]) {}
}

/** Items in the order of the file. */
export class PySet {
  constructor(readonly items: readonly PyValue[]) {}
}

/** One index, or a range with a positive step, per dimension. */
export type ArraySelection = readonly (
  | number
  | { readonly start: number; readonly stop: number; readonly step: number }
)[];

/** Items of an array in C order, as the machine's own typed array (or texts, for `<U` and `|S`). */
export interface ArrayData {
  readonly shape: readonly number[];
  /** Float16 is widened to Float32; complex is interleaved `re, im`; bool is 0/1 in a Uint8Array. */
  readonly data:
    | Float64Array
    | Float32Array
    | Int32Array
    | Uint32Array
    | Int16Array
    | Uint16Array
    | Int8Array
    | Uint8Array
    | BigInt64Array
    | BigUint64Array
    | readonly string[];
}

/** An array on disk, read when asked. hpcflow hands out a lazy `zarr.Array` likewise. */
export interface ArrayHandle {
  readonly kind: 'array';
  /** NumPy dtype string as stored, such as `>i4` or `<M8[us]`. */
  readonly dtype: string;
  readonly shape: readonly number[];
  readonly chunks: readonly number[];
  /** Whole array, or a window of it; reads only the chunks that are needed. */
  read(selection?: ArraySelection): Promise<ArrayData>;
}

export interface MaskedArrayHandle {
  readonly kind: 'masked-array';
  readonly data: ArrayHandle;
  /** True (1) = hidden. */
  readonly mask: ArrayHandle;
}

/** The lookup refers to an array group that is not there (FORMATS T8). */
export class MissingArray {
  readonly kind = 'missing';
  constructor(
    /** Path of the array inside the store. */
    readonly path: string,
  ) {}
}

export function isDict(value: PyValue | undefined): value is PyDict {
  return value instanceof Map;
}

export function isList(value: PyValue | undefined): value is readonly PyValue[] {
  return Array.isArray(value);
}

export function isArrayHandle(value: PyValue | undefined): value is ArrayHandle {
  return typeof value === 'object' && value !== null && 'kind' in value && value.kind === 'array';
}

export function isMaskedArrayHandle(value: PyValue | undefined): value is MaskedArrayHandle {
  return (
    typeof value === 'object' && value !== null && 'kind' in value && value.kind === 'masked-array'
  );
}
