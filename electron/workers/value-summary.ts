import { AppException } from '../../shared/contract/errors.ts';
import {
  type ArrayInfo,
  MAX_PAGE_CHILDREN,
  type ValueChild,
  type ValueKind,
  type ValuePage,
  type ValuePath,
  type ValueSummary,
} from '../../shared/contract/values.ts';
import { dtypeInfo, itemCount } from '../generations/dtype-names.ts';
import { pythonRepr, textRepr } from '../generations/python-repr.ts';
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

/** Characters of a summary: one line of the widest column. */
const SUMMARY_CHARACTERS = 120;

/** Characters of a scalar that are sent whole, for copying. */
const FULL_TEXT_CHARACTERS = 1_000_000;

export function kindOf(value: PyValue): ValueKind {
  if (value === null) return 'none';
  switch (typeof value) {
    case 'boolean':
      return 'bool';
    case 'bigint':
      return 'int';
    case 'number':
      return Number.isInteger(value) ? 'int' : 'float';
    case 'string':
      return 'str';
  }
  if (value instanceof PyFloat) return 'float';
  if (value instanceof PyComplex) return 'complex';
  if (value instanceof Uint8Array) return 'bytes';
  if (value instanceof PyTuple) return 'tuple';
  if (value instanceof PySet) return 'set';
  if (isDict(value)) return 'dict';
  if (isArrayHandle(value)) return 'array';
  if (isMaskedArrayHandle(value)) return 'masked-array';
  return value instanceof MissingArray ? 'missing' : 'list';
}

export function summaryOf(value: PyValue): ValueSummary {
  const { text, isCut } = pythonRepr(value, SUMMARY_CHARACTERS);
  const array = arrayOf(value);
  const length = lengthOf(value);
  return {
    kind: kindOf(value),
    text,
    isCut,
    ...(length === undefined ? {} : { length }),
    ...(array === undefined ? {} : { array: arrayInfo(array) }),
  };
}

/** The array of a value, or the data of a masked array. */
export function arrayOf(value: PyValue): ArrayHandle | undefined {
  if (isArrayHandle(value)) return value;
  return isMaskedArrayHandle(value) ? value.data : undefined;
}

export function arrayInfo(array: ArrayHandle): ArrayInfo {
  const { name, itemBytes } = dtypeInfo(array.dtype);
  return {
    dtype: array.dtype,
    dtypeName: name,
    shape: [...array.shape],
    chunks: [...array.chunks],
    sizeBytes: itemBytes * itemCount(array.shape),
  };
}

/** One node of a value, with the children `start … stop - 1` (at most `MAX_PAGE_CHILDREN`). */
export function valuePage(value: PyValue, start: number, stop: number): ValuePage {
  const items = itemsOf(value);
  const total = items === undefined ? (isDict(value) ? value.size : 0) : items.length;
  const end = Math.min(stop, total, start + MAX_PAGE_CHILDREN);
  const fullText = fullTextOf(value);
  const children: ValueChild[] = [];
  if (items !== undefined) {
    for (let at = start; at < end; at += 1) {
      const item = items[at];
      if (item !== undefined) {
        children.push({ label: String(at), step: at, summary: summaryOf(item) });
      }
    }
  } else if (isDict(value)) {
    let at = 0;
    for (const [key, item] of value) {
      if (at >= end) break;
      if (at >= start) {
        children.push({ label: textRepr(key), step: key, summary: summaryOf(item) });
      }
      at += 1;
    }
  }
  return {
    summary: summaryOf(value),
    ...(fullText === undefined ? {} : { fullText }),
    start: Math.min(start, total),
    children,
    total,
  };
}

/**
 * The part of a value that a path leads to.
 *
 * @throws {AppException} `not-found` naming the step that is not there.
 */
export function valueAt(value: PyValue, path: ValuePath): PyValue {
  let at = value;
  for (const [depth, step] of path.entries()) {
    const next = isDict(at)
      ? at.get(String(step))
      : typeof step === 'number'
        ? itemsOf(at)?.[step]
        : undefined;
    if (next === undefined) {
      throw new AppException({
        code: 'not-found',
        message: `The value has no part ${path.slice(0, depth + 1).join(' › ')}.`,
        action: 'It may have changed since it was listed; open it again.',
      });
    }
    at = next;
  }
  return at;
}

function itemsOf(value: PyValue): readonly PyValue[] | undefined {
  if (isList(value)) return value;
  return value instanceof PyTuple || value instanceof PySet ? value.items : undefined;
}

function lengthOf(value: PyValue): number | undefined {
  if (typeof value === 'string') return characterCount(value);
  if (value instanceof Uint8Array) return value.length;
  return isDict(value) ? value.size : itemsOf(value)?.length;
}

/** Python counts code points, JavaScript UTF-16 units. */
function characterCount(text: string): number {
  let pairs = 0;
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at);
    if (unit >= 0xd800 && unit < 0xdc00) pairs += 1;
  }
  return text.length - pairs;
}

/** A scalar for copying: texts as they are, everything else as Python prints it. */
function fullTextOf(value: PyValue): string | undefined {
  if (typeof value === 'string') return value.slice(0, FULL_TEXT_CHARACTERS);
  switch (kindOf(value)) {
    case 'none':
    case 'bool':
    case 'int':
    case 'float':
    case 'complex':
    case 'bytes':
      return pythonRepr(value, FULL_TEXT_CHARACTERS).text;
    default:
      return undefined;
  }
}
