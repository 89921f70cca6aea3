import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { parseJson } from '../../../electron/persistence/json-text.ts';
import { type PyDict, PyFloat, type PyValue } from '../../../electron/persistence/values.ts';
import { templateText } from '../../../electron/workers/template-text.ts';

const template: PyDict = new Map<string, PyValue>([
  ['name', 'w'],
  ['one', new PyFloat(1)],
  ['half', 0.5],
  ['small', 1e-7],
  ['int', 1],
  ['big', 12345678901234567890123n],
  ['spelled', new PyFloat(100, '1e2')],
  ['nan', Number.NaN],
  ['inf', Number.NEGATIVE_INFINITY],
  ['none', null],
  ['looks like a number', '1.0'],
  ['reference', 'hash:abc'],
  ['empty', new Map()],
  ['list', [new Map([['a', true]]), []]],
]);

test('YAML keeps the spelling of numbers', () => {
  const { yaml } = templateText(template);
  expect(yaml).toContain('\none: 1.0\n');
  expect(yaml).toContain('\nhalf: 0.5\n');
  expect(yaml).toContain('\nint: 1\n');
  expect(yaml).toContain('\nbig: 12345678901234567890123\n');
  expect(yaml).toContain('\nspelled: 1.0e2\n');
  expect(yaml).toContain('\nsmall: 1.0e-07\n');
  expect(yaml).toContain('\nnan: .nan\n');
  expect(yaml).toContain('\ninf: -.inf\n');
  expect(yaml).toContain('\nnone: null\n');
  expect(yaml).toContain('\nlooks like a number: "1.0"\n');
  expect(parse(yaml, { intAsBigInt: true })).toMatchObject({
    one: 1,
    int: 1n,
    small: 1e-7,
    nan: Number.NaN,
    list: [{ a: true }, []],
  });
});

test('JSON is what Python would write, and reads back to the same values', () => {
  const { json } = templateText(template);
  expect(json).toContain('"one": 1.0,');
  expect(json).toContain('"nan": NaN,');
  expect(parseJson(json, { file: 'template' })).toEqual(template);
});

test('the same part twice is written twice, not as a YAML alias', () => {
  const part = new Map([['a', 1]]);
  expect(
    templateText(
      new Map([
        ['x', part],
        ['y', part],
      ]),
    ).yaml,
  ).toBe('x:\n  a: 1\ny:\n  a: 1\n');
});
