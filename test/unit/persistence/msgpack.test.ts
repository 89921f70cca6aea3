import { encode } from '@msgpack/msgpack';
import { describe, expect, test } from 'vitest';
import {
  decodeMsgpack,
  decodeMsgpackRows,
  MsgpackRows,
} from '../../../electron/persistence/msgpack.ts';
import { isDict, PyFloat, type PyValue } from '../../../electron/persistence/values.ts';
import { AppException } from '../../../shared/contract/errors.ts';

const hex = (text: string): Uint8Array => Buffer.from(text.replaceAll(' ', ''), 'hex');
const decode = (bytes: Uint8Array): PyValue => decodeMsgpack(bytes, 'base/3');

describe('MessagePack', () => {
  test.each([
    ['c0', null],
    ['c2', false],
    ['c3', true],
    ['00', 0],
    ['7f', 127],
    ['ff', -1],
    ['e0', -32],
    ['cc ff', 255],
    ['cd ff ff', 65535],
    ['ce ff ff ff ff', 4294967295],
    ['cf 00 1f ff ff ff ff ff ff', 9007199254740991],
    ['cf 00 20 00 00 00 00 00 01', 9007199254740993n],
    ['cf ff ff ff ff ff ff ff ff', 18446744073709551615n],
    ['d0 80', -128],
    ['d1 80 00', -32768],
    ['d2 80 00 00 00', -2147483648],
    ['d3 80 00 00 00 00 00 00 00', -(2n ** 63n)],
    ['a1 61', 'a'],
    ['d9 02 c3 a9', 'é'],
    ['da 00 01 62', 'b'],
    ['db 00 00 00 00', ''],
    ['90', []],
    ['dc 00 01 01', [1]],
    ['dd 00 00 00 01 90', [[]]],
    ['c4 02 01 02', Uint8Array.of(1, 2)],
  ] as const)('%s', (bytes, expected) => {
    expect(decode(hex(bytes))).toEqual(expected);
  });

  test('T1: a float stays a float, in both widths', () => {
    expect(decode(hex('cb 3f f0 00 00 00 00 00 00'))).toEqual(new PyFloat(1));
    expect(decode(hex('cb 3f f8 00 00 00 00 00 00'))).toBe(1.5);
    expect(decode(hex('ca 3f c0 00 00'))).toBe(1.5);
    expect(decode(hex('cb 80 00 00 00 00 00 00 00'))).toEqual(new PyFloat(-0));
    expect(decode(hex('cb 7f f8 00 00 00 00 00 00'))).toBeNaN();
    expect(decode(hex('cb ff f0 00 00 00 00 00 00'))).toBe(Number.NEGATIVE_INFINITY);
  });

  test('maps keep the order of their keys', () => {
    const value = decode(hex('83 a2 3130 01 a1 39 02 a9 5f5f70726f746f5f5f 03'));
    expect(isDict(value) && [...value]).toEqual([
      ['10', 1],
      ['9', 2],
      ['__proto__', 3],
    ]);
  });

  test('agrees with another implementation', () => {
    const long = 'ü'.repeat(300);
    const value = { a: [1, -5, 1e9, -1e9, 0.5, true, null, 'x', long], b: { c: [[], {}] } };
    expect(decode(encode(value))).toEqual(
      new Map<string, PyValue>([
        ['a', [1, -5, 1e9, -1e9, 0.5, true, null, 'x', long]],
        ['b', new Map([['c', [[], new Map()]]])],
      ]),
    );
    const many = Array.from({ length: 70_000 }, (_, i) => i);
    expect(decode(encode(many))).toEqual(many);
  });

  test('every part of a value that was cut off is refused', () => {
    const bytes = encode({ a: [1, 1000, -1e9, 0.5, 'text', { b: null }], c: 2 ** 40 });
    for (let length = 0; length < bytes.length; length += 1) {
      expect(() => decode(bytes.subarray(0, length))).toThrow(AppException);
    }
  });

  test.each([
    ['c1', 'unknown type'],
    ['c7 01 05 00', 'unknown type'],
    ['01 02', 'more bytes'],
    ['dd ff ff ff ff', 'ends too early'],
    ['df ff ff ff ff', 'ends too early'],
    ['a2 ff fe', 'not UTF-8'],
    ['81 c0 01', 'neither text nor number'],
    [`${'91'.repeat(2000)}c0`, 'nested more than'],
  ])('%s is refused and named', (bytes, message) => {
    expect(() => decode(hex(bytes))).toThrow(message);
    expect(() => decode(hex(bytes))).toThrow('base/3');
  });

  test('T10: keys that are numbers are shown as text, and told', () => {
    let count = 0;
    const value = decodeMsgpack(hex('82 01 a1 61 a1 62 02'), 'base/3', () => {
      count += 1;
    });
    expect(value).toEqual(
      new Map<string, PyValue>([
        ['1', 'a'],
        ['b', 2],
      ]),
    );
    expect(count).toBe(1);
  });
});

describe('chunks of msgpack2', () => {
  test('T12: the dtype and the shape at the end are no rows', () => {
    expect(decodeMsgpackRows(hex('93 c0 a2 7c4f 91 01'), 'base/3')).toEqual([null]);
    expect(decodeMsgpackRows(hex('96 81 a161 01 00 00 00 a2 7c4f 91 04'), 'base/3')).toEqual([
      new Map([['a', 1]]),
      0,
      0,
      0,
    ]);
  });

  test('rows decoded one by one are the same, in any order', () => {
    const long = 'ü'.repeat(300);
    const values = [
      null,
      true,
      -1,
      200,
      -200,
      70_000,
      -70_000,
      2 ** 40,
      -(2 ** 40),
      0.5,
      'x',
      long,
      long.repeat(300),
      [],
      [1, [2, { a: [] }]],
      { k: { l: 'm' } },
      Array(20).fill(3),
      Array(70_000).fill(1),
      Object.fromEntries(Array.from({ length: 20 }, (_, i) => [`k${i}`, i])),
      new Uint8Array(3),
      new Uint8Array(300),
      new Uint8Array(70_000),
      3.5e300,
    ];
    const bytes = encode([...values, '|O', [values.length]]);
    const all = decodeMsgpackRows(bytes, 'base/3');
    const rows = new MsgpackRows(bytes, 'base/3');
    expect(rows.length).toBe(values.length);
    for (const index of [...all.keys()].reverse()) expect(rows.row(index)).toEqual(all[index]);
    expect(rows.row(values.length)).toBeNull();
    const single = encode([1.5, '|O', [1]], { forceFloat32: true });
    expect(new MsgpackRows(single, 'base/3').row(0)).toBe(1.5);
    for (let length = 0; length < 60; length += 1) {
      expect(() => new MsgpackRows(bytes.subarray(0, length), 'base/3')).toThrow(AppException);
    }
  });

  test.each(['c0', '90', '91 00', '93 c0 a2 7c4f 91 02', '92 c0 c0', '93 c0 a2 7c4f 01'])(
    '%s is no such chunk',
    (bytes) => {
      expect(() => decodeMsgpackRows(hex(bytes), 'base/3')).toThrow(AppException);
      expect(() => new MsgpackRows(hex(bytes), 'base/3')).toThrow(AppException);
    },
  );
});
