import { isDict, isList, type PyDict, PyFloat, type PyValue } from '../persistence/values.ts';

/** Typed looks into documents whose shape is not trusted: what does not fit reads as absent. */

const EMPTY_DICT: PyDict = new Map();

export function dictOf(value: PyValue | undefined): PyDict {
  return isDict(value) ? value : EMPTY_DICT;
}

export function listOf(value: PyValue | undefined): readonly PyValue[] {
  return isList(value) ? value : [];
}

export function textOf(value: PyValue | undefined): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

/** A non-negative integer that fits the index columns (32 bits). */
export function indexOf(value: PyValue | undefined): number | undefined {
  return typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= 0xffffffff
    ? value
    : undefined;
}

export function intOf(value: PyValue | undefined): number | undefined {
  if (value instanceof PyFloat) return undefined;
  return typeof value === 'number' && Number.isInteger(value) ? value : undefined;
}

/** The texts of a list; anything else in it is left out. */
export function textsOf(value: PyValue | undefined): string[] {
  return listOf(value).filter((item) => typeof item === 'string');
}

/** The indices of a list; anything else in it is left out. */
export function indicesOf(value: PyValue | undefined): number[] {
  return listOf(value).flatMap((item) => indexOf(item) ?? []);
}
