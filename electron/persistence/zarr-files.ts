import { dirname } from 'node:path/posix';
import type { AbsolutePath, AsyncReadable } from '@zarrita/storage';
import FileSystemStore from '@zarrita/storage/fs';
import { fileException } from '../files/file-errors.ts';
import type { FileSource } from '../files/file-source.ts';
import { FolderReader } from '../files/folder-reader.ts';
import { parseArrayLayout } from './array-layout.ts';
import { chunkSeparator } from './chunk-separator.ts';
import { CHUNK_CODEC, type ChunkCodecOptions } from './codecs.ts';
import { parseDtype } from './dtype.ts';
import { fillBytes } from './fill-value.ts';
import { corrupt } from './store-errors.ts';

const NOTHING = new Uint8Array(0);

function product(lengths: readonly number[]): number {
  return lengths.reduce((size, length) => size * length, 1);
}

/**
 * `.zarray` of a numeric array as zarrita is told: a dtype it knows (see Dtype.carrier), and our
 * chunk codec around the array's own compressor. Object arrays stay as they are.
 */
function announced(bytes: Uint8Array, file: string, source: FileSource): Uint8Array {
  const layout = parseArrayLayout(bytes, file);
  if (layout.dtype === '|O') return bytes;
  const dtype = parseDtype(layout.dtype);
  if (layout.filters.length > 0 && dtype.carrier !== layout.dtype) {
    throw corrupt(file, 'filters', `cannot be undone for the dtype ${layout.dtype}`);
  }
  const options: ChunkCodecOptions = {
    compressor: layout.compressor,
    lengthBytes: product(layout.chunks) * dtype.itemBytes,
    fill: Buffer.from(fillBytes(dtype, layout.fill)).toString('base64'),
  };
  const document = {
    zarr_format: 2,
    shape: layout.shape,
    chunks: layout.chunks,
    dtype: dtype.carrier,
    order: layout.order,
    fill_value: dtype.carrier.startsWith('|S') ? '' : 0,
    filters: layout.filters,
    compressor: { id: CHUNK_CODEC, ...options },
    dimension_separator: chunkSeparator(source, dirname(file), layout),
  };
  return Buffer.from(JSON.stringify(document));
}

/**
 * The files of a workflow for zarrita, read-only and contained: for a folder by `@zarrita/storage`'s
 * file system store.
 */
export class ZarrFiles implements AsyncReadable {
  /** Absent for an archive, which is read as its source does. */
  readonly #files: FileSystemStore | undefined;

  constructor(
    readonly reader: FileSource,
    /** True: chunks that are not there are given as no bytes, for our chunk codec. */
    readonly isNumeric: boolean,
  ) {
    if (reader instanceof FolderReader) this.#files = new FileSystemStore(reader.folder);
  }

  async get(key: AbsolutePath): Promise<Uint8Array | undefined> {
    const path = key.slice(1);
    this.reader.check(path);
    const name = path.slice(path.lastIndexOf('/') + 1);
    const bytes = await this.#read(key, path);
    if (name === '.zarray' && bytes !== undefined) return announced(bytes, path, this.reader);
    if (!this.isNumeric || name.startsWith('.') || name === 'zarr.json') return bytes;
    if (bytes === undefined) return NOTHING;
    if (bytes.length === 0) throw corrupt(path, undefined, 'is empty');
    return bytes;
  }

  async #read(key: AbsolutePath, path: string): Promise<Uint8Array | undefined> {
    if (this.#files === undefined) return this.reader.tryReadFile(path);
    try {
      return await this.#files.get(key);
    } catch (error) {
      throw fileException(error, `${this.reader.folder}/${path}`);
    }
  }
}
