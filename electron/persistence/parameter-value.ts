import {
  type ArrayHandle,
  isDict,
  isList,
  type MaskedArrayHandle,
  MissingArray,
  PySet,
  PyTuple,
  type PyValue,
} from './values.ts';

/** What a parameter's array group offers; absent in JSON stores. */
export interface ArrayGroup {
  /** Path of array `arr_<number>`, for messages. */
  path(number: number): string;
  /** `undefined` when it is not there (FORMATS T8). */
  open(number: number): Promise<ArrayHandle | undefined>;
}

type Mark =
  | { readonly kind: 'tuple' }
  | { readonly kind: 'set' }
  | { readonly kind: 'replaced'; readonly value: PyValue };

/**
 * Told of what of an encoded value is not known and left as it is stored.
 *
 * @param place Where in the encoded value, such as `type_lookup.rng`.
 */
export type OnUnknownType = (place: string) => void;

const KNOWN_TYPES: ReadonlySet<string> = new Set(['tuples', 'sets', 'arrays', 'masked_arrays']);

/** Keys that a later hpcflow or an application adds (GEN4 §9.2), and entries that lead nowhere. */
function tellUnknown(lookup: PyValue | undefined, onUnknown: OnUnknownType): void {
  if (!isDict(lookup)) return;
  for (const [key, list] of lookup) {
    if (!KNOWN_TYPES.has(key) || !(isList(list) || list === null)) {
      onUnknown(`type_lookup.${key}`);
      continue;
    }
    const hasPairs = key === 'arrays' || key === 'masked_arrays';
    (list ?? []).forEach((entry, at) => {
      const path = hasPairs && isPair(entry) ? entry[0] : hasPairs ? undefined : entry;
      if (asPath(path) === undefined) onUnknown(`type_lookup.${key}.${at}`);
    });
  }
}

/** Special types by path, as a tree: a mark belongs to the value at its node. */
class MarkTree {
  mark: Mark | undefined;
  readonly #children = new Map<string, MarkTree>();

  node(path: readonly (string | number)[]): MarkTree {
    let found: MarkTree = this;
    for (const step of path) {
      const key = String(step);
      let next = found.#children.get(key);
      if (next === undefined) {
        next = new MarkTree();
        found.#children.set(key, next);
      }
      found = next;
    }
    return found;
  }

  child(step: string | number): MarkTree | undefined {
    return this.#children.get(String(step));
  }
}

/** Type lookups with these kinds of entries; each may be missing (FORMATS T11). */
function entries(lookup: PyValue | undefined, key: string): readonly PyValue[] {
  const list = isDict(lookup) ? lookup.get(key) : undefined;
  return isList(list) ? list : [];
}

function asPath(value: PyValue | undefined): readonly (string | number)[] | undefined {
  if (!isList(value)) return undefined;
  const steps: (string | number)[] = [];
  for (const step of value) {
    if (typeof step !== 'string' && typeof step !== 'number') return undefined;
    steps.push(step);
  }
  return steps;
}

function isPair(value: PyValue | undefined): value is readonly [PyValue, PyValue] {
  return isList(value) && value.length === 2;
}

async function opened(arrays: ArrayGroup | undefined, number: number): Promise<PyValue> {
  const handle = await arrays?.open(number);
  return handle ?? new MissingArray(arrays?.path(number) ?? `arr_${number}`);
}

async function maskedArray(
  arrays: ArrayGroup | undefined,
  dataNumber: number,
  maskNumber: number,
): Promise<PyValue> {
  const data = await arrays?.open(dataNumber);
  const mask = await arrays?.open(maskNumber);
  if (data === undefined || mask === undefined) {
    const missing = data === undefined ? dataNumber : maskNumber;
    return new MissingArray(arrays?.path(missing) ?? `arr_${missing}`);
  }
  const masked: MaskedArrayHandle = { kind: 'masked-array', data, mask: asWide(mask, data) };
  return masked;
}

/** NumPy stores “nothing is hidden” as one value that counts for every item. */
function asWide(mask: ArrayHandle, data: ArrayHandle): ArrayHandle {
  const isOne = mask.shape.every((length) => length === 1);
  const isSame =
    mask.shape.length === data.shape.length && mask.shape.every((n, i) => n === data.shape[i]);
  if (isSame || !isOne) return mask;
  return {
    kind: 'array',
    dtype: mask.dtype,
    shape: data.shape,
    chunks: data.chunks,
    async read(selection) {
      const shape =
        selection === undefined
          ? data.shape
          : selection.flatMap((part) =>
              typeof part === 'number'
                ? []
                : [Math.max(0, Math.ceil((part.stop - part.start) / part.step))],
            );
      const { data: one } = await mask.read();
      const isHidden = one[0] === 1 ? 1 : 0;
      const size = shape.reduce((product, length) => product * length, 1);
      return { shape, data: new Uint8Array(size).fill(isHidden) };
    },
  };
}

