import { expect, test } from 'vitest';
import {
  type ArrayData,
  type ArrayHandle,
  MissingArray,
  PyComplex,
  PyFloat,
  PySet,
  PyTuple,
  type PyValue,
} from '../../../electron/persistence/values.ts';
import { valueText } from '../../../electron/workers/value-text.ts';

function array(dtype: string, shape: readonly number[], data: ArrayData['data']): ArrayHandle {
  return { kind: 'array', dtype, shape, chunks: shape, read: async () => ({ shape, data }) };
}

const value = new Map<string, PyValue>([
  ['a', new PyFloat(1)],
  ['t', new PyTuple([1, new PySet([2])])],
  ['c', new PyComplex(1, -2.5)],
  ['b', Uint8Array.of(97)],
  ['x', array('<f8', [2, 2], Float64Array.of(1, 2.5, Number.NaN, -0))],
  ['n', array('<i8', [1], BigInt64Array.of(2n ** 60n))],
  ['s', array('<U2', [2], ['é', "it's"])],
  ['none', array('<f8', [0, 3], new Float64Array(0))],
  [
    'm',
    {
      kind: 'masked-array',
      data: array('<i4', [2], Int32Array.of(5, 6)),
      mask: array('|b1', [2], Uint8Array.of(0, 1)),
    },
  ],
]);

test('a value as Python reads it back', async () => {
  expect(await valueText(value, 'python')).toBe(
    "{'a': 1.0, 't': (1, {2}), 'c': (1-2.5j), 'b': b'a', 'x': [[1.0, 2.5], [nan, -0.0]], " +
      "'n': [1152921504606846976], 's': ['é', \"it's\"], 'none': [], 'm': [5, None]}",
  );
});

test('a value as JSON, of what JSON has', async () => {
  const text = await valueText(value, 'json');
  expect(JSON.parse(text.replace('NaN', '"NaN"'))).toEqual({
    a: 1,
    t: [1, [2]],
    c: [1, -2.5],
    b: [97],
    x: [
      [1, 2.5],
      ['NaN', -0],
    ],
    n: [2 ** 60],
    s: ['é', "it's"],
    none: [],
    m: [5, null],
  });
  expect(text).toContain('"a": 1.0,');
  expect(text).toContain('1152921504606846976');
});

test('what is too much for a clipboard, or not there, is said', async () => {
  const large = array('<f8', [1000, 1000], new Float64Array(0));
  await expect(valueText([1, large], 'json')).rejects.toMatchObject({
    error: { code: 'too-large' },
  });
  await expect(valueText([new MissingArray('arrays/x')], 'python')).rejects.toMatchObject({
    error: { code: 'not-found', path: 'arrays/x' },
  });
});
