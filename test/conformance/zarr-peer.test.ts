import { createHash } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { FolderReader } from '../../electron/files/folder-reader.ts';
import { itemBytes } from '../../electron/persistence/array-bytes.ts';
import { parseArrayLayout } from '../../electron/persistence/array-layout.ts';
import { parseDtype } from '../../electron/persistence/dtype.ts';
import { RUN_DIRECTORY_FIELDS } from '../../electron/persistence/flat/formats.ts';
import { RowArray } from '../../electron/persistence/flat/row-array.ts';
import { readStructured } from '../../electron/persistence/flat/structured-array.ts';
import { readIntegerLists } from '../../electron/persistence/flat/vlen-arrays.ts';
import { writeFlatWorkflow } from '../../electron/persistence/flat-writing/write-flat.ts';
import { openPersistentStore } from '../../electron/persistence/open-persistent-store.ts';
import { readRecords } from '../../electron/persistence/read-records.ts';
import { isDict, isList, PyFloat, type PyValue } from '../../electron/persistence/values.ts';
import { writeRecords } from '../../electron/persistence/write-records.ts';
import { ZarrArray } from '../../electron/persistence/zarr-array.ts';
import { createSampleWorkflow } from '../../electron/sample/sample-workflow.ts';
import { createGen1Study } from '../support/gen1-study.ts';
import { readFlat } from '../support/read-flat.ts';
import { NO_ZARR_PYTHON, PYTHON, readWithPeer } from '../support/zarr-python.ts';
import { temporaryFolder } from '../unit/sample/temporary-folder.ts';
import {
  hasSharedWorkflows,
  sharedWorkflowNames,
  sharedWorkflowPath,
} from '../unit/shared-workflows.ts';

const OPTIONS = { isSynced: false, retry: { waitsMs: [] } };
/** Every so many of the real workflows. */
const STEP = 12;

/** As zarr_peer.py prints values. */
function plain(value: PyValue): unknown {
  if (value instanceof PyFloat) return plainFloat(value.value);
  if (typeof value === 'number') return Number.isInteger(value) ? value : plainFloat(value);
  if (typeof value === 'bigint') return { int: String(value) };
  if (isList(value)) return value.map(plain);
  if (!isDict(value)) return value;
  return Object.fromEntries([...value].map(([key, item]) => [key, plain(item)]));
}

function plainFloat(value: number): unknown {
  const bytes = Buffer.alloc(8);
  bytes.writeDoubleBE(value);
  return { float: bytes.toString('hex') };
}

/** Rows of objects; of two dimensions as lists of lists, cells without a row being 0. */
async function objectRows(reader: FolderReader, path: string, columns: number | undefined) {
  const array = await RowArray.open(reader, path);
  const rows: unknown[] = [];
  for (let i = 0; i < (array?.length ?? 0); i += 1) rows.push(plain((await array?.row(i)) ?? null));
  if (columns === undefined) return rows;
  const count = Math.ceil(rows.length / columns);
  return Array.from({ length: count }, (_, row) =>
    Array.from({ length: columns }, (__, column) => rows[row * columns + column] ?? 0),
  );
}

/** Records of unsigned integers, packed as they are stored. */
async function recordsAsPeer(reader: FolderReader, path: string, chunks: readonly number[]) {
  const { length = 0, columns = new Map() } = (await readStructured(reader, path)) ?? {};
  const fields = RUN_DIRECTORY_FIELDS.map(([name, dtype]) => ({
    items: columns.get(name) ?? new Uint32Array(),
    sizeBytes: Number(dtype.slice(-1)),
  }));
  const rowBytes = fields.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
  const bytes = Buffer.alloc(rowBytes * length);
  let at = 0;
  for (let row = 0; row < length; row += 1) {
    for (const { items, sizeBytes } of fields) {
      at = bytes.writeUIntLE(items[row] ?? 0, at, sizeBytes);
    }
  }
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  return { dtype: `|V${rowBytes}`, shape: [length], chunks, sha256 };
}

/** As zarr_peer.py prints an array, read by our own reader. */
async function asPeer(reader: FolderReader, path: string): Promise<unknown> {
  const file = `${path}/.zarray`;
  const layout = parseArrayLayout(reader.readFile(file), file);
  if (layout.filters[0]?.id === 'vlen-array') return readIntegerLists(reader, path);
  if (layout.dtype === '|O') return objectRows(reader, path, layout.shape[1]);
  if (layout.dtype.startsWith('[')) return recordsAsPeer(reader, path, layout.chunks);
  const array = ZarrArray.open(reader, path);
  if (array === undefined) return undefined;
  const { dtype, shape, chunks } = array;
  const bytes = itemBytes(await array.read(), parseDtype(dtype.replace('>', '<')));
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  return { dtype, shape, chunks, sha256 };
}

function arraysIn(path: string): string[] {
  return readdirSync(path, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('/.zarray') && !name.startsWith('artifacts'))
    .map((name) => name.slice(0, -'/.zarray'.length));
}

/** Later workflows, in the layout of GEN3 and of GEN4: the branch has them where GEN4 has. */
const FLAT = [
  ['gen3-a180-zarr-groups', 'gen3'],
  ['gen4-jobscript-zarr-blocks', 'gen4'],
  ['gen4-jobscript-zarr-run-dirs', 'gen4'],
] as const;

/** Our stores of the sample and of real workflows of all kinds. */
async function writtenStores(): Promise<string[]> {
  const folder = temporaryFolder();
  const paths = [await createSampleWorkflow(folder), await createGen1Study(folder)];
  const names = sharedWorkflowNames('gen1-').filter((_, i) => i % STEP === 0);
  for (const name of names) {
    const from = sharedWorkflowPath(name);
    const store = await openPersistentStore({ path: from, isInBatch: false });
    const path = join(folder, name);
    await writeRecords(path, await readRecords(store), 'zarr', OPTIONS);
    paths.push(path);
  }
  for (const [name, layout] of hasSharedWorkflows ? FLAT : []) {
    const path = join(folder, name);
    await writeFlatWorkflow(
      path,
      await readFlat(sharedWorkflowPath(name), 'zarr'),
      layout,
      'zarr',
      OPTIONS,
    );
    paths.push(path);
  }
  return paths;
}

test('zarr-python reads every array of every store we write as we do', async ({ skip }) => {
  if (PYTHON === undefined) return skip(NO_ZARR_PYTHON);
  const paths = await writtenStores();
  const read = readWithPeer(paths);
  expect(read.length).toBe(paths.length);
  for (const [i, path] of paths.entries()) {
    const reader = new FolderReader(path);
    const items = read[i]?.items ?? {};
    const arrays = arraysIn(path);
    expect(
      Object.keys(items)
        .filter((name) => items[name] !== 'group')
        .sort(),
    ).toEqual([...arrays].sort());
    for (const name of arrays) expect(items[name], name).toEqual(await asPeer(reader, name));
    expect(read[i]?.attrs).toEqual(JSON.parse(String(reader.readFile('.zattrs'))));
  }
}, 240_000);
