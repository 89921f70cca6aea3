import type { FileSource } from '../../files/file-source.ts';
import { parseArrayLayout } from '../array-layout.ts';
import { arrayException, decompressor } from '../codecs.ts';
import { corrupt } from '../store-errors.ts';

/**
 * All rows of an array of lists of integers (`|O`, `vlen-array` of `<i8`): the elements of each task
 * (FORMATS §5.3). A row whose chunk is not there is an empty list.
 *
 * @throws AppException `corrupt-data`, `unsupported-format`
 */
export async function readIntegerLists(source: FileSource, path: string): Promise<number[][]> {
  const file = `${path}/.zarray`;
  const layout = parseArrayLayout(source.readFile(file), file);
  const [filter] = layout.filters;
  if (layout.shape.length !== 1 || filter?.id !== 'vlen-array' || filter.dtype !== '<i8') {
    throw corrupt(file, undefined, 'describes no list of integer lists');
  }
  const decompress = await decompressor(layout.compressor);
  const [length = 0] = layout.shape;
  const [chunkRows = 1] = layout.chunks;
  const rows: number[][] = [];
  for (let chunk = 0; rows.length < length; chunk += 1) {
    const name = `${path}/${chunk}`;
    const bytes = source.tryReadFile(name);
    const wanted = Math.min(chunkRows, length - rows.length);
    try {
      const lists = bytes === undefined ? [] : integerLists(await decompress(bytes), name);
      for (let row = 0; row < wanted; row += 1) rows.push(lists[row] ?? []);
    } catch (error) {
      throw arrayException(error, name);
    }
  }
  return rows;
}

function integerLists(bytes: Uint8Array, file: string): number[][] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const need = (at: number, count: number): void => {
    if (at + count > bytes.length) throw corrupt(file, `byte ${at}`, 'ends too early');
  };
  need(0, 4);
  const count = view.getUint32(0, true);
  if (count > bytes.length) throw corrupt(file, 'byte 0', 'has an impossible number of rows');
  const lists: number[][] = [];
  let at = 4;
  for (let row = 0; row < count; row += 1) {
    need(at, 4);
    const sizeBytes = view.getUint32(at, true);
    at += 4;
    need(at, sizeBytes);
    const list: number[] = [];
    for (let end = at + sizeBytes - (sizeBytes % 8); at < end; at += 8) {
      list.push(Number(view.getBigInt64(at, true)));
    }
    at += sizeBytes % 8;
    lists.push(list);
  }
  return lists;
}
