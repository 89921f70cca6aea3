import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parseJsonFast } from '../../../electron/persistence/json-fast.ts';
import { MAX_JSON_DEPTH, parseJson } from '../../../electron/persistence/json-text.ts';
import { compareCodePoints, formatJson } from '../../../electron/persistence/json-write.ts';
import { floatRepr } from '../../../electron/persistence/python-float.ts';
import {
  isDict,
  isList,
  PyFloat,
  PyTuple,
  type PyValue,
} from '../../../electron/persistence/values.ts';
import { AppException } from '../../../shared/contract/errors.ts';
import {
  hasSharedWorkflows,
  sharedWorkflowNames,
  sharedWorkflowPath,
} from '../shared-workflows.ts';
import { filesBelow } from './tree-snapshot.ts';

const parse = (text: string): PyValue => parseJson(text, { file: 'metadata.json' });

function messageOf(text: string): string {
  try {
    parse(text);
  } catch (error) {
    if (error instanceof AppException && error.error.code === 'corrupt-data') return error.message;
    throw error;
  }
  return 'no error';
}

describe('the parser', () => {
  test('T1: takes the words Python writes for floats that are no numbers', () => {
    expect(parse('[NaN, Infinity, -Infinity]')).toEqual([
      Number.NaN,
      Number.POSITIVE_INFINITY,
      Number.NEGATIVE_INFINITY,
    ]);
    expect(formatJson(parse('[NaN, Infinity, -Infinity]'))).toBe('[NaN, Infinity, -Infinity]');
    expect(parse('["NaN", "-Infinity"]')).toEqual(['NaN', '-Infinity']);
  });

  test('T1: keeps every digit of an integer', () => {
    const text = '[9007199254740991, 9007199254740993, -123456789012345678901234567890]';
    expect(parse(text)).toEqual([
      9007199254740991,
      9007199254740993n,
      -123456789012345678901234567890n,
    ]);
    expect(formatJson(parse(text))).toBe(text);
  });

  test.each([
    ['small integers', ['0', '-1', '7', '123456789012345']],
    ['a negative zero', ['0', '-0']],
    ['integers beyond what is exact', ['1', '9007199254740993', '-1234567890123456789']],
    ['floats', ['1', '1.0', '2e3']],
    ['lists of integers', ['[1, 2]', '[ ]', '[[-3],\n [4]]']],
    ['what is no integer', ['1', '"]"', '{"a": [5]}']],
  ])('reads a long list as it reads a short one: %s', (_, items) => {
    const long = Array.from({ length: 200 }, (__, i) => items[i % items.length] ?? '');
    const expected = long.map((item) => parse(item));
    expect(parse(`[${long.join(',\n    ')}]`)).toStrictEqual(expected);
    expect(parse(`{"a": [[${long.join(',')}], ["x"]]}`)).toStrictEqual(
      new Map([['a', [expected, ['x']]]]),
    );
  });

  test('says where a long list of integers is broken', () => {
    const text = `[${'1, '.repeat(200)}1 2]`;
    expect(messageOf(text)).toMatch(/metadata\.json lacks a comma at 201 \(character \d+\)/);
    expect(messageOf(`[${'1, '.repeat(200)}`)).toContain('ends too early');
  });

  test('keeps a float a float, however it is written', () => {
    expect(parse('[1, 1.0, 1.5, -0.0, 1e5, 1e+16]')).toEqual([
      1,
      new PyFloat(1),
      1.5,
      new PyFloat(-0),
      new PyFloat(1e5, '1e5'),
      new PyFloat(1e16),
    ]);
    const text = '[1.0, 0.1, 1e-07, 5e-324, 1e5, 1.50, 1E400, 123456789.0, -0.0, 1e+16]';
    expect(formatJson(parse(text))).toBe(text);
    expect(parse('[0, -0, 10]')).toEqual([0, 0, 10]);
  });

  test('keeps the order of keys, of numbers too, and the last of equal ones', () => {
    const value = parse('{"10": 1, "9": 2, "b": 3, "a": 4, "9": 5, "__proto__": 6}');
    expect(isDict(value) && [...value]).toEqual([
      ['10', 1],
      ['9', 5],
      ['b', 3],
      ['a', 4],
      ['__proto__', 6],
    ]);
  });

  test('takes texts of all kinds', () => {
    const text = '["", "\\"\\\\\\/\\b\\f\\n\\r\\t", "\\u00e9\\ud83d\\ude00\\ud800", "é😀", "\\\\"]';
    expect(parse(text)).toEqual(['', '"\\/\b\f\n\r\t', 'é😀\ud800', 'é😀', '\\']);
  });

  test('takes any layout', () => {
    expect(parse(' \r\n\t{ "a" :[ ] ,"b":{},"c":[[1]] }\n')).toEqual(
      new Map<string, PyValue>([
        ['a', []],
        ['b', new Map()],
        ['c', [[1]]],
      ]),
    );
  });

  test.each([
    '',
    ' ',
    '{',
    '[1',
    '[1,]',
    '{"a"}',
    '{"a":}',
    '{"a":1,}',
    '{a:1}',
    '[01]',
    '[1.]',
    '[.5]',
    '[+1]',
    '[nul]',
    '["a]',
    '["\n"]',
    '["\\x"]',
    '[1] 2',
    '[1 2]',
    '{"a" 1}',
    '-',
    '[--1]',
    'nan',
    "['a']",
    '[1e]',
    '\u00a0[1]',
  ])('refuses %j', (text) => {
    expect(messageOf(text)).toContain('metadata.json');
  });

  test('names the field and the position of a fault', () => {
    expect(messageOf('{"tasks": [{"elements": [1, 2, oops]}]}')).toBe(
      'metadata.json has a character that begins no value at tasks.0.elements.2 (character 31).',
    );
    expect(() => parseJson('[1', { file: 'f', place: 'loops' })).toThrow(
      'ends too early at loops.1',
    );
  });

  test('refuses nesting that would exhaust the stack', () => {
    const nested = (depth: number): string => `${'['.repeat(depth)}${']'.repeat(depth)}`;
    expect(isList(parse(nested(MAX_JSON_DEPTH)))).toBe(true);
    expect(messageOf(nested(MAX_JSON_DEPTH + 2))).toContain('nested more than');
    expect(messageOf(`${'{"a":'.repeat(100_000)}1`)).toContain('nested more than');
  });
});

