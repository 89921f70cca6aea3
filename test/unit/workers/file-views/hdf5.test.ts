import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as h5wasm from 'h5wasm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { FileSource } from '../../../../electron/files/file-source.ts';
import { FolderReader } from '../../../../electron/files/folder-reader.ts';
import { ZipReader } from '../../../../electron/files/zip/zip-reader.ts';
import { fileHandlers } from '../../../../electron/workers/file-views/file-handlers.ts';
import { FileNodeSchema } from '../../../../shared/contract/file-views.ts';
import type { ValuePath } from '../../../../shared/contract/values.ts';
import { h5pyFile } from '../../../support/h5py-file.ts';
import { zipArchive } from '../../../support/zip-archive.ts';

const context = { signal: new AbortController().signal, reportProgress: () => undefined };
const workflowId = 'w';
/** 400 × 500 float64, in chunks of 100 × 100. */
const [ROWS, COLUMNS] = [400, 500];
let root = '';

beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), 'earshot-hdf5-'));
  writeFileSync(join(root, 'h5py.h5'), h5pyFile());
  const { FS: system } = await h5wasm.ready;
  const file = new h5wasm.File('/made.h5', 'w');
  const group = file.create_group('geometry');
  group.create_attribute('size', new Float64Array([1, 2.5]));
  group.create_dataset({
    name: 'stress',
    data: Float64Array.from({ length: ROWS * COLUMNS }, (_, at) => at),
    shape: [ROWS, COLUMNS],
    chunks: [100, 100],
    compression: 4,
  });
  group.create_dataset({ name: 'solver', data: 'spectral_basic' });
  group.create_dataset({ name: 'increments', data: 60 });
  for (let at = 0; at < 250; at += 1) file.create_group(`increment_${at}`);
  file.create_soft_link('/nowhere', 'lost');
  file.close();
  writeFileSync(join(root, 'made.h5'), system.readFile('/made.h5'));
  writeFileSync(join(root, 'broken.h5'), system.readFile('/made.h5').subarray(0, 3000));
});
afterAll(() => rmSync(root, { recursive: true }));

function asking(source: FileSource = new FolderReader(root)) {
  const handlers = fileHandlers(source);
  return {
    node: async (key: string, path: ValuePath = [], start = 0, stop = 200) =>
      FileNodeSchema.parse(
        await handlers['files.readNode'](
          { workflowId, key, as: 'hdf5', path, start, stop },
          context,
        ),
      ),
    window: async (
      key: string,
      path: ValuePath,
      selection: (number | { start: number; stop: number; step: number })[],
    ) => handlers['files.readArray']({ workflowId, key, path, selection }, context),
    statistics: async (key: string, path: ValuePath, lengths: readonly number[]) =>
      handlers['files.readArrayStatistics'](
        {
          workflowId,
          key,
          path,
          selection: lengths.map((stop) => ({ start: 0, stop, step: 1 })),
        },
        context,
      ),
  };
}

