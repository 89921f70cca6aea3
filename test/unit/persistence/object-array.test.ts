import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import * as zarr from 'zarrita';
import { FolderReader } from '../../../electron/files/folder-reader.ts';
import { encodeObjectChunk } from '../../../electron/persistence/msgpack-write.ts';
import { ObjectArray } from '../../../electron/persistence/object-array.ts';
import { RunTimesTable } from '../../../electron/persistence/run-times.ts';
import { PyFloat, type PyValue } from '../../../electron/persistence/values.ts';
import { ZarrArray } from '../../../electron/persistence/zarr-array.ts';
import { ZarrFiles } from '../../../electron/persistence/zarr-files.ts';
import { AppException } from '../../../shared/contract/errors.ts';
import { temporaryFolder } from '../sample/temporary-folder.ts';
import {
  hasSharedWorkflows,
  sharedWorkflowNames,
  sharedWorkflowPath,
} from '../shared-workflows.ts';
import { COMPRESSORS, type CompressorName, compressed, writeRawArray } from './raw-zarr.ts';

const FILTERS = [{ id: 'msgpack2', raw: false, use_bin_type: true, use_single_float: false }];

/** One row per chunk, some of them larger than Blosc leaves as they are. */
const ROWS: readonly PyValue[] = [
  null,
  new Map<string, PyValue>([['data', new PyFloat(1)]]),
  new Map<string, PyValue>([['data', 'x'.repeat(500)]]),
  [1, [2, 9007199254740993n]],
  0,
];

async function written(
  name: CompressorName,
  chunkRows = 1,
): Promise<{ folder: string; reader: FolderReader }> {
  const folder = temporaryFolder();
  await writeRawArray(join(folder, 'base'), {
    dtype: '|O',
    shape: [ROWS.length],
    chunks: [chunkRows],
    compressor: name,
    filters: FILTERS,
    item: () => new Uint8Array(),
    isMissing: () => true,
  });
  for (let chunk = 0; chunk * chunkRows < ROWS.length; chunk += 1) {
    const rows = ROWS.slice(chunk * chunkRows, (chunk + 1) * chunkRows);
    const bytes = await compressed(name, encodeObjectChunk(rows, chunkRows));
    writeFileSync(join(folder, 'base', String(chunk)), bytes);
  }
  return { folder, reader: new FolderReader(folder) };
}

async function opened(reader: FolderReader, path = 'base'): Promise<ObjectArray> {
  const array = await ObjectArray.open(reader, path);
  if (array === undefined) throw new Error('no array');
  return array;
}

/** All rows through nothing but zarrita. */
async function throughZarrita(reader: FolderReader, path: string): Promise<unknown> {
  const location = zarr.root(new ZarrFiles(reader, false)).resolve(path);
  const array = await zarr.open.v2(location, { kind: 'array' });
  return array.shape[0] === 0 ? [] : (await zarr.get(array)).data;
}

async function directly(array: ObjectArray): Promise<PyValue[]> {
  const rows: PyValue[] = [];
  await array.eachRow(Array(array.length).keys(), (index, value) => {
    if (value instanceof AppException) throw value;
    rows[index] = value;
  });
  return rows;
}

describe('object arrays', () => {
  test.each(Object.keys(COMPRESSORS) as CompressorName[])(
    'are the same directly, by chunk and through zarrita: %s',
    async (name) => {
      const { reader } = await written(name);
      const array = await opened(reader);
      const byRow = await Promise.all(ROWS.map((_, index) => array.row(index)));
      expect(byRow).toEqual(ROWS);
      expect(await directly(array)).toEqual(ROWS);
      expect(await throughZarrita(reader, '/base')).toEqual(ROWS);
    },
  );

  test('T12: the last chunk is full, its unused rows are none of the array', async () => {
    const { reader } = await written('blosc lz4', 3);
    const array = await opened(reader);
    expect([await array.chunk(0), await array.chunk(1)]).toEqual([ROWS.slice(0, 3), ROWS.slice(3)]);
    expect(await array.row(4)).toBe(0);
    const lazy = await array.lazyChunk(1);
    expect([lazy?.row(0), lazy?.row(1), lazy?.row(2)]).toEqual([ROWS[3], ROWS[4], 0]);
    expect(await array.lazyChunk(2)).toBeUndefined();
    expect(await throughZarrita(reader, '/base')).toEqual(ROWS);
  });

  test('a chunk that is not there reads as 0, directly and through zarrita', async () => {
    const folder = temporaryFolder();
    await writeRawArray(join(folder, 'base'), {
      dtype: '|O',
      shape: [2],
      chunks: [1],
      compressor: 'blosc lz4',
      filters: FILTERS,
      item: () => new Uint8Array(),
      isMissing: () => true,
    });
    const reader = new FolderReader(folder);
    const array = await opened(reader);
    expect([await array.row(0), await directly(array)]).toEqual([0, [0, 0]]);
    expect(await throughZarrita(reader, '/base')).toEqual([0, 0]);
  });

  test('a broken chunk is one error, the other rows are read', async () => {
    const { reader, folder } = await written('blosc lz4');
    writeFileSync(join(folder, 'base', '1'), 'broken');
    const array = await opened(reader);
    const found: string[] = [];
    await array.eachRow([0, 1, 2], (index, value) => {
      found[index] = value instanceof AppException ? value.message : 'read';
    });
    expect(found).toEqual(['read', expect.stringContaining('base/1'), 'read']);
    await expect(array.row(1)).rejects.toMatchObject({ error: { file: 'base/1' } });
  });

  test('other arrays and none at all are told apart', async () => {
    const folder = temporaryFolder();
    await writeRawArray(join(folder, 'n'), {
      dtype: '<i4',
      shape: [1],
      chunks: [1],
      item: () => new Uint8Array(4),
    });
    const reader = new FolderReader(folder);
    await expect(ObjectArray.open(reader, 'n')).rejects.toThrow('no list of MessagePack objects');
    expect(await ObjectArray.open(reader, 'nowhere')).toBeUndefined();
  });
});