describe('the writer', () => {
  test.each([
    [0.1, '0.1'],
    [1, '1.0'],
    [-0, '-0.0'],
    [1e16, '1e+16'],
    [1e15, '1000000000000000.0'],
    [123456789012345680, '1.2345678901234568e+17'],
    [1e-4, '0.0001'],
    [1e-5, '1e-05'],
    [1e-7, '1e-07'],
    [1.5e-10, '1.5e-10'],
    [1e100, '1e+100'],
    [5e-324, '5e-324'],
    [1.7976931348623157e308, '1.7976931348623157e+308'],
    [2 ** 53, '9007199254740992.0'],
    [0.00012345, '0.00012345'],
    [-1234.5, '-1234.5'],
    [Number.NaN, 'nan'],
  ])('writes the float %d as Python does: %s', (value, text) => {
    expect(floatRepr(value)).toBe(text);
  });

  test('writes as json.dumps with indent 4', () => {
    const value = new Map<string, PyValue>([
      ['a', []],
      ['b', new Map()],
      ['é\u007f\n"😀', [1, new PyFloat(2), null, true]],
    ]);
    expect(formatJson(value, { indent: 4 })).toBe(
      '{\n    "a": [],\n    "b": {},\n    "\\u00e9\\u007f\\n\\"\\ud83d\\ude00": [\n        1,\n' +
        '        2.0,\n        null,\n        true\n    ]\n}',
    );
    expect(formatJson(value, { sortKeys: true })).toMatch(/^\{"a": \[\], "b": \{\}, /);
    expect(() => formatJson(new PyTuple([]))).toThrow(TypeError);
  });

  test('sorts keys by code point, as Python', () => {
    expect(['\uffff', '😀', 'a'].sort(compareCodePoints)).toEqual(['a', '\uffff', '😀']);
  });
});

/** What the fast parser gives, of what the lossless one gives. */
function plain(value: PyValue): unknown {
  if (value instanceof PyFloat) return value.value;
  if (typeof value === 'bigint') return Number(value);
  if (isList(value)) return value.map(plain);
  if (isDict(value)) return Object.fromEntries([...value].map(([k, item]) => [k, plain(item)]));
  return value;
}

describe('the fast parser', () => {
  test.each([
    '{"a": [1, 2.5, "x", null, true]}',
    '[NaN, {"a": -Infinity, "b": [Infinity]}, "NaN", "a NaN b", "#NaN", "##Infinity"]',
    '{"NaN": NaN, "q\\"NaN": "\\\\", "c": [NaN]}',
    '[9007199254740993, 1.0]',
  ])('gives the same as the lossless one: %s', (text) => {
    expect(parseJsonFast(text)).toEqual(plain(parse(text)));
  });

  test('refuses what is no JSON', () => {
    for (const text of ['[1', '[NaN', 'NaN]', '[nan, NaN]']) {
      expect(() => parseJsonFast(text)).toThrow(SyntaxError);
    }
  });
});

describe.skipIf(!hasSharedWorkflows)('every JSON file of the real workflows', () => {
  test.each(sharedWorkflowNames('gen1-'))(
    '%s is written again byte by byte',
    (name) => {
      const path = sharedWorkflowPath(name);
      const files = filesBelow(path).filter((file) => /\.json$|\.z(attrs|array|group)$/.test(file));
      expect(files.length).toBeGreaterThan(0);
      for (const file of files) {
        const text = readFileSync(join(path, file), 'utf8');
        const value = parseJson(text, { file });
        expect(formatJson(value, { indent: 4 }) === text, file).toBe(true);
        expect(parseJsonFast(text), file).toEqual(plain(value));
      }
    },
    30_000,
  );
});