/** Array numbers in order, without those that the list names. */
function* numbersNotIn(listed: readonly PyValue[]): Generator<number, never> {
  const named = new Set(listed.map((pair) => (isPair(pair) ? pair[1] : undefined)));
  for (let number = 0; ; number += 1) if (!named.has(number)) yield number;
}

function isSamePath(a: PyValue, b: PyValue): boolean {
  return JSON.stringify(asPath(a)) === JSON.stringify(asPath(b));
}

async function markArrays(
  tree: MarkTree,
  lookup: PyValue | undefined,
  arrays: ArrayGroup | undefined,
): Promise<void> {
  const maskedPaths = new Set<string>();
  const listed = entries(lookup, 'arrays');
  const unlisted = numbersNotIn(listed);
  for (const entry of entries(lookup, 'masked_arrays')) {
    if (!isPair(entry)) continue;
    const path = asPath(entry[0]);
    const positions = entry[1];
    if (path === undefined || !isPair(positions)) continue;
    // Since a270 the two arrays are not listed, and whatever the entry says, they are the next two
    // that are not (GEN4 §9.2). Before, these are positions in `arrays`; hpcflow takes them for array
    // numbers, which differ when the group already held arrays of a rejected parameter (FORMATS §6.2, T8).
    const isListed = listed.some((pair) => isPair(pair) && isSamePath(pair[0], entry[0]));
    const [dataNumber, maskNumber] = positions.map((position) => {
      if (!isListed) return unlisted.next().value;
      const pair = typeof position === 'number' ? listed[position] : undefined;
      return isPair(pair) ? pair[1] : position;
    });
    if (typeof dataNumber !== 'number' || typeof maskNumber !== 'number') continue;
    const value = await maskedArray(arrays, dataNumber, maskNumber);
    tree.node(path).mark = { kind: 'replaced', value };
    maskedPaths.add(JSON.stringify(path));
  }
  for (const entry of listed) {
    if (!isPair(entry)) continue;
    const path = asPath(entry[0]);
    const number = entry[1];
    if (path === undefined || typeof number !== 'number') continue;
    if (maskedPaths.has(JSON.stringify(path))) continue;
    tree.node(path).mark = { kind: 'replaced', value: await opened(arrays, number) };
  }
}

function rebuilt(value: PyValue, tree: MarkTree): PyValue {
  const { mark } = tree;
  if (mark?.kind === 'replaced') return mark.value;
  if (isDict(value)) {
    const members = new Map<string, PyValue>();
    for (const [key, item] of value) {
      const child = tree.child(key);
      members.set(key, child === undefined ? item : rebuilt(item, child));
    }
    return members;
  }
  if (!isList(value)) return value;
  const items = value.map((item, index) => {
    const child = tree.child(index);
    return child === undefined ? item : rebuilt(item, child);
  });
  if (mark?.kind === 'tuple') return new PyTuple(items);
  return mark?.kind === 'set' ? new PySet(items) : items;
}

/**
 * Value of an encoded parameter (FORMATS §6): the special types that `type_lookup` names are put
 * back from the innermost outwards, whatever the order of its entries, so that tuples that directly
 * hold sets or arrays come out right too (T11). Arrays stay on disk until they are read.
 *
 * @param encoded - The stored map with `data` and `type_lookup`.
 * @param arrays - The parameter's array group, in stores that have arrays.
 */
export async function decodeParameter(
  encoded: PyValue,
  arrays: ArrayGroup | undefined,
  onUnknown?: OnUnknownType,
): Promise<PyValue> {
  if (!isDict(encoded)) return encoded;
  const data = encoded.get('data') ?? null;
  const lookup = encoded.get('type_lookup');
  if (onUnknown !== undefined) tellUnknown(lookup, onUnknown);
  const tree = new MarkTree();
  for (const path of entries(lookup, 'tuples').map(asPath)) {
    if (path !== undefined) tree.node(path).mark = { kind: 'tuple' };
  }
  for (const path of entries(lookup, 'sets').map(asPath)) {
    if (path !== undefined) tree.node(path).mark = { kind: 'set' };
  }
  await markArrays(tree, lookup, arrays);
  return rebuilt(data, tree);
}
