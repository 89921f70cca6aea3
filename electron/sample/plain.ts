import { type PyDict, PyFloat, type PyValue } from '../persistence/values.ts';

/** A value as one writes it down in TypeScript: objects are dicts. */
export type Plain = PyValue | readonly Plain[] | { readonly [key: string]: Plain };

function isLiteral(value: Plain): value is { readonly [key: string]: Plain } {
  return (
    typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype
  );
}

/** The Python value of a literal; objects become dicts in the order they are written. */
export function toPy(value: Plain): PyValue {
  if (Array.isArray(value)) return value.map(toPy);
  return isLiteral(value) ? toDict(value) : (value as PyValue);
}

export function toDict(literal: { readonly [key: string]: Plain }): PyDict {
  return new Map(Object.entries(literal).map(([key, item]) => [key, toPy(item)]));
}

/** A Python float, also where its value is an integer. */
export function float(value: number): PyValue {
  return Number.isInteger(value) ? new PyFloat(value) : value;
}
