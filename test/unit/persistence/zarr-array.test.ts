import { mkdirSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { FolderReader } from '../../../electron/files/folder-reader.ts';
import type { ArrayData, ArraySelection } from '../../../electron/persistence/values.ts';
import { ZarrArray } from '../../../electron/persistence/zarr-array.ts';
import { AppException } from '../../../shared/contract/errors.ts';
import { temporaryFolder } from '../sample/temporary-folder.ts';
import {
  COMPRESSORS,
  type CompressorName,
  positions,
  type RawArray,
  writeRawArray,
} from './raw-zarr.ts';

async function written(array: RawArray): Promise<{ array: ZarrArray; folder: string }> {
  const root = temporaryFolder();
  await writeRawArray(join(root, 'arrays', 'a'), array);
  const opened = ZarrArray.open(new FolderReader(root), 'arrays/a');
  if (opened === undefined) throw new Error('not written');
  return { array: opened, folder: join(root, 'arrays', 'a') };
}

async function read(array: RawArray, selection?: ArraySelection): Promise<ArrayData> {
  return (await written(array)).array.read(selection);
}

async function codeOf(call: () => Promise<unknown>): Promise<string> {
  const error: unknown = await call().then(
    () => 'no error',
    (thrown: unknown) => thrown,
  );
  return error instanceof AppException ? error.error.code : String(error);
}

type Setter = (view: DataView, value: number, little: boolean) => void;

/** dtype → item bytes, how a number is written, and what it reads as. */
const NUMBERS: Readonly<Record<string, readonly [number, Setter, (value: number) => unknown]>> = {
  i1: [1, (v, n) => v.setInt8(0, n), (n) => n],
  u1: [1, (v, n) => v.setUint8(0, n), (n) => n & 0xff],
  i2: [2, (v, n, l) => v.setInt16(0, n, l), (n) => n],
  u2: [2, (v, n, l) => v.setUint16(0, n, l), (n) => n & 0xffff],
  i4: [4, (v, n, l) => v.setInt32(0, n, l), (n) => n],
  u4: [4, (v, n, l) => v.setUint32(0, n, l), (n) => n >>> 0],
  i8: [8, (v, n, l) => v.setBigInt64(0, BigInt(n), l), (n) => BigInt(n)],
  u8: [8, (v, n, l) => v.setBigUint64(0, BigInt(n), l), (n) => BigInt.asUintN(64, BigInt(n))],
  f4: [4, (v, n, l) => v.setFloat32(0, n / 4, l), (n) => n / 4],
  f8: [8, (v, n, l) => v.setFloat64(0, n / 3, l), (n) => n / 3],
};

function numbers(
  code: string,
  over: Partial<RawArray> = {},
): { array: RawArray; expected: unknown[] } {
  const [bytes, set, reads] = NUMBERS[code.slice(1)] ?? [0, () => undefined, () => undefined];
  const shape = over.shape ?? [3, 5];
  const valueAt = (index: readonly number[]): number => {
    const at = index.reduce((sum, i, axis) => sum * (shape[axis] ?? 1) + i, 0);
    return at % 2 === 0 ? at : -at;
  };
  const item = (index: readonly number[]): Uint8Array => {
    const buffer = new Uint8Array(bytes);
    set(new DataView(buffer.buffer), valueAt(index), !code.startsWith('>'));
    return buffer;
  };
  const array = { dtype: code, shape, chunks: [2, 2], item, ...over };
  return { array, expected: [...positions(shape)].map((index) => reads(valueAt(index))) };
}

describe('numeric arrays', () => {
  const codes = [
    '|i1',
    '|u1',
    ...['i2', 'u2', 'i4', 'u4', 'i8', 'u8', 'f4', 'f8'].flatMap((c) => [`<${c}`, `>${c}`]),
  ];

  for (const order of ['C', 'F'] as const) {
    test.each(codes)(`%s in ${order} order, with ragged chunks`, async (code) => {
      const { array, expected } = numbers(code, { order, compressor: 'blosc lz4' });
      const { data, shape } = await read(array);
      expect([...data]).toEqual(expected);
      expect(shape).toEqual([3, 5]);
    });
  }

  test.each(Object.keys(COMPRESSORS) as CompressorName[])('compressed with %s', async (name) => {
    const shape = [40, 50];
    const { array, expected } = numbers('<f8', { shape, chunks: [16, 50], compressor: name });
    expect([...(await read(array)).data]).toEqual(expected);
  });

  test('one, three and four dimensions', async () => {
    for (const [shape, chunks] of [
      [[7], [3]],
      [
        [2, 3, 4],
        [2, 2, 3],
      ],
      [
        [2, 1, 3, 2],
        [1, 1, 3, 2],
      ],
    ] as const) {
      for (const order of ['C', 'F'] as const) {
        const { array, expected } = numbers('<i4', { shape, chunks, order });
        expect([...(await read(array)).data]).toEqual(expected);
      }
    }
  });

  test('no dimensions and no items', async () => {
    const point = numbers('<f8', { shape: [], chunks: [] });
    expect(await read(point.array)).toEqual({ shape: [], data: new Float64Array([0]) });
    const empty = numbers('<f8', { shape: [0, 3], chunks: [1, 3] });
    expect(await read(empty.array)).toEqual({ shape: [0, 3], data: new Float64Array(0) });
    const wide = numbers('>i8', { shape: [], chunks: [], compressor: 'zlib' });
    expect(await read(wide.array)).toEqual({ shape: [], data: new BigInt64Array([0n]) });
  });

  test('chunks in folders of their own', async () => {
    const { array, expected } = numbers('<i2', { separator: '/' });
    expect([...(await read(array)).data]).toEqual(expected);
  });
});

const bytesOf = (size: number, set: (view: DataView) => void): Uint8Array => {
  const buffer = new Uint8Array(size);
  set(new DataView(buffer.buffer));
  return buffer;
};

describe('dtypes zarrita does not know', () => {
  const oneRow = (
    dtype: string,
    items: readonly Uint8Array[],
    over: Partial<RawArray> = {},
  ): RawArray => ({
    dtype,
    shape: [items.length],
    chunks: [2],
    compressor: 'blosc lz4',
    item: ([at = 0]) => items[at] ?? new Uint8Array(),
    ...over,
  });

  test('<M8[us] and >M8[us] with NaT', async () => {
    const times = [1682935200123456n, -(2n ** 63n), 0n];
    for (const [code, little] of [
      ['<M8[us]', true],
      ['>M8[us]', false],
    ] as const) {
      const items = times.map((time) => bytesOf(8, (view) => view.setBigInt64(0, time, little)));
      const { data } = await read(oneRow(code, items, { fill: -(2n ** 63n) }));
      expect([...data]).toEqual(times);
    }
  });

  test('bool', async () => {
    const items = [1, 0, 1, 255].map((value) => Uint8Array.of(value));
    expect(await read(oneRow('|b1', items))).toEqual({
      shape: [4],
      data: Uint8Array.of(1, 0, 1, 1),
    });
  });

  test('float16, widened', async () => {
    // 1.5, -2, the smallest above zero, infinity, not a number, 65504
    const bits = [0x3e00, 0xc000, 0x0001, 0x7c00, 0x7e01, 0x7bff];
    for (const [code, little] of [
      ['<f2', true],
      ['>f2', false],
    ] as const) {
      const items = bits.map((half) => bytesOf(2, (view) => view.setUint16(0, half, little)));
      const { data } = await read(oneRow(code, items));
      expect(data).toEqual(Float32Array.of(1.5, -2, 2 ** -24, Infinity, Number.NaN, 65504));
    }
  });

  test('complex64 and complex128, interleaved', async () => {
    const values = [
      [1, 2],
      [3.5, -1],
      [0, Number.NaN],
    ] as const;
    for (const little of [true, false]) {
      const order = little ? '<' : '>';
      const small = values.map(([re, im]) =>
        bytesOf(8, (view) => {
          view.setFloat32(0, re, little);
          view.setFloat32(4, im, little);
        }),
      );
      const large = values.map(([re, im]) =>
        bytesOf(16, (view) => {
          view.setFloat64(0, re, little);
          view.setFloat64(8, im, little);
        }),
      );
      expect((await read(oneRow(`${order}c8`, small))).data).toEqual(
        Float32Array.from(values.flat()),
      );
      expect((await read(oneRow(`${order}c16`, large))).data).toEqual(
        Float64Array.from(values.flat()),
      );
    }
  });

  test('texts: ends cut off, other NULs kept, wrong code points replaced', async () => {
    const texts = ['a', 'bb', 'çé', '😀z', 'a\0b', ''];
    for (const little of [true, false]) {
      const encode = (text: string): Uint8Array =>
        bytesOf(12, (view) =>
          [...text].forEach((c, i) => {
            view.setUint32(i * 4, c.codePointAt(0) ?? 0, little);
          }),
        );
      const items = [...texts.map(encode), bytesOf(12, (view) => view.setUint32(0, 0x7fffffff))];
      const { data } = await read(oneRow(little ? '<U3' : '>U3', items, { fill: '' }));
      expect(data).toEqual([...texts, '\ufffd']);
    }
  });

  test('bytes', async () => {
    const items = ['ab', 'abc', 'é'].map((text) =>
      Buffer.concat([Buffer.from(text), Buffer.alloc(3)]).subarray(0, 3),
    );
    expect((await read(oneRow('|S3', items))).data).toEqual(['ab', 'abc', 'é']);
  });

  test('complex numbers in Fortran order', async () => {
    const item = ([row = 0, column = 0]: readonly number[]): Uint8Array =>
      bytesOf(16, (view) => {
        view.setFloat64(0, row, true);
        view.setFloat64(8, column, true);
      });
    const array: RawArray = { dtype: '<c16', shape: [2, 3], chunks: [2, 2], order: 'F', item };
    expect((await read(array)).data).toEqual(Float64Array.of(0, 0, 0, 1, 0, 2, 1, 0, 1, 1, 1, 2));
  });
});

describe('chunks that are not there', () => {
  const base = { shape: [4], chunks: [2], isMissing: ([at]: readonly number[]) => at === 1 };

  test.each([
    ['<f8', 1.5, 1.5],
    ['<f8', 'NaN', Number.NaN],
    ['<f8', '-Infinity', Number.NEGATIVE_INFINITY],
    ['<f4', null, 0],
    ['>i4', 7, 7],
    ['<i8', 7, 7n],
    ['<u8', 255, 255n],
    ['|u1', 9, 9],
    ['<i8', null, 0n],
  ] as const)('of %s read as the fill value %s', async (code, fill, expected) => {
    const { array } = numbers(code, { ...base, fill, compressor: 'blosc lz4' });
    expect([...(await read(array)).data].slice(2)).toEqual([expected, expected]);
  });

  test('of times read as NaT, of complex numbers and texts as what is given', async () => {
    const zero = (size: number) => () => new Uint8Array(size);
    const time = await read({
      ...base,
      dtype: '<M8[us]',
      fill: -(2n ** 63n),
      item: zero(8),
    });
    expect([...time.data].slice(2)).toEqual([-(2n ** 63n), -(2n ** 63n)]);
    const complex = await read({ ...base, dtype: '<c16', fill: [1.5, -2], item: zero(16) });
    expect([...complex.data].slice(4)).toEqual([1.5, -2, 1.5, -2]);
    const text = await read({ ...base, dtype: '<U2', fill: 'é', item: zero(8) });
    expect([...text.data].slice(2)).toEqual(['é', 'é']);
    const half = await read({ ...base, dtype: '>f2', fill: 2.5, item: zero(2) });
    expect([...half.data].slice(2)).toEqual([2.5, 2.5]);
    const flag = await read({ ...base, dtype: '|b1', fill: true, item: zero(1) });
    expect([...flag.data].slice(2)).toEqual([1, 1]);
  });
});

describe('windows', () => {
  const { array, expected } = numbers('<i4', { shape: [9, 7], chunks: [4, 3] });
  const at = (row: number, column: number): unknown => expected[row * 7 + column];

  test('give the items asked for', async () => {
    const part = await read(array, [
      { start: 1, stop: 9, step: 3 },
      { start: 2, stop: 5, step: 1 },
    ]);
    expect(part.shape).toEqual([3, 3]);
    expect([...part.data]).toEqual([1, 4, 7].flatMap((row) => [2, 3, 4].map((c) => at(row, c))));
    const line = await read(array, [8, { start: 0, stop: 100, step: 2 }]);
    expect(line.shape).toEqual([4]);
    expect([...line.data]).toEqual([0, 2, 4, 6].map((column) => at(8, column)));
    expect(await read(array, [3, 3])).toEqual({ shape: [], data: Int32Array.of(Number(at(3, 3))) });
    const none = await read(array, [{ start: 5, stop: 5, step: 1 }, 0]);
    expect(none).toEqual({ shape: [0], data: new Int32Array(0) });
  });

  test('read no chunk that is not needed', async () => {
    const { array: opened, folder } = await written(array);
    for (const name of readdirSync(folder)) {
      if (name !== '.zarray' && name !== '1.1') writeFileSync(join(folder, name), 'broken');
    }
    const window = [
      { start: 4, stop: 8, step: 1 },
      { start: 3, stop: 6, step: 1 },
    ] as const;
    const { data } = await opened.read(window);
    expect(data[0]).toBe(at(4, 3));
    expect(await codeOf(() => opened.read())).toBe('corrupt-data');
  });

  test.each([
    [[0]],
    [[0, 7]],
    [[-1, 0]],
    [[0.5, 0]],
    [[0, { start: 0, stop: 2, step: 0 }]],
    [[0, { start: -1, stop: 2, step: 1 }]],
  ] as const)('that do not fit are refused: %j', async (selection) => {
    expect(await codeOf(() => read(array, selection))).toBe('invalid-request');
  });
});

describe('broken arrays', () => {
  test('a chunk of the wrong length, an empty one and a broken one are named', async () => {
    const { array } = numbers('<f8', { shape: [4], chunks: [2], compressor: 'blosc lz4' });
    for (const bytes of ['', 'not a frame at all', Buffer.alloc(40)]) {
      const { array: opened, folder } = await written(array);
      writeFileSync(join(folder, '1'), bytes);
      await expect(opened.read()).rejects.toMatchObject({
        error: { code: 'corrupt-data', file: expect.stringContaining('arrays/a') },
      });
    }
    const { array: opened, folder } = await written({ ...array, compressor: 'none' });
    writeFileSync(join(folder, '1'), Buffer.alloc(15));
    expect(await codeOf(() => opened.read())).toBe('corrupt-data');
  });

  test.each([
    [{ dtype: '<f16' }, 'unsupported-format'],
    [{ dtype: '|V8' }, 'unsupported-format'],
    [{ dtype: [['a', '<f8']] }, 'unsupported-format'],
    [{ shape: [2 ** 40], chunks: [1] }, 'too-large'],
    [{ filters: [{ id: 'astype' }] }, 'unsupported-format'],
  ])('%j cannot be read', async (over, code) => {
    const { array } = numbers('<f8', { shape: [2], chunks: [2] });
    const root = temporaryFolder();
    await writeRawArray(join(root, 'a'), array);
    const text = JSON.stringify({
      zarr_format: 2,
      dtype: '<f8',
      shape: [2],
      chunks: [2],
      order: 'C',
      compressor: null,
      fill_value: 0,
      filters: null,
      ...over,
    });
    writeFileSync(join(root, 'a', '.zarray'), text);
    const opened = ZarrArray.open(new FolderReader(root), 'a');
    expect(await codeOf(async () => opened?.read())).toBe(code);
  });

  test.each([
    '{',
    '[]',
    '{"zarr_format": 3}',
    '{"zarr_format": 2, "shape": [2], "chunks": [0], "dtype": "<f8", "order": "C"}',
    '{"zarr_format": 2, "shape": [2], "chunks": [1, 1], "dtype": "<f8", "order": "C"}',
    '{"zarr_format": 2, "shape": [-1], "chunks": [1], "dtype": "<f8", "order": "C"}',
    '{"zarr_format": 2, "shape": [1], "chunks": [1], "dtype": "<f8", "order": "A"}',
  ])('the description %s is refused', (text) => {
    const root = temporaryFolder();
    mkdirSync(join(root, 'a'));
    writeFileSync(join(root, 'a', '.zarray'), text);
    expect(() => ZarrArray.open(new FolderReader(root), 'a')).toThrow(AppException);
  });

  test('chunks that are links out of the folder are refused', async () => {
    const { array } = numbers('<f8', { shape: [2], chunks: [2] });
    const { array: opened, folder } = await written({ ...array, isMissing: () => true });
    const secret = join(temporaryFolder(), 'secret');
    writeFileSync(secret, Buffer.alloc(16));
    symlinkSync(secret, join(folder, '0'));
    expect(await codeOf(() => opened.read())).toBe('refused');
  });
});
