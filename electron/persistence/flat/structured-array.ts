import type { FileSource } from '../../files/file-source.ts';
import { type ArrayLayout, parseArrayLayout } from '../array-layout.ts';
import { arrayException, decompressor } from '../codecs.ts';
import { corrupt } from '../store-errors.ts';

interface Column {
  readonly name: string;
  readonly offsetBytes: number;
  readonly sizeBytes: number;
}

/** A one-dimensional array of records of unsigned integers, such as `run_dirs` (GEN4 §8.3). */
export interface StructuredArray {
  readonly length: number;
  /** Columns by name, all bits set where a row is not written. */
  readonly columns: ReadonlyMap<string, Uint32Array>;
}

/**
 * Reads a whole structured array. A missing chunk is fill: all bits set.
 *
 * @returns `undefined` when there is no array at the path.
 * @throws AppException `corrupt-data`, `unsupported-format`
 */
export async function readStructured(
  source: FileSource,
  path: string,
): Promise<StructuredArray | undefined> {
  const file = `${path}/.zarray`;
  const bytes = source.tryReadFile(file);
  if (bytes === undefined) return undefined;
  const layout = parseArrayLayout(bytes, file);
  const fields = columnsOf(layout, file);
  const rowBytes = fields.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
  const [length = 0] = layout.shape;
  const [chunkRows = 1] = layout.chunks;
  const decompress = await decompressor(layout.compressor);
  const columns = fields.map((column) => ({ ...column, items: fillOf(length, column.sizeBytes) }));
  for (let chunk = 0; chunk * chunkRows < length; chunk += 1) {
    const name = `${path}/${chunk}`;
    const stored = source.tryReadFile(name);
    if (stored === undefined) continue;
    try {
      const plain = await decompress(stored);
      if (plain.length !== rowBytes * chunkRows) {
        const what = `holds ${plain.length} bytes where its array has ${rowBytes * chunkRows}`;
        throw corrupt(name, undefined, what);
      }
      const first = chunk * chunkRows;
      const rows = Math.min(chunkRows, length - first);
      for (const column of columns) readColumn(plain, rowBytes, first, rows, column);
    } catch (error) {
      throw arrayException(error, name);
    }
  }
  return { length, columns: new Map(columns.map(({ name, items }) => [name, items])) };
}

function readColumn(
  plain: Uint8Array,
  rowBytes: number,
  first: number,
  rows: number,
  { offsetBytes, sizeBytes, items }: Column & { readonly items: Uint32Array },
): void {
  const view = new DataView(plain.buffer, plain.byteOffset, plain.byteLength);
  for (let row = 0; row < rows; row += 1) {
    const at = row * rowBytes + offsetBytes;
    items[first + row] =
      sizeBytes === 1
        ? view.getUint8(at)
        : sizeBytes === 2
          ? view.getUint16(at, true)
          : view.getUint32(at, true);
  }
}

/** The value with all bits set. */
export function fillValue(sizeBytes: number): number {
  return 2 ** (8 * sizeBytes) - 1;
}

function fillOf(length: number, sizeBytes: number): Uint32Array {
  return new Uint32Array(length).fill(fillValue(sizeBytes));
}

/** The dtype is a list of `[name, type]` pairs; the rows are packed. */
function columnsOf(layout: ArrayLayout, file: string): Column[] {
  const wrong = () => corrupt(file, 'dtype', 'describes no records of unsigned integers');
  if (layout.shape.length !== 1 || layout.filters.length > 0) throw wrong();
  const pairs: unknown = layout.dtype.startsWith('[') ? JSON.parse(layout.dtype) : undefined;
  if (!Array.isArray(pairs)) throw wrong();
  let offsetBytes = 0;
  return pairs.map((pair: unknown) => {
    const [name, dtype] = Array.isArray(pair) ? pair : [];
    const size = typeof dtype === 'string' ? /^[|<]u([124])$/.exec(dtype)?.[1] : undefined;
    if (typeof name !== 'string' || size === undefined) throw wrong();
    const column = { name, offsetBytes, sizeBytes: Number(size) };
    offsetBytes += column.sizeBytes;
    return column;
  });
}
