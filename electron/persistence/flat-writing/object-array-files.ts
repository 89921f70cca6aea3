import { toBlosc } from '../blosc-write.ts';
import { NO_DIRECTORY, RUN_DIRECTORY_FIELDS, RUNS_PER_ROW } from '../flat/formats.ts';
import type { RunDirectoryRow } from '../flat/records.ts';
import { encodeObjectCell, encodeObjectChunk } from '../msgpack-write.ts';
import type { PyDict, PyValue } from '../values.ts';
import { folderStep, newFileStep, type WriteStep } from '../write-plan.ts';
import { arrayDocument, MSGPACK2, zarrDocument } from '../zarr-metadata.ts';

/** Rows of `run_dirs` in a chunk (GEN4 §8.3). */
const DIRECTORIES_PER_CHUNK = 10_000;
/** Lists of integers, as numcodecs' `VLenArray` writes them (FORMATS §5.3). */
const INTEGER_LISTS: PyDict = new Map<string, PyValue>([
  ['id', 'vlen-array'],
  ['dtype', '<i8'],
]);

const objects = (bytes: Uint8Array): Promise<Uint8Array> => toBlosc(bytes, 1);

/** Folder, document and attributes of an array. */
function head(path: string, document: Uint8Array, attributes?: PyDict): WriteStep[] {
  return [
    folderStep(path),
    newFileStep(`${path}/.zarray`, document),
    ...(attributes === undefined ? [] : [newFileStep(`${path}/.zattrs`, zarrDocument(attributes))]),
  ];
}

export interface ObjectRows {
  /** Rows of a chunk. */
  readonly chunkRows: number;
  readonly isNested: boolean;
  readonly attributes?: PyDict;
}

/**
 * An array of objects of one dimension.
 *
 * @param rows - `undefined` for a row that is not set; a chunk of such rows is not written.
 */
export async function objectRows(
  path: string,
  rows: readonly (PyValue | undefined)[],
  { chunkRows, isNested, attributes }: ObjectRows,
): Promise<WriteStep[]> {
  const document = arrayDocument({
    shape: [rows.length],
    chunks: [chunkRows],
    dtype: '|O',
    fill: 0,
    filter: MSGPACK2,
    isNested,
  });
  const steps = head(path, document, attributes);
  for (let first = 0; first < rows.length; first += chunkRows) {
    const own = rows.slice(first, first + chunkRows);
    if (own.every((row) => row === undefined)) continue;
    const bytes = encodeObjectChunk(
      own.map((row) => row ?? 0),
      chunkRows,
    );
    steps.push(newFileStep(`${path}/${first / chunkRows}`, await objects(bytes)));
  }
  return steps;
}

/** Runs since GEN4: two dimensions, a file for each (GEN4 §5.6). */
export async function runGrid(
  path: string,
  rows: readonly PyValue[],
  attributes: PyDict,
): Promise<WriteStep[]> {
  const gridRows = Math.ceil(rows.length / RUNS_PER_ROW);
  const document = arrayDocument({
    shape: [gridRows, RUNS_PER_ROW],
    chunks: [1, 1],
    dtype: '|O',
    fill: 0,
    filter: MSGPACK2,
    isNested: true,
  });
  const steps = head(path, document, new Map([...attributes, ['num_runs', rows.length]]));
  for (let row = 0; row < gridRows; row += 1) steps.push(folderStep(`${path}/${row}`));
  for (const [id, row] of rows.entries()) {
    const key = `${path}/${Math.floor(id / RUNS_PER_ROW)}/${id % RUNS_PER_ROW}`;
    steps.push(newFileStep(key, await objects(encodeObjectCell(row))));
  }
  return steps;
}

/** Lists of integers, one to a chunk: the elements of each task (GEN4 §5.3). */
export async function integerLists(
  path: string,
  lists: readonly (readonly number[])[],
  isNested: boolean,
): Promise<WriteStep[]> {
  const document = arrayDocument({
    shape: [lists.length],
    chunks: [1],
    dtype: '|O',
    fill: 0,
    filter: INTEGER_LISTS,
    isNested,
  });
  const steps = head(path, document);
  for (const [row, list] of lists.entries()) {
    const bytes = new Uint8Array(8 + 8 * list.length);
    const view = new DataView(bytes.buffer);
    view.setUint32(0, 1, true);
    view.setUint32(4, 8 * list.length, true);
    for (const [at, item] of list.entries()) view.setBigInt64(8 + 8 * at, BigInt(item), true);
    steps.push(newFileStep(`${path}/${row}`, await objects(bytes)));
  }
  return steps;
}

/** `run_dirs`: records of seven unsigned integers, all bits set where there is none (GEN4 §8.3). */
export async function runDirectories(
  path: string,
  runCount: number,
  rows: readonly (RunDirectoryRow | undefined)[],
): Promise<WriteStep[]> {
  const sizes = RUN_DIRECTORY_FIELDS.map(([, dtype]) => Number(dtype.slice(-1)));
  const rowBytes = sizes.reduce((sum, size) => sum + size, 0);
  const document = arrayDocument({
    shape: [runCount],
    chunks: [DIRECTORIES_PER_CHUNK],
    dtype: RUN_DIRECTORY_FIELDS.map((field) => [...field]),
    fill: Buffer.alloc(rowBytes, 0xff).toString('base64'),
    isNested: true,
  });
  const steps = head(path, document);
  for (let first = 0; first < runCount; first += DIRECTORIES_PER_CHUNK) {
    const own = rows.slice(first, first + DIRECTORIES_PER_CHUNK);
    if (own.every((row) => row === undefined)) continue;
    const bytes = Buffer.alloc(rowBytes * DIRECTORIES_PER_CHUNK, 0xff);
    let at = 0;
    for (const row of own) {
      for (const [field, size] of sizes.entries()) {
        at = bytes.writeUIntLE((row ?? NO_DIRECTORY)[field] ?? 0, at, size);
      }
    }
    const number = first / DIRECTORIES_PER_CHUNK;
    steps.push(newFileStep(`${path}/${number}`, await toBlosc(bytes, rowBytes)));
  }
  return steps;
}
