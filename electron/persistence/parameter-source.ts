import { compareCodePoints } from './json-write.ts';
import type { PyDict, PyValue } from './values.ts';

/** A parameter to be made; without a value it is unset. */
export interface ParameterToAdd {
  readonly value?: PyValue;
  readonly source: PyDict;
}

/** A source as it is stored: sorted by key (FORMATS §6.5). */
export function sortedSource(source: PyDict): PyDict {
  return new Map([...source].sort(([a], [b]) => compareCodePoints(a, b)));
}

/** A source with more known of it. */
export function updatedSource(source: PyDict, update: PyDict): PyDict {
  return sortedSource(new Map([...source, ...update]));
}
