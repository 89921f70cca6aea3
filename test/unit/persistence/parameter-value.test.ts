import { describe, expect, test } from 'vitest';
import { type ArrayGroup, decodeParameter } from '../../../electron/persistence/parameter-value.ts';
import {
  type ArrayHandle,
  MissingArray,
  PyFloat,
  PySet,
  PyTuple,
  type PyValue,
} from '../../../electron/persistence/values.ts';
import { MemoryArray } from '../../../electron/sample/memory-array.ts';
import { type Plain, toPy } from '../../../electron/sample/plain.ts';

const tuple = (...items: PyValue[]): PyTuple => new PyTuple(items);
const set = (...items: PyValue[]): PySet => new PySet(items);

const decode = (encoded: Plain, arrays?: ArrayGroup): Promise<PyValue> =>
  decodeParameter(toPy(encoded), arrays);

/** A group with these arrays; others are not there. */
function groupOf(arrays: Readonly<Record<number, ArrayHandle>>): ArrayGroup {
  return { path: (n) => `param_7/arr_${n}`, open: async (n) => arrays[n] };
}

const numbers = new MemoryArray('<f8', [2], (i) => i);
const mask = new MemoryArray('|u1', [2], (i) => i);

describe('values', () => {
  test('tuples, sets and nested combinations', async () => {
    const data = { a: [1, 2, { x: [3, 4] }], n: null, l: [1, [2, [3]]] };
    const lookup = { tuples: [['a'], ['l', 1, 1]], sets: [['a', 2, 'x']] };
    expect(await decode({ data, type_lookup: lookup })).toEqual(
      new Map<string, PyValue>([
        ['a', tuple(1, 2, new Map([['x', set(3, 4)]]))],
        ['n', null],
        ['l', [1, [2, tuple(3)]]],
      ]),
    );
  });

  test('the value itself may be one, and be empty', async () => {
    expect(await decode({ data: [], type_lookup: { tuples: [[]], sets: [] } })).toEqual(tuple());
    expect(await decode({ data: [1], type_lookup: { tuples: [], sets: [[]] } })).toEqual(set(1));
    expect(await decode({ data: [], type_lookup: { tuples: [], sets: [] } })).toEqual([]);
  });

  test('tuples in tuples and in sets, whatever the order of the entries', async () => {
    const data = [[1, [2]], [3]];
    const inner = [
      [[], [0], [0, 1]],
      [[0, 1], [0], []],
    ];
    for (const tuples of inner) {
      expect(await decode({ data, type_lookup: { tuples, sets: [] } })).toEqual(
        tuple(tuple(1, tuple(2)), [3]),
      );
    }
    expect(await decode({ data: [[1, 2]], type_lookup: { tuples: [[0]], sets: [[]] } })).toEqual(
      set(tuple(1, 2)),
    );
  });

  test('T11: tuples that directly hold sets and arrays', async () => {
    const lookup = { tuples: [[]], sets: [[0]], arrays: [[[1], 0]] };
    const value = await decode(
      { data: [[1], 0, new PyFloat(2)], type_lookup: lookup },
      groupOf([numbers]),
    );
    expect(value).toEqual(tuple(set(1), numbers, new PyFloat(2)));
  });

  test('T11: every key of the lookup may be missing, and the lookup itself', async () => {
    expect(await decode({ data: [1], type_lookup: {} })).toEqual([1]);
    expect(await decode({ data: [1] })).toEqual([1]);
    const lookup = { arrays: [[['m'], 0]] };
    expect(await decode({ data: { m: null }, type_lookup: lookup }, groupOf([numbers]))).toEqual(
      new Map([['m', numbers]]),
    );
  });

  test('entries that make no sense are passed over', async () => {
    const lookup = {
      tuples: [['nowhere', 3], 5, [null], [0, 0, 0]],
      sets: 'x',
      arrays: [[[0]], 7, [['a'], 'b']],
      masked_arrays: [[[0], [1]], null],
    };
    expect(await decode({ data: [1], type_lookup: lookup })).toEqual([1]);
  });

  test('T10: integer keys of maps, which are texts by now', async () => {
    const lookup = { tuples: [[1]], sets: [] };
    expect(await decode({ data: { 1: [5] }, type_lookup: lookup })).toEqual(
      new Map([['1', tuple(5)]]),
    );
  });
});

describe('arrays', () => {
  test('stand where the lookup says, unread', async () => {
    const lookup = { tuples: [], sets: [], arrays: [[['a', 0], 0]], masked_arrays: [] };
    const value = await decode({ data: { a: [0, 1] }, type_lookup: lookup }, groupOf([numbers]));
    expect(value).toEqual(new Map([['a', [numbers, 1]]]));
    expect(await decode({ data: null, type_lookup: { arrays: [[[], 0]] } }, groupOf([mask]))).toBe(
      mask,
    );
  });

  test('masked arrays: data and mask', async () => {
    const lookup = {
      arrays: [
        [['m'], 0],
        [['m'], 1],
      ],
      masked_arrays: [[['m'], [0, 1]]],
    };
    expect(
      await decode({ data: { m: null }, type_lookup: lookup }, groupOf([numbers, mask])),
    ).toEqual(new Map([['m', { kind: 'masked-array', data: numbers, mask }]]));
  });

  test('T8: masked arrays behind those of a rejected parameter are found by their numbers', async () => {
    const lookup = {
      arrays: [
        [[], 5],
        [[], 6],
      ],
      masked_arrays: [[[], [0, 1]]],
    };
    const group = groupOf({ 0: mask, 1: mask, 5: numbers, 6: mask });
    expect(await decode({ data: null, type_lookup: lookup }, group)).toEqual({
      kind: 'masked-array',
      data: numbers,
      mask,
    });
  });

  test('a mask of one value counts for all', async () => {
    const one = new MemoryArray('|u1', [], () => 1);
    const lookup = {
      arrays: [
        [[], 0],
        [[], 1],
      ],
      masked_arrays: [[[], [0, 1]]],
    };
    const value = await decode({ data: null, type_lookup: lookup }, groupOf([numbers, one]));
    if (typeof value !== 'object' || value === null || !('mask' in value))
      throw new Error('no mask');
    expect(value.mask.shape).toEqual([2]);
    expect(await value.mask.read()).toEqual({ shape: [2], data: Uint8Array.of(1, 1) });
    const window = await value.mask.read([{ start: 1, stop: 2, step: 1 }]);
    expect(window).toEqual({ shape: [1], data: Uint8Array.of(1) });
  });

  test('T8: arrays that are gone are told with their path, the rest is there', async () => {
    const lookup = {
      arrays: [
        [['a'], 0],
        [['m'], 1],
        [['m'], 2],
      ],
      masked_arrays: [[['m'], [1, 2]]],
    };
    const data = { a: 0, m: null, rest: 'here' };
    expect(await decode({ data, type_lookup: lookup }, groupOf({ 1: numbers }))).toEqual(
      new Map<string, PyValue>([
        ['a', new MissingArray('param_7/arr_0')],
        ['m', new MissingArray('param_7/arr_2')],
        ['rest', 'here'],
      ]),
    );
  });
});
