import {
  isDict,
  isList,
  type PyDict,
  PyFloat,
  type PyValue,
} from '../../electron/persistence/values.ts';

export type Path = readonly (string | number)[];

/** Paths of all single values inside a value; errors of hpcflow count as a whole. */
export function leavesOf(value: PyValue, path: Path = []): Path[] {
  if (isList(value)) return value.flatMap((item, i) => leavesOf(item, [...path, i]));
  if (isDict(value)) {
    if (value.has('raises')) return [];
    return [...value].flatMap(([key, item]) => leavesOf(item, [...path, key]));
  }
  return [path];
}

function changedLeaf(value: PyValue): PyValue {
  if (typeof value === 'number') return Number.isInteger(value) ? value + 1 : value * 2;
  if (typeof value === 'bigint') return value + 1n;
  if (typeof value === 'string') {
    // Times and hashes stay times and hashes.
    return value.replace(/.$/s, (last) => (last === '7' ? '8' : '7')) || 'x';
  }
  if (typeof value === 'boolean') return !value;
  if (value instanceof PyFloat) return value.value;
  return 0;
}

/** A copy with the value at a path changed: an integer by one, `1.0` to `1`, a text at its end. */
export function withChange(value: PyValue, [step, ...rest]: Path): PyValue {
  if (step === undefined) return changedLeaf(value);
  if (isList(value)) return value.map((item, i) => (i === step ? withChange(item, rest) : item));
  if (!isDict(value)) throw new Error('the path leads nowhere');
  return new Map(
    [...value].map(([key, item]) => [key, key === step ? withChange(item, rest) : item]),
  );
}

/** A copy without what is at a path. */
export function without(value: PyValue, path: Path): PyValue {
  const [step, ...rest] = path;
  if (isList(value)) {
    return rest.length === 0
      ? value.filter((_, i) => i !== step)
      : value.map((item, i) => (i === step ? without(item, rest) : item));
  }
  if (!isDict(value)) throw new Error('the path leads nowhere');
  const entries = [...value].flatMap(([key, item]): [string, PyValue][] => {
    if (key !== step) return [[key, item]];
    return rest.length === 0 ? [] : [[key, without(item, rest)]];
  });
  return new Map(entries);
}

export function section(truth: PyDict, name: string): PyValue {
  return truth.get(name) ?? null;
}
