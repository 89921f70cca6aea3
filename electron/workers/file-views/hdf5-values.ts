import type { Metadata, OutputData } from 'h5wasm';
import { PyFloat, type PyValue } from '../../persistence/values.ts';

/** Classes of types, as the HDF5 library numbers them. */
export const HDF5_TYPES = {
  integer: 0,
  float: 1,
  text: 3,
  compound: 6,
  reference: 7,
  enumeration: 8,
  ragged: 9,
  array: 10,
} as const;

type Type = Omit<Metadata, 'shape' | 'maxshape' | 'chunks' | 'total_size'>;

/**
 * The NumPy dtype of what can be shown as an array: numbers, truths (an enumeration, as h5py writes
 * them), complex numbers (a pair `r`, `i`, as h5py writes them), texts. `undefined` for the rest.
 */
export function dtypeOf(type: Type): string | undefined {
  const order = type.size === 1 ? '|' : type.littleEndian ? '<' : '>';
  switch (type.type) {
    case HDF5_TYPES.integer:
      return `${order}${type.signed ? 'i' : 'u'}${type.size}`;
    case HDF5_TYPES.float:
      return `${order}f${type.size}`;
    case HDF5_TYPES.text:
      return type.vlen ? '<U0' : `|S${type.size}`;
    case HDF5_TYPES.enumeration:
      return isBoolean(type) ? '|b1' : `${order}${type.signed ? 'i' : 'u'}${type.size}`;
    case HDF5_TYPES.compound:
      return isComplex(type) ? `${order}c${type.size}` : undefined;
    default:
      return undefined;
  }
}

function isBoolean({ enum_type: names }: Type): boolean {
  const { FALSE: no, TRUE: yes } = names?.members ?? {};
  return names?.nmembers === 2 && no === 0 && yes === 1;
}

function isComplex({ compound_type: compound }: Type): boolean {
  const [re, im, ...others] = compound?.members ?? [];
  const areFloats = re?.type === HDF5_TYPES.float && im?.type === HDF5_TYPES.float;
  return others.length === 0 && areFloats && re.name === 'r' && im.name === 'i';
}

type Members = readonly { readonly name: string; readonly type: Type }[];

/** What the library gives for one item of a type, as a Python value. */
export function pyValue(data: OutputData | null | undefined, type: Type): PyValue {
  if (data === null || data === undefined) return null;
  if (type.type === HDF5_TYPES.compound && Array.isArray(data)) {
    const members: Members = (type.compound_type?.members ?? []).map((member) => ({
      name: member.name,
      type: member,
    }));
    return new Map(members.map(({ name, type: own }, at) => [name, pyValue(first(data[at]), own)]));
  }
  if (type.type === HDF5_TYPES.enumeration && isBoolean(type)) return Number(data) !== 0;
  if (Array.isArray(data) || ArrayBuffer.isView(data)) {
    const item = type.array_type ?? type.vlen_type ?? type;
    return Array.from(data as ArrayLike<OutputData>, (one) => pyValue(one, item));
  }
  if (typeof data === 'number' && type.type === HDF5_TYPES.float && Number.isInteger(data)) {
    return new PyFloat(data);
  }
  if (typeof data === 'bigint') {
    const number = Number(data);
    return Number.isSafeInteger(number) ? number : data;
  }
  return typeof data === 'string' || typeof data === 'number' || typeof data === 'boolean'
    ? data
    : '<a reference>';
}

/** Scalar members come as arrays of one. */
function first(data: OutputData | undefined): OutputData | undefined {
  if (ArrayBuffer.isView(data) && 'length' in data && data.length === 1) return data[0];
  return data;
}
