import { formatJson } from '../persistence/json-write.ts';
import { isDict, isList, PyFloat, type PyValue } from '../persistence/values.ts';
import type { Findings } from './findings.ts';

const SHOWN = 120;

function shown(value: PyValue): string {
  const text = formatJson(value);
  return text.length > SHOWN ? `${text.slice(0, SHOWN)}…` : text;
}

function isSameScalar(a: PyValue, b: PyValue): boolean {
  if (a instanceof PyFloat || b instanceof PyFloat) {
    return a instanceof PyFloat && b instanceof PyFloat && Object.is(a.value, b.value);
  }
  return Object.is(a, b);
}

export interface Comparison {
  /** Report another order of keys too (data indices and values, where it has a meaning). */
  readonly isOrdered?: boolean;
}

/**
 * Compares two values of the truth's encoding exactly: an integer is never a float, `0.0` never
 * `-0.0`. Every difference is reported with its place.
 */
export function compareValues(
  expected: PyValue,
  actual: PyValue,
  place: string,
  findings: Findings,
  how: Comparison = {},
): void {
  if (isList(expected) && isList(actual)) {
    if (expected.length !== actual.length) {
      findings.differs(place, `${expected.length} items expected, ${actual.length} found`);
      return;
    }
    for (const [i, item] of expected.entries()) {
      compareValues(item, actual[i] ?? null, `${place}.${i}`, findings, how);
    }
    return;
  }
  if (isDict(expected) && isDict(actual)) {
    compareDicts(expected, actual, place, findings, how);
    return;
  }
  const isNested = isList(expected) || isDict(expected) || isList(actual) || isDict(actual);
  if (isNested || !isSameScalar(expected, actual)) {
    findings.differs(place, `${shown(expected)} expected, ${shown(actual)} found`);
  }
}

function compareDicts(
  expected: ReadonlyMap<string, PyValue>,
  actual: ReadonlyMap<string, PyValue>,
  place: string,
  findings: Findings,
  how: Comparison,
): void {
  for (const [key, value] of expected) {
    const found = actual.get(key);
    if (found === undefined) findings.differs(`${place}.${key}`, 'missing');
    else compareValues(value, found, `${place}.${key}`, findings, how);
  }
  for (const key of actual.keys()) {
    if (!expected.has(key)) findings.differs(`${place}.${key}`, 'not expected');
  }
  if (how.isOrdered !== true) return;
  const order = [...actual.keys()];
  if ([...expected.keys()].some((key, i) => key !== order[i])) {
    findings.differs(place, `keys expected in the order ${[...expected.keys()].join(', ')}`);
  }
}
