import type { ElementValues } from '../../../shared/contract/documents.ts';
import { VALUE_TYPES, type ValueType } from '../../../shared/contract/values.ts';

/** What can be computed from a column of values: ranks, groups, filters. Pure, over typed arrays. */

/** Code of "no value" in {@link ElementValues.codes}. */
const NO_VALUE = -1;

export const typeOfCode = (values: ElementValues, code: number): ValueType =>
  VALUE_TYPES[values.types[code] ?? 0] ?? 'other';

const natural = new Intl.Collator('en', { numeric: true });

/** Codes of a dictionary in order: numbers by size, before texts in natural order. */
function codesInOrder(values: ElementValues): readonly number[] {
  const { texts, numbers } = values;
  return [...texts.keys()].sort((a, b) => {
    const left = numbers[a] ?? Number.NaN;
    const right = numbers[b] ?? Number.NaN;
    if (!Number.isNaN(left) && !Number.isNaN(right)) return left - right;
    if (Number.isNaN(left) !== Number.isNaN(right)) return Number.isNaN(left) ? 1 : -1;
    return natural.compare(texts[a] ?? '', texts[b] ?? '');
  });
}

/** Place of each element's value in the order of all values; NaN where there is none. */
export function ranksOf(values: ElementValues): Float64Array {
  const rankOfCode = new Float64Array(values.texts.length);
  for (const [rank, code] of codesInOrder(values).entries()) rankOfCode[code] = rank;
  return Float64Array.from(values.codes, (code) =>
    code === NO_VALUE ? Number.NaN : (rankOfCode[code] ?? Number.NaN),
  );
}

/** Elements with one value, side by side in the order they are shown. */
export interface ElementGroup {
  /** Code of the value; -1 for those without. */
  readonly code: number;
  readonly text: string;
  /** Position of the first in the order. */
  readonly start: number;
  readonly count: number;
}

/**
 * Puts the elements of each value together: numbers by size, else in the order the values first
 * appear; those without a value last. Within a group the order stays.
 */
export function groupElements(
  order: Uint32Array,
  values: ElementValues,
): { readonly order: Uint32Array; readonly groups: readonly ElementGroup[] } {
  const counts = new Map<number, number>();
  for (const element of order) {
    const code = values.codes[element] ?? NO_VALUE;
    counts.set(code, (counts.get(code) ?? 0) + 1);
  }
  const isOfNumbers = values.types.every((type) => VALUE_TYPES[type] === 'number');
  const places = new Map(
    isOfNumbers ? codesInOrder(values).map((code, at) => [code, at] as const) : [],
  );
  const codes = [...counts.keys()].sort((a, b) => {
    if (a === NO_VALUE || b === NO_VALUE) return a === NO_VALUE ? 1 : -1;
    return isOfNumbers ? (places.get(a) ?? 0) - (places.get(b) ?? 0) : a - b;
  });
  const groups: ElementGroup[] = [];
  const nextOf = new Map<number, number>();
  let start = 0;
  for (const code of codes) {
    const count = counts.get(code) ?? 0;
    const text = code === NO_VALUE ? 'not set' : (values.texts[code] ?? '');
    groups.push({ code, text, start, count });
    nextOf.set(code, start);
    start += count;
  }
  const grouped = new Uint32Array(order.length);
  for (const element of order) {
    const code = values.codes[element] ?? NO_VALUE;
    const at = nextOf.get(code) ?? 0;
    grouped[at] = element;
    nextOf.set(code, at + 1);
  }
  return { order: grouped, groups };
}

/** How a value can be compared. */
export const OPERATORS = [
  '=',
  '≠',
  '<',
  '≤',
  '>',
  '≥',
  'contains',
  'is set',
  'is not set',
] as const;
export type Operator = (typeof OPERATORS)[number];

/** A filter on the values of a column. */
export interface ValueFilter {
  readonly path: string;
  readonly operator: Operator;
  /** As typed; empty for operators without one. */
  readonly value: string;
}

