import { decode } from '@msgpack/msgpack';
import { describe, expect, test } from 'vitest';
import {
  encodeMessagePack,
  encodeObjectChunk,
} from '../../../electron/persistence/msgpack-write.ts';
import { PyFloat } from '../../../electron/persistence/values.ts';
import { toPy } from '../../../electron/sample/plain.ts';

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');

describe('MessagePack as hpcflow writes it', () => {
  test.each([
    [null, 'c0'],
    [true, 'c3'],
    [127, '7f'],
    [128, 'cc80'],
    [256, 'cd0100'],
    [65_536, 'ce00010000'],
    [4_294_967_296, 'cf0000000100000000'],
    [-1, 'ff'],
    [-33, 'd0df'],
    [-129, 'd1ff7f'],
    [-32_769, 'd2ffff7fff'],
    [-2_147_483_649, 'd3ffffffff7fffffff'],
    [18_446_744_073_709_551_615n, 'cfffffffffffffffff'],
    [1.5, 'cb3ff8000000000000'],
    [new PyFloat(1), 'cb3ff0000000000000'],
    ['ä', 'a2c3a4'],
    [[1, [2]], '920191 02'.replace(' ', '')],
  ])('%s is %s', (value, bytes) => {
    expect(hex(encodeMessagePack(value))).toBe(bytes);
  });

  // The examples of FORMATS §5.2.
  test('a chunk of one unset parameter', () => {
    expect(hex(encodeObjectChunk([null], 1))).toBe('93c0a27c4f9101');
  });

  test('a chunk with unused rows', () => {
    expect(hex(encodeObjectChunk([toPy({ a: 1 })], 4))).toBe('9681a16101000000a27c4f9104');
  });

  test('long texts, lists and maps, whatever room they need', () => {
    const value = {
      text: 'x'.repeat(70_000),
      short: 'y'.repeat(40),
      middle: 'z'.repeat(300),
      list: Array.from({ length: 70_000 }, (_, index) => index * 3),
      map: Object.fromEntries(Array.from({ length: 20 }, (_, index) => [`k${index}`, index / 7])),
    };
    expect(decode(encodeMessagePack(toPy(value)))).toEqual(value);
  });

  test('an integer beyond 64 bits is refused, as by Python', () => {
    expect(() => encodeMessagePack(2n ** 64n)).toThrow(RangeError);
  });
});
