import { expect, test } from 'vitest';
import { pythonRepr } from '../../../electron/generations/python-repr.ts';
import {
  type ArrayHandle,
  MissingArray,
  PyComplex,
  PyFloat,
  PySet,
  PyTuple,
  type PyValue,
} from '../../../electron/persistence/values.ts';
import { kindOf, summaryOf, valueAt, valuePage } from '../../../electron/workers/value-summary.ts';
import { pageRange } from '../../../renderer/queries/value-pages.ts';
import { MAX_PAGE_CHILDREN, ValuePageSchema } from '../../../shared/contract/values.ts';

function array(dtype: string, shape: readonly number[]): ArrayHandle {
  return {
    kind: 'array',
    dtype,
    shape,
    chunks: shape,
    read: async () => ({ shape, data: new Float64Array(0) }),
  };
}

const text = (value: PyValue): string => pythonRepr(value, 1000).text;

test.each<[PyValue, string]>([
  [null, 'None'],
  [true, 'True'],
  [false, 'False'],
  [1, '1'],
  [-0.5, '-0.5'],
  [12345678901234567890n, '12345678901234567890'],
  [new PyFloat(1), '1.0'],
  [new PyFloat(-0), '-0.0'],
  [new PyFloat(1e16, '1e16'), '1e+16'],
  [1e-7, '1e-07'],
  [Number.NaN, 'nan'],
  [Number.NEGATIVE_INFINITY, '-inf'],
  [new PyComplex(1, -2.5), '(1-2.5j)'],
  [new PyComplex(0, 2), '2j'],
  [new PyComplex(-0, 0), '(-0+0j)'],
  ['Goss', "'Goss'"],
  ["it's", '"it\'s"'],
  ['both \' and "', "'both \\' and \"'"],
  ['a\nb\t\\ é 中 \u0007\u00a0\u{1f600}', "'a\\nb\\t\\\\ é 中 \\x07\\xa0\u{1f600}'"],
  [Uint8Array.of(0x61, 0x27, 0x00, 0xff), "b'a\\'\\x00\\xff'"],
  [[], '[]'],
  [[1, [2, new PyTuple([3])]], '[1, [2, (3,)]]'],
  [new PyTuple([]), '()'],
  [new PyTuple([1, 2]), '(1, 2)'],
  [new PySet([]), 'set()'],
  [new PySet([3, 4]), '{3, 4}'],
  [
    new Map<string, PyValue>([
      ['a', 1],
      ['b', new Map()],
    ]),
    "{'a': 1, 'b': {}}",
  ],
  [array('<f8', [64, 64, 4]), 'float64 64 × 64 × 4'],
  [array('>i4', []), 'int32 scalar'],
  [array('<M8[us]', [2]), 'datetime64[us] 2'],
  [{ kind: 'masked-array', data: array('<f8', [3]), mask: array('|b1', [3]) }, 'masked float64 3'],
  [
    new MissingArray('parameter_data/arrays/param_3/arr_0'),
    'data missing: parameter_data/arrays/param_3/arr_0',
  ],
])('%o prints as Python prints it: %s', (value, expected) => {
  expect(text(value)).toBe(expected);
});

test('a long value is cut, marked, and closed', () => {
  const long = summaryOf(Array.from({ length: 1000 }, (_, i) => i));
  expect(long.isCut).toBe(true);
  expect(long.length).toBe(1000);
  expect(long.text).toMatch(/^\[0, 1, 2, .*, …\]$/);
  expect(long.text.length).toBeLessThan(135);
  expect(summaryOf(new Map([['key', 'v'.repeat(500)]])).text).toMatch(/^\{'key': 'v+…\}$/);
  expect(summaryOf('x'.repeat(1e6)).text.length).toBeLessThan(135);
  let deep: PyValue = [];
  for (let i = 0; i < 5000; i += 1) deep = [deep];
  expect(summaryOf(deep).isCut).toBe(true);
});

test('characters are counted as Python counts them', () => {
  expect(summaryOf('a\u{1f600}').length).toBe(2);
});

test('kinds tell an int from a float whatever its value', () => {
  expect([1, new PyFloat(1), 1.5, 2n ** 70n, Number.NaN].map(kindOf)).toEqual([
    'int',
    'float',
    'float',
    'int',
    'float',
  ]);
});

test('children come page by page', () => {
  const page = ValuePageSchema.parse(
    valuePage(
      Array.from({ length: 5000 }, (_, i) => i),
      10,
      12,
    ),
  );
  expect(page).toMatchObject({ start: 10, total: 5000 });
  expect(page.children.map(({ label, step }) => [label, step])).toEqual([
    ['10', 10],
    ['11', 11],
  ]);
  expect(
    valuePage(
      Array.from({ length: 30_000 }, () => 0),
      0,
      30_000,
    ).children,
  ).toHaveLength(MAX_PAGE_CHILDREN);
  const dict = valuePage(
    new Map([
      ["it's", 1],
      ['b', 2],
    ]),
    0,
    10,
  );
  expect(dict.children.map(({ label, step }) => [label, step])).toEqual([
    [`"it's"`, "it's"],
    ["'b'", 'b'],
  ]);
});

test('a scalar is there whole, for copying', () => {
  expect(valuePage('x'.repeat(500), 0, 0).fullText).toHaveLength(500);
  expect(valuePage('a\nb', 0, 0).fullText).toBe('a\nb');
  expect(valuePage(new PyFloat(1), 0, 0).fullText).toBe('1.0');
  expect(valuePage([1], 0, 0)).not.toHaveProperty('fullText');
});

test('a path leads into dicts, lists, tuples and sets', () => {
  const value = new Map<string, PyValue>([['a', new PyTuple([1, [new PySet([7])]])]]);
  expect(valueAt(value, ['a', 1, 0, 0])).toBe(7);
  expect(valueAt(value, [])).toBe(value);
  for (const path of [['b'], ['a', 5], ['a', 'x'], ['a', 0, 0]]) {
    expect(() => valueAt(value, path)).toThrow(`no part ${path.join(' › ')}`);
  }
});

test('a dict of 120,000 keys is whole, and in order, by the pages that are asked for', () => {
  const count = 120_000;
  const dict = new Map(Array.from({ length: count }, (_, at) => [`key ${at}`, at]));
  const keys: (string | number)[] = [];
  for (let page = 0; keys.length < count && page < 10; page += 1) {
    const { start, stop } = pageRange(page);
    const { children, total } = valuePage(dict, start, stop);
    expect(total).toBe(count);
    for (const { step } of children) keys.push(step);
  }
  expect(keys).toEqual([...dict.keys()]);
});