export const needsValue = (operator: Operator): boolean =>
  operator !== 'is set' && operator !== 'is not set';

/** Operators that make sense for the values of a column. */
export function operatorsFor(values: ElementValues | undefined): readonly Operator[] {
  const types = new Set(
    values === undefined ? [] : [...values.types].map((type) => VALUE_TYPES[type]),
  );
  return OPERATORS.filter((operator) => {
    if (operator === 'contains') return types.size === 0 || types.has('text') || types.has('other');
    if (['<', '≤', '>', '≥'].includes(operator)) return types.size === 0 || types.has('number');
    return true;
  });
}

/** What is wrong with a filter, in words; `undefined` when it can be used. */
export function filterProblem({ operator, value }: ValueFilter): string | undefined {
  if (!needsValue(operator)) return undefined;
  if (value.trim() === '') return 'Type a value to compare with.';
  const isOfNumbers = ['<', '≤', '>', '≥'].includes(operator);
  return isOfNumbers && Number.isNaN(numberOf(value))
    ? `${operator} compares numbers, and ${value} is none.`
    : undefined;
}

const numberOf = (text: string): number =>
  text.trim() === '' ? Number.NaN : Number(text.trim().replace('\u2212', '-'));

/** Whether each value of the dictionary passes. Values are compared, never run as code. */
function passingCodes(values: ElementValues, { operator, value }: ValueFilter): Uint8Array {
  const wanted = value.trim();
  const wantedNumber = numberOf(wanted);
  const lower = wanted.toLowerCase();
  return Uint8Array.from(values.texts, (text, code) => {
    const type = typeOfCode(values, code);
    const number = type === 'number' ? (values.numbers[code] ?? Number.NaN) : Number.NaN;
    const isEqual =
      type === 'number' && !Number.isNaN(wantedNumber)
        ? number === wantedNumber
        : type === 'boolean'
          ? text.toLowerCase() === lower
          : text === wanted;
    switch (operator) {
      case '=':
        return Number(isEqual);
      case '≠':
        return Number(!isEqual);
      case '<':
        return Number(number < wantedNumber);
      case '≤':
        return Number(number <= wantedNumber);
      case '>':
        return Number(number > wantedNumber);
      case '≥':
        return Number(number >= wantedNumber);
      case 'contains':
        return Number(text.toLowerCase().includes(lower));
      case 'is set':
        return 1;
      case 'is not set':
        return 0;
    }
  });
}

/** Elements that pass a filter: `isLeft` is set to 0 for the others. */
export function applyFilter(isLeft: Uint8Array, values: ElementValues, filter: ValueFilter): void {
  const passing = passingCodes(values, filter);
  const ofNone = filter.operator === 'is not set' || filter.operator === '≠' ? 1 : 0;
  for (let element = 0; element < isLeft.length; element += 1) {
    const code = values.codes[element] ?? NO_VALUE;
    if ((code === NO_VALUE ? ofNone : passing[code]) !== 1) isLeft[element] = 0;
  }
}

/**
 * Elements with a value that contains a text (case does not matter), or with that number: `isLeft`
 * is set to 0 for the others.
 */
export function applySearch(
  isLeft: Uint8Array,
  columns: readonly ElementValues[],
  query: string,
): void {
  const wanted = query.trim().toLowerCase();
  if (wanted === '') return;
  const passing = columns.map((values) =>
    Uint8Array.from(values.texts, (text) => Number(text.toLowerCase().includes(wanted))),
  );
  const number = /^#?\d+$/.test(wanted) ? Number(wanted.replace('#', '')) : undefined;
  for (let element = 0; element < isLeft.length; element += 1) {
    if (isLeft[element] === 0) continue;
    if (number === element) continue;
    const isFound = columns.some(
      (values, at) => passing[at]?.[values.codes[element] ?? NO_VALUE] === 1,
    );
    if (!isFound) isLeft[element] = 0;
  }
}
