import { AppException } from '../../../shared/contract/errors.ts';
import type { FileSource } from '../../files/file-source.ts';
import { arrayException, decompressor } from '../codecs.ts';
import { decodeMsgpack } from '../msgpack.ts';
import { corrupt } from '../store-errors.ts';
import { isList, type PyValue } from '../values.ts';

/** Files since GEN5 that hold many things: a list in MessagePack, mostly compressed (GEN4 §19). */
const COMPRESSED_MARK = 'HPCFZ1';
/** Files in a folder at most. */
const FILES_PER_FOLDER = 1000;
/** Lists kept in memory; what is asked for mostly lies together. */
const KEPT_FILES = 16;

/** Place of a file by its number, below a folder by submission. */
export function packedFile(root: string, submission: number, file: number): string {
  return `${root}/${submission}/${Math.floor(file / FILES_PER_FOLDER)}/${file % FILES_PER_FOLDER}`;
}

export class PackedFiles {
  readonly #kept = new Map<string, readonly PyValue[]>();

  constructor(readonly source: FileSource) {}

  /**
   * Item of a file; `null` where the file or the item is not there.
   *
   * @throws AppException `corrupt-data`
   */
  async item(file: string, index: number): Promise<PyValue> {
    return (await this.#list(file))[index] ?? null;
  }

  async #list(file: string): Promise<readonly PyValue[]> {
    const kept = this.#kept.get(file);
    if (kept !== undefined) return kept;
    const bytes = this.source.tryReadFile(file);
    if (bytes === undefined) return [];
    const list = await listOf(bytes, file);
    const [oldest] = this.#kept.keys();
    if (this.#kept.size >= KEPT_FILES && oldest !== undefined) this.#kept.delete(oldest);
    this.#kept.set(file, list);
    return list;
  }
}

async function listOf(bytes: Uint8Array, file: string): Promise<readonly PyValue[]> {
  const mark = Buffer.from(COMPRESSED_MARK);
  try {
    const isCompressed = mark.equals(bytes.subarray(0, mark.length));
    const decompress = await decompressor(isCompressed ? { id: 'zstd' } : null);
    const plain = await decompress(isCompressed ? bytes.subarray(mark.length) : bytes);
    const list = decodeMsgpack(plain, file);
    if (isList(list)) return list;
    throw corrupt(file, undefined, 'holds no list');
  } catch (error) {
    throw error instanceof AppException ? error : arrayException(error, file);
  }
}