describe('an HDF5 file', () => {
  it('is a tree of groups, page by page, with attributes', async () => {
    const { node } = asking();
    const top = await node('made.h5', [], 0, 100);
    expect(top.total).toBe(252);
    expect(top.children).toHaveLength(100);
    const next = await node('made.h5', [], 200, 400);
    expect(next.start).toBe(200);
    expect(next.children).toHaveLength(52);
    expect(next.children.find(({ step }) => step === 'lost')?.summary).toMatchObject({
      kind: 'missing',
      text: 'leads to /nowhere, which is not there',
    });
    const geometry = await node('made.h5', ['geometry']);
    expect(geometry.attributes).toEqual([{ name: 'size', text: '[1.0, 2.5]' }]);
    expect(
      geometry.children.map(({ step, summary }) => [step, summary.kind, summary.text]),
    ).toEqual([
      ['increments', 'int', '60'],
      ['solver', 'str', "'spectral_basic'"],
      ['stress', 'array', 'float64 400 × 500'],
    ]);
    expect(geometry.children[2]?.summary.array).toMatchObject({
      shape: [ROWS, COLUMNS],
      chunks: [100, 100],
    });
  });

  it('gives windows and statistics of a dataset, as those of any array', async () => {
    const { window, statistics } = asking();
    const read = await window(
      'made.h5',
      ['geometry', 'stress'],
      [3, { start: 10, stop: 20, step: 4 }],
    );
    expect([...(read.numbers ?? [])]).toEqual([1510, 1514, 1518]);
    expect(read.shape).toEqual([3]);
    const all = await statistics('made.h5', ['geometry', 'stress'], [ROWS, COLUMNS]);
    expect(all).toMatchObject({ count: ROWS * COLUMNS, moments: { min: 0, max: 199_999 } });
  });

  it('is read by range: of a large dataset little more than the chunks in view', async () => {
    const folder = new FolderReader(root);
    let readBytes = 0;
    const counting = new Proxy(folder, {
      get(target, name) {
        if (name === 'tryReadRange') {
          return (key: string, offset: number, length: number) => {
            const bytes = target.tryReadRange(key, offset, length);
            readBytes += bytes?.length ?? 0;
            return bytes;
          };
        }
        const value: unknown = Reflect.get(target, name, target);
        return typeof value === 'function' ? value.bind(target) : value;
      },
    });
    const { FS: system } = await h5wasm.ready;
    const file = new h5wasm.File('/large.h5', 'w');
    file.create_dataset({
      name: 'x',
      data: new Float64Array(2_000_000).fill(1),
      shape: [2000, 1000],
    });
    file.close();
    writeFileSync(join(root, 'large.h5'), system.readFile('/large.h5'));
    system.unlink('/large.h5');
    const read = await asking(counting).window(
      'large.h5',
      ['x'],
      [1500, { start: 0, stop: 1000, step: 1 }],
    );
    expect(read.numbers?.every((item) => item === 1)).toBe(true);
    expect(readBytes).toBeLessThan(1_000_000);
  });

  it('reads what h5py writes', async () => {
    const { node, window } = asking();
    const all = { start: 0, stop: 2, step: 1 };
    const numbers = async (name: string) => [
      ...((await window('h5py.h5', [name], [all])).numbers ?? []),
    ];
    expect(await numbers('big_endian')).toEqual([1, -2]);
    expect(await numbers('truth')).toEqual([1, 0]);
    expect(await numbers('complex')).toEqual([1, 2, 3, -4]);
    expect((await window('h5py.h5', ['names'], [all])).texts).toEqual(['é', 'bb']);
    const { children } = await node('h5py.h5');
    const textOf = (name: string) => children.find(({ step }) => step === name)?.summary.text;
    expect(textOf('truth')).toBe('bool 2');
    expect(textOf('names')).toBe('str 2');
    expect(textOf('empty')).toBe('empty');
    expect(textOf('cell_to')).toBe('table of 2: label, entry');
    expect((await node('h5py.h5', ['complex'])).attributes).toEqual([
      { name: 'ok', text: 'True' },
      { name: 'unit', text: 'MPa' },
    ]);
  });

  it('shows records and ragged lists by row', async () => {
    const { node } = asking();
    const table = await node('h5py.h5', ['cell_to'], 1, 2);
    expect(table.total).toBe(2);
    expect(table.children.map(({ label, summary }) => [label, summary.text])).toEqual([
      ['1', "{'label': 'B', 'entry': 4}"],
    ]);
    expect((await node('h5py.h5', ['cell_to', 1, 'entry'])).summary.text).toBe('4');
    const ragged = await node('h5py.h5', ['ragged']);
    expect(ragged.children.map(({ summary }) => summary.text)).toEqual(['[1, 2, 3]', '[4]']);
  });

  it('says what cannot be read, and shows the rest', async () => {
    const { node, window } = asking();
    const all = { start: 0, stop: 1, step: 1 };
    await expect(window('h5py.h5', ['lzf'], [all])).rejects.toMatchObject({
      error: { code: 'unsupported-format', message: expect.stringContaining('filter lzf') },
    });
    await expect(window('h5py.h5', ['half'], [all])).rejects.toMatchObject({
      error: { code: 'unsupported-format', message: expect.stringContaining('floats of 2 bytes') },
    });
    await expect(node('broken.h5')).rejects.toMatchObject({ error: { code: 'corrupt-data' } });
    await expect(node('nothing.h5')).rejects.toMatchObject({ error: { code: 'not-found' } });
    await expect(node('made.h5', ['geometry', 'none'])).rejects.toMatchObject({
      error: { code: 'not-found' },
    });
  });

  it('is read anew when it was replaced, and within an archive', async () => {
    const { node } = asking();
    writeFileSync(join(root, 'changing.h5'), h5pyFile());
    expect((await node('changing.h5')).total).toBe(9);
    const { FS: system } = await h5wasm.ready;
    writeFileSync(join(root, 'changing.h5'), system.readFile('/made.h5'));
    expect((await node('changing.h5')).total).toBe(252);

    const archive = join(root, 'archive.zip');
    writeFileSync(archive, zipArchive([{ name: 'a/h5py.h5', text: h5pyFile(), isDeflated: true }]));
    const inside = asking(await ZipReader.open(archive));
    expect((await inside.node('a/h5py.h5', ['cell_to', 0, 'label'])).fullText).toBe('A');
  });
});
