import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { type ArrayFormat, arrayFile } from '../../../../renderer/visuals/array-file.ts';
import { cOrderBlocks } from '../../../../renderer/visuals/c-order-blocks.ts';
import type { ArrayWindow } from '../../../../shared/contract/values.ts';
import { arrayWindow } from './array-windows.ts';

const range = (stop: number, start = 0) => ({ start, stop, step: 1 });

function written(format: ArrayFormat, windows: readonly ArrayWindow[], shape: number[]): Buffer {
  const [first] = windows;
  if (first === undefined) throw new Error('no window');
  const file = arrayFile(
    format,
    first.info,
    shape.map((length) => range(length)),
  );
  if (file === undefined) throw new Error('not in this format');
  const parts = [file.head, ...windows.map((one, at) => file.block(one, at === 0)), file.tail];
  return Buffer.concat(parts.map((part) => Buffer.from(part)));
}

test('NPY has the header of numpy.save and the items after it', () => {
  const bytes = written('npy', [arrayWindow('<f4', 'float32', [2], Float32Array.of(1.5, -2))], [2]);
  // numpy.save of float32 [1.5, -2]: 128 bytes of header, then 0000c03f 000000c0.
  expect(bytes.length).toBe(128 + 8);
  expect(bytes.subarray(0, 10).toString('hex')).toBe('934e554d505901007600');
  expect(bytes.subarray(10, 128).toString('latin1')).toBe(
    `${"{'descr': '<f4', 'fortran_order': False, 'shape': (2,), }".padEnd(117)}\n`,
  );
  expect(bytes.subarray(128).toString('hex')).toBe('0000c03f000000c0');
});

/** dtype, shape and items of a file, as NumPy reads it; without NumPy, by what the header says. */
function readNpy(bytes: Buffer): { dtype: string; shape: number[]; items: number[] } {
  const folder = mkdtempSync(join(tmpdir(), 'earshot-npy-'));
  try {
    const file = join(folder, 'a.npy');
    writeFileSync(file, bytes);
    const code =
      'import json,sys,numpy as n; a=n.load(sys.argv[1]); print(json.dumps({"dtype":a.dtype.str,"shape":a.shape,"items":a.ravel().view(a.real.dtype).tolist()}))';
    const { status, stdout } = spawnSync('python3', ['-c', code, file], { encoding: 'utf8' });
    if (status === 0) return JSON.parse(stdout);
  } finally {
    rmSync(folder, { recursive: true });
  }
  const header = bytes.subarray(10, 10 + bytes.readUInt16LE(8)).toString('latin1');
  const [, dtype = '', dims = ''] = /'descr': '(.+?)'.*'shape': \((.*?)\)/.exec(header) ?? [];
  const shape = dims.split(',').flatMap((part) => (part.trim() === '' ? [] : Number(part)));
  const rest = Uint8Array.from(bytes.subarray(10 + header.length)).buffer;
  const items = { '<f8': Float64Array, '<c8': Float32Array, '<u2': Uint16Array, '|b1': Uint8Array };
  const Items = items[dtype as keyof typeof items];
  return { dtype, shape, items: [...new Items(rest)].map(Number) };
}

test.each([
  ['<f8', 'float64', [2, 3], Float64Array.of(1, 2, 3, 4, 5, -0.5)],
  ['>u2', 'uint16', [3], Uint16Array.of(1, 256, 65_535)],
  ['<c8', 'complex64', [1, 1], Float32Array.of(1.5, -2)],
  ['<f8', 'float64', [], Float64Array.of(7.25)],
] as const)('NPY of %s %s %j is read back by NumPy', (dtype, name, shape, numbers) => {
  const window = arrayWindow(dtype, name, [...shape], numbers);
  const read = readNpy(written('npy', [window], [...shape]));
  expect(read).toEqual({ dtype: dtype.replace('>', '<'), shape, items: [...numbers] });
});

test('64-bit integers keep every digit', () => {
  const { info } = arrayWindow('<i8', 'int64', [1], new Float64Array(0));
  const texts = { info, shape: [1], texts: ['-9223372036854775808'] };
  expect(written('npy', [texts], [1]).readBigInt64LE(128)).toBe(-(2n ** 63n));
});

test('CSV goes on over blocks, row by row', () => {
  const blocks = [Float64Array.of(1, 2.5, 3), Float64Array.of(4, Number.NaN, 1e300)];
  const windows = blocks.map((numbers) => arrayWindow('<f8', 'float64', [1, 3], numbers));
  expect(written('csv', windows, [2, 3]).toString()).toBe('1.0,2.5,3.0\n4.0,nan,1e+300\n');
});

test('JSON is JSON, also of NaN, and leaves out what is masked', () => {
  const numbers = Float64Array.of(0.1, Number.NaN, 7);
  const window = { ...arrayWindow('<f8', 'float64', [3], numbers), mask: Uint8Array.of(0, 0, 1) };
  expect(JSON.parse(written('json', [window, window], [6]).toString())).toEqual({
    dtype: 'float64',
    shape: [6],
    data: [0.1, 'nan', null, 0.1, 'nan', null],
  });
});

test('blocks follow each other in C order and cover everything once', () => {
  const blocks = cOrderBlocks([range(5), 2, range(6)], [2, 4, 3], 12);
  expect(blocks).toEqual([
    [range(2), 2, range(6)],
    [range(4, 2), 2, range(6)],
    [range(5, 4), 2, range(6)],
  ]);
  const narrow = cOrderBlocks([range(2), range(5)], [1, 2], 4);
  expect(narrow).toEqual([
    [range(1), range(4)],
    [range(1), range(5, 4)],
    [range(2, 1), range(4)],
    [range(2, 1), range(5, 4)],
  ]);
});
