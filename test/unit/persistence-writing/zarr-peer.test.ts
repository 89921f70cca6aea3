import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { itemBytes } from '../../../electron/persistence/array-bytes.ts';
import { parseDtype } from '../../../electron/persistence/dtype.ts';
import { guessChunks } from '../../../electron/persistence/guess-chunks.ts';
import { HeldArray } from '../../../electron/persistence/held-array.ts';
import { type ArrayData, PyFloat, type PyValue } from '../../../electron/persistence/values.ts';
import { writeRecords } from '../../../electron/persistence/write-records.ts';
import { parameterStudy } from '../../../electron/sample/parameter-study.ts';
import { toPy } from '../../../electron/sample/plain.ts';
import { NO_ZARR_PYTHON, type PeerStore, PYTHON, readWithPeer } from '../../support/zarr-python.ts';
import { temporaryFolder } from '../sample/temporary-folder.ts';
import { created } from './created-workflow.ts';
import { QUICK, source } from './new-workflow.ts';

function peer(path: string): PeerStore {
  const [store] = readWithPeer([path]);
  if (store === undefined) throw new Error('zarr-python read nothing');
  return store;
}

const floats = (count: number): Float64Array =>
  Float64Array.from({ length: count }, (_, i) => i / 7 - 3);

const ARRAYS: readonly (readonly [dtype: string, shape: readonly number[], ArrayData['data']])[] = [
  ['<f8', [2, 3], floats(6)],
  ['>f8', [7], floats(7)],
  ['<f4', [5], Float32Array.from([0, -0, 1.5, Number.NaN, Number.POSITIVE_INFINITY])],
  ['<f2', [3], Float32Array.from([0.5, 65504, -2])],
  ['|b1', [3], Uint8Array.from([1, 0, 1])],
  ['|u1', [300, 2], Uint8Array.from({ length: 600 }, (_, i) => i % 251)],
  ['>i4', [4], Int32Array.from([-1, 2, 2147483647, -2147483648])],
  ['<i8', [2], BigInt64Array.of(-(2n ** 63n), 2n ** 53n + 1n)],
  ['<u8', [1], BigUint64Array.of(2n ** 64n - 1n)],
  ['<c16', [2], Float64Array.of(1, 2, 0, -0.5)],
  ['<M8[us]', [2], BigInt64Array.of(0n, -(2n ** 63n))],
  ['<U3', [3], ['a', 'bé', '☃☃☃']],
  ['|S4', [2], ['ab', 'cdef']],
  ['<f8', [], Float64Array.of(2.5)],
  ['<f4', [0, 3], new Float32Array(0)],
  ['<f8', [700, 300], floats(210_000)],
  ['<i2', [3, 40_000, 5], Int16Array.from({ length: 600_000 }, (_, i) => i % 30_000)],
];

describe('zarr-python', { timeout: 60_000 }, () => {
  test('reads the arrays we write as they were', async ({ skip }) => {
    if (PYTHON === undefined) return skip(NO_ZARR_PYTHON);
    const { store, path } = await created('zarr');
    for (const [dtype, shape, data] of ARRAYS) {
      await store.addParameterData(new HeldArray(dtype, shape, data), source());
    }
    const { items } = peer(path);
    for (const [index, [code, shape, data]] of ARRAYS.entries()) {
      const dtype = parseDtype(code);
      const little = parseDtype(code.replace('>', '<'));
      const bytes = itemBytes({ data, shape }, little);
      expect(items[`parameter_data/arrays/param_${index}/arr_0`]).toEqual({
        dtype: code,
        shape,
        chunks: guessChunks(shape, dtype.itemBytes),
        sha256: createHash('sha256').update(bytes).digest('hex'),
      });
    }
  });

  test('reads the rows and attributes we write as they were', async ({ skip }) => {
    if (PYTHON === undefined) return skip(NO_ZARR_PYTHON);
    const path = join(temporaryFolder(), 'w');
    const study = parameterStudy({ elements: 1200, iterations: 2 });
    await writeRecords(path, study, 'zarr', QUICK);
    const { attrs, items } = peer(path);
    expect(attrs).toMatchObject({ num_added_tasks: 1, loops: [{ num_added_iterations: 2 }] });
    const elements = items['element_data/task_0/elements'];
    const iterations = items['element_data/task_0/element_iters'];
    expect(elements).toHaveLength(1200);
    expect(iterations).toHaveLength(2400);
    expect(Array.isArray(elements) && elements[1199]).toEqual([
      [1199, 2399],
      0,
      [[0, 1199]],
      [
        [0, 0],
        [1, 0],
        [2, 0],
      ],
    ]);
    expect(items['element_data/task_0/EAR_times']).toMatchObject({
      dtype: '<M8[us]',
      shape: [2400, 2],
      chunks: [1, 2],
    });
    expect(items['parameter_data/base']).toHaveLength(study.parameters.length);
    expect(items['parameter_data/sources']).toHaveLength(study.parameters.length);
  });

  test('reads the values we write as they were', async ({ skip }) => {
    if (PYTHON === undefined) return skip(NO_ZARR_PYTHON);
    const values: readonly (readonly [PyValue, unknown])[] = [
      [new PyFloat(1), { float: '3ff0000000000000' }],
      [1, 1],
      [Number.NaN, { float: '7ff8000000000000' }],
      ['☃ é', '☃ é'],
      [toPy({ b: [null, true, []], a: {} }), { b: [null, true, []], a: {} }],
    ];
    const { store, path } = await created('zarr');
    for (const [value] of values) await store.addParameterData(value, source());
    await store.addUnsetParameterData(source());
    const rows = peer(path).items['parameter_data/base'];
    const lookup = { tuples: [], sets: [], arrays: [], masked_arrays: [] };
    expect(rows).toEqual([...values.map(([, data]) => ({ data, type_lookup: lookup })), null]);
  });

  test('chooses the chunks we choose', ({ skip }) => {
    if (PYTHON === undefined) return skip(NO_ZARR_PYTHON);
    const shapes = [[1], [0, 3], [1000], [100_000], [1_000_000], [2000, 3000], [1, 50_000_000]];
    shapes.push([300, 300, 300], [17, 1, 99_991, 3], [2 ** 31], [5, 5, 5, 5, 5, 5, 5, 5, 5]);
    const code =
      'import json,sys; from zarr.util import guess_chunks; ' +
      'print(json.dumps([[list(guess_chunks(tuple(s), n)) for n in (1, 2, 8, 16, 400)] ' +
      'for s in json.loads(sys.argv[1])]))';
    const text = execFileSync(PYTHON, ['-c', code, JSON.stringify(shapes)], { encoding: 'utf8' });
    expect(shapes.map((shape) => [1, 2, 8, 16, 400].map((n) => guessChunks(shape, n)))).toEqual(
      JSON.parse(text),
    );
  });
});
