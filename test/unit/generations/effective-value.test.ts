import { describe, expect, test } from 'vitest';
import { effectiveValue, type SetEntry } from '../../../electron/generations/effective-value.ts';
import type { PyValue } from '../../../electron/persistence/values.ts';

/** A Python value of JSON. */
function python(value: unknown): PyValue {
  if (Array.isArray(value)) return value.map(python);
  if (typeof value !== 'object' || value === null) return value as PyValue;
  return new Map(Object.entries(value).map(([key, item]) => [key, python(item)]));
}

const entries = (members: Readonly<Record<string, unknown>>): SetEntry[] =>
  Object.entries(members).map(([path, value]) => ({ path, value: python(value) }));

describe('what a run sees at a path', () => {
  test('a part that has an entry of its own replaces that of the whole', () => {
    const stored = entries({
      'resources.any': { a: 1 },
      'inputs.p3': { a: { b: 1 }, c: 2 },
      'inputs.p3.a': 5,
    });
    expect(effectiveValue('inputs.p3', stored)).toEqual({
      value: python({ a: 5, c: 2 }),
      from: ['inputs.p3.a'],
    });
    // Nothing of what is stored is changed.
    expect(stored[1]?.value).toEqual(python({ a: { b: 1 }, c: 2 }));
  });

  test('parts of parts, parts that were not there, and items of lists', () => {
    const stored = entries({
      'inputs.p': { a: { b: 1, c: [1, 2] } },
      'inputs.p.a.b': null,
      'inputs.p.x.y': 'new',
      'inputs.p.a.c.1': 9,
    });
    expect(effectiveValue('inputs.p', stored)).toEqual({
      value: python({ a: { b: null, c: [1, 9] }, x: { y: 'new' } }),
      from: ['inputs.p.a.b', 'inputs.p.x.y', 'inputs.p.a.c.1'],
    });
  });

  test('the whole replaces a part that was stored before it', () => {
    const stored = entries({ 'inputs.p.a': 5, 'inputs.p': { a: { b: 1 } } });
    expect(effectiveValue('inputs.p.a', stored)).toEqual({
      value: python({ b: 1 }),
      from: ['inputs.p'],
    });
    expect(effectiveValue('inputs.p', stored)).toBeUndefined();
  });

  test('nothing is said where nothing overlaps', () => {
    const stored = entries({ 'inputs.p': 1, 'inputs.p2': { a: 1 }, 'inputs.p10.a': 2 });
    for (const { path } of stored) expect(effectiveValue(path, stored)).toBeUndefined();
  });

  test.each([
    ['a number', 7, 'inputs.p.a'],
    ['a list without the item', [1], 'inputs.p.3'],
    ['a list with a key', [1], 'inputs.p.a'],
  ])('nothing is said where the part does not fit into %s', (_, whole, path) => {
    expect(effectiveValue('inputs.p', entries({ 'inputs.p': whole, [path]: 1 }))).toBeUndefined();
  });
});