describe('run times', () => {
  const NAT = -(2n ** 63n);
  const rows = [
    [1682935200123456n, NAT],
    [-1n, 9007199254740991n],
    [NAT, NAT],
    [0n, 1n],
  ];
  const times = [
    [1682935200123456, null],
    [-1, 9007199254740991],
    [null, null],
    [0, 1],
  ];

  async function table(chunks: readonly number[], dtype = '<M8[us]'): Promise<RunTimesTable> {
    const folder = temporaryFolder();
    await writeRawArray(join(folder, 'EAR_times'), {
      dtype,
      shape: [4, 2],
      chunks,
      compressor: 'blosc lz4',
      fill: NAT,
      isMissing: ([row]) => chunks[0] === 1 && row === 2,
      item: ([row = 0, column = 0]) => {
        const bytes = new Uint8Array(8);
        new DataView(bytes.buffer).setBigInt64(0, rows[row]?.[column] ?? 0n, dtype[0] === '<');
        return bytes;
      },
    });
    const reader = new FolderReader(folder);
    const found = await RunTimesTable.open(reader, 'EAR_times');
    if (found === undefined) throw new Error('no table');
    return found;
  }

  test.each([
    [[1, 2], '<M8[us]'],
    [[3, 2], '<M8[us]'],
    [[2, 1], '<M8[us]'],
    [[1, 2], '>M8[us]'],
  ] as const)(
    'are read with chunks %j of %s, T24: those beyond the array are none',
    async (chunks, dtype) => {
      const read = await (await table(chunks, dtype)).read([0, 1, 2, 3, 4, -1]);
      expect([...read.values()]).toEqual([...times, [null, null], [null, null]]);
      const few = await (await table(chunks, dtype)).read([3]);
      expect(few.get(3)).toEqual([0, 1]);
    },
  );
});

describe.skipIf(!hasSharedWorkflows)('the direct paths, on every real Zarr store', () => {
  const names = sharedWorkflowNames('gen1-').filter((name) => name.includes('-zarr-'));
  test.each(names)(
    '%s reads as through zarrita',
    async (name) => {
      const reader = new FolderReader(sharedWorkflowPath(name));
      const base = await opened(reader, 'parameter_data/base');
      expect(await directly(base)).toEqual(await throughZarrita(reader, '/parameter_data/base'));
      for (const group of reader.tryListNames('element_data') ?? []) {
        for (const name of ['elements', 'element_iters']) {
          const array = await ObjectArray.open(reader, `element_data/${group}/${name}`);
          if (array === undefined || array.length === 0) continue;
          const chunk = await array.lazyChunk(0);
          const rows = Array.from({ length: Math.min(array.length, array.chunkRows) }, (_, i) =>
            chunk?.row(i),
          );
          expect(rows).toEqual(await array.chunk(0));
        }
        const path = `element_data/${group}/EAR_times`;
        const table = await RunTimesTable.open(reader, path);
        const data = (await ZarrArray.open(reader, path)?.read())?.data;
        if (table === undefined || !(data instanceof BigInt64Array)) continue;
        const read = await table.read([...Array(table.length).keys()]);
        const expected = Array.from(data, (time) => (time === -(2n ** 63n) ? null : Number(time)));
        expect([...read.values()].flat()).toEqual(expected);
      }
    },
    30_000,
  );
});
