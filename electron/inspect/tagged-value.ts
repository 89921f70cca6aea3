import { floatRepr } from '../persistence/python-float.ts';
import {
  type ArrayHandle,
  isArrayHandle,
  isDict,
  isList,
  isMaskedArrayHandle,
  MissingArray,
  PyComplex,
  PyFloat,
  PySet,
  PyTuple,
  type PyValue,
} from '../persistence/values.ts';
import { readArrayWindow } from '../workers/array-window.ts';
import { arrayInfo } from '../workers/value-summary.ts';

/** Arrays with more items are described, not printed. */
const MAX_ARRAY_ITEMS = 2000;

/**
 * A value as JSON, in the tagged encoding of docs/inspect.md: whatever JSON lacks is an object whose
 * single-underscored member names the type, such as `{"__tuple__": [1, 2]}`.
 */
export async function taggedValue(value: PyValue): Promise<unknown> {
  if (value === null || typeof value === 'boolean' || typeof value === 'string') return value;
  if (typeof value === 'bigint') return { __int__: value.toString() };
  if (typeof value === 'number') {
    return Number.isFinite(value) ? value : { __float__: floatRepr(value) };
  }
  if (value instanceof PyFloat) return { __float__: floatRepr(value.value) };
  if (value instanceof PyComplex)
    return { __complex__: [floatRepr(value.re), floatRepr(value.im)] };
  if (value instanceof Uint8Array) return { __bytes__: Buffer.from(value).toString('base64') };
  if (value instanceof MissingArray) return { __missing__: value.path };
  if (isList(value)) return taggedItems(value);
  if (value instanceof PyTuple) return { __tuple__: await taggedItems(value.items) };
  if (value instanceof PySet) return { __set__: await taggedItems(value.items) };
  if (isArrayHandle(value)) return { __array__: await taggedArray(value, value) };
  if (isMaskedArrayHandle(value)) return { __masked_array__: await taggedArray(value, value.data) };
  return isDict(value) ? taggedDict(value) : null;
}

async function taggedItems(items: readonly PyValue[]): Promise<unknown[]> {
  const tagged: unknown[] = [];
  for (const item of items) tagged.push(await taggedValue(item));
  return tagged;
}

/** Plain object; a dict with a key that looks like a tag is written as pairs. */
async function taggedDict(dict: ReadonlyMap<string, PyValue>): Promise<unknown> {
  const entries: [string, unknown][] = [];
  for (const [key, item] of dict) entries.push([key, await taggedValue(item)]);
  const isAmbiguous = entries.some(([key]) => /^__.*__$/.test(key));
  return isAmbiguous ? { __dict__: entries } : Object.fromEntries(entries);
}

async function taggedArray(value: PyValue, array: ArrayHandle): Promise<unknown> {
  const info = arrayInfo(array);
  const count = array.shape.reduce((product, length) => product * length, 1);
  if (count > MAX_ARRAY_ITEMS) return info;
  const selection = array.shape.map((stop) => ({ start: 0, stop, step: 1 }));
  const { numbers, texts, mask } = await readArrayWindow(value, selection);
  const items = texts ?? Array.from(numbers ?? [], (item) => numberOf(item));
  return {
    ...info,
    data: info.dtypeName.startsWith('complex') ? pairs(items) : items,
    ...(mask === undefined ? {} : { mask: Array.from(mask, (item) => item === 1) }),
  };
}

/** JSON has no NaN and no infinities, and its writer here loses the sign of zero. */
function numberOf(item: number): unknown {
  const isPlain = Number.isFinite(item) && !Object.is(item, -0);
  return isPlain ? item : { __float__: floatRepr(item) };
}

function pairs(items: readonly unknown[]): unknown[] {
  const found: unknown[] = [];
  for (let at = 0; at < items.length; at += 2) found.push([items[at], items[at + 1]]);
  return found;
}
