import { promisify } from 'node:util';
import { gunzip, gunzipSync, inflate, inflateSync } from 'node:zlib';
import { registry, UnknownCodecError, UnsupportedError } from 'zarrita';
import { AppException } from '../../shared/contract/errors.ts';
import { readBloscFrame } from './blosc.ts';
import { decodeMsgpackRows } from './msgpack.ts';
import { corrupt } from './store-errors.ts';

/** Configuration of a codec as `.zarray` has it. */
export interface CodecConfig {
  readonly id: string;
  readonly [option: string]: unknown;
}

/** Decompresses the bytes of one chunk. Synchronous where the codec is. */
export type Decompress = (bytes: Uint8Array) => Uint8Array | Promise<Uint8Array>;

/** A chunk never grows beyond this: a few bytes of a broken file must not fill the memory. */
const MAX_CHUNK_BYTES = 2 ** 31 - 1;
const CHUNK = 'A chunk';

type RegistryEntry = Awaited<ReturnType<NonNullable<ReturnType<typeof registry.get>>>>;
type ChunkMeta = Parameters<RegistryEntry['fromConfig']>[1];

/** zarrita's own entry of a codec that is wrapped here. */
async function zarritaCodec(id: string): Promise<RegistryEntry> {
  const entry = await registry.get(id)?.();
  if (entry !== undefined) return entry;
  throw new AppException({
    code: 'unsupported-format',
    message: `Arrays compressed with “${id.replace('numcodecs.', '')}” cannot be read.`,
    action: 'Write the workflow again with one of Blosc, zlib, gzip, Zstandard, LZ4 or none.',
  });
}

const NO_META: ChunkMeta = { dataType: 'uint8', shape: [], codecs: [], fillValue: 0 };

function unwritable(): never {
  throw new AppException({
    code: 'unsupported-operation',
    message: 'Workflows are read, not written, through this codec.',
  });
}

interface Decoder {
  decode(bytes: Uint8Array): unknown;
}

function register(
  id: string,
  kind: 'array_to_bytes' | 'bytes_to_bytes',
  load: () => Promise<(config: unknown, meta: ChunkMeta) => Decoder>,
): void {
  registry.set(`numcodecs.${id}`, async () => {
    const make = await load();
    const entry: object = {
      kind,
      fromConfig: (config: unknown, meta: ChunkMeta) => ({
        kind,
        encode: unwritable,
        ...make(config, meta),
      }),
    };
    // zarrita does not export the type of its entries, and the inferred one has no place for a
    // codec that gives an array (kind array_to_bytes), although its pipeline takes one.
    return entry as RegistryEntry;
  });
}

function cStride(shape: readonly number[]): number[] {
  return shape.map((_, axis) => shape.slice(axis + 1).reduce((a, b) => a * b, 1));
}

/** Object rows (FORMATS §5.2). */
register('msgpack2', 'array_to_bytes', async () => (_config, meta) => ({
  decode: (bytes) => {
    const data = decodeMsgpackRows(bytes, CHUNK);
    return { data, shape: meta.shape, stride: cStride(meta.shape) };
  },
}));

/** Larger chunks are decompressed by other threads, several at a time; smaller ones sooner here. */
const ON_THREADS_BYTES = 16 * 1024;
const LIMIT = { maxOutputLength: MAX_CHUNK_BYTES };
/** Of the pieces in which a thread gives what it makes: each waits for this one. */
const PIECE_BYTES = 1024 * 1024;
const ON_THREAD = { ...LIMIT, chunkSize: PIECE_BYTES };
const inflateOnThread = promisify<Uint8Array, typeof ON_THREAD, Buffer>(inflate);
const gunzipOnThread = promisify<Uint8Array, typeof ON_THREAD, Buffer>(gunzip);

/** Node's own, where zarrita's go through a stream. */
register('zlib', 'bytes_to_bytes', async () => () => ({
  decode: (bytes) =>
    bytes.length < ON_THREADS_BYTES ? inflateSync(bytes, LIMIT) : inflateOnThread(bytes, ON_THREAD),
}));
register('gzip', 'bytes_to_bytes', async () => () => ({
  decode: (bytes) =>
    bytes.length < ON_THREADS_BYTES ? gunzipSync(bytes, LIMIT) : gunzipOnThread(bytes, ON_THREAD),
}));

/** zarrita's Blosc, behind a check of the header; frames that are stored need no codec at all. */
register('blosc', 'bytes_to_bytes', async () => {
  const blosc = await zarritaCodec('blosc');
  return (config, meta) => {
    const codec = blosc.fromConfig(config, meta);
    return {
      decode: (bytes) => {
        const { plain, lengthBytes } = readBloscFrame(bytes, CHUNK);
        if (lengthBytes <= MAX_CHUNK_BYTES) return plain ?? codec.decode(bytes);
        throw new AppException({
          code: 'too-large',
          message: 'A chunk says it is larger than can be read at once.',
          sizeBytes: lengthBytes,
        });
      },
    };
  };
});

/** What the chunk codec needs to know of the chunks of an array. */
export interface ChunkCodecOptions {
  readonly compressor: CodecConfig | null;
  /** Length of a whole chunk after decompression. */
  readonly lengthBytes: number;
  /** One item with the fill value, as base64. */
  readonly fill: string;
}

export const CHUNK_CODEC = 'earshot-chunk';

function isChunkOptions(value: unknown): value is ChunkCodecOptions {
  return typeof value === 'object' && value !== null && 'lengthBytes' in value && 'fill' in value;
}

function filled(options: ChunkCodecOptions): Uint8Array {
  return new Uint8Array(Buffer.alloc(options.lengthBytes, Buffer.from(options.fill, 'base64')));
}

/**
 * Compressor of numeric arrays as our store announces them to zarrita: the array's own one, then a
 * check that the chunk has its full length, and the fill value for chunks that are not there (no
 * bytes), also where zarrita could not express it (complex, texts).
 */
register(CHUNK_CODEC, 'bytes_to_bytes', async () => (config) => {
  if (!isChunkOptions(config)) throw new TypeError('The chunk codec lacks its options.');
  return {
    decode: async (bytes) => {
      if (bytes.length === 0) return filled(config);
      const decompress = await decompressor(config.compressor);
      const plain = await decompress(bytes);
      if (plain.length === config.lengthBytes) return plain;
      const what = `holds ${plain.length} bytes where its array has ${config.lengthBytes}`;
      throw corrupt(CHUNK, undefined, what);
    },
  };
});

async function load(config: CodecConfig): Promise<Decompress> {
  const kind = await zarritaCodec(`numcodecs.${config.id}`);
  try {
    const codec = kind.fromConfig(config, NO_META);
    return (bytes) => codec.decode(bytes);
  } catch (cause) {
    throw new AppException(
      {
        code: 'unsupported-format',
        message: `The compressor ${config.id} cannot have the settings ${settingsText(config)}.`,
        action: 'Restore the .zarray files from a copy of the workflow.',
      },
      { cause },
    );
  }
}

/** Settings as text; integers may be larger than JSON's. */
function settingsText(config: CodecConfig): string {
  return JSON.stringify(config, (_, value: unknown) =>
    typeof value === 'bigint' ? String(value) : value,
  );
}

const loaded = new Map<string, Promise<Decompress>>();

/**
 * Decompressor for the `compressor` of an array, from zarrita's registry.
 *
 * @throws AppException `unsupported-format` for codecs and settings that are not known
 */
export async function decompressor(config: CodecConfig | null): Promise<Decompress> {
  if (config === null) return (bytes) => bytes;
  const key = settingsText(config);
  const known = loaded.get(key) ?? load(config);
  loaded.set(key, known);
  return known;
}

/**
 * An error of zarrita or of a codec as an error of the file it came from.
 *
 * @param file - Chunk or array, relative to the workflow folder.
 */
export function arrayException(error: unknown, file: string): AppException {
  if (error instanceof AppException) {
    const { error: data } = error;
    if (data.code !== 'corrupt-data' || data.file !== CHUNK) return error;
    return new AppException({ ...data, message: data.message.replace(CHUNK, file), file });
  }
  if (error instanceof UnknownCodecError || error instanceof UnsupportedError) {
    return new AppException({
      code: 'unsupported-format',
      message: `${file} is encoded in a way that cannot be read (${error.message}).`,
      path: file,
    });
  }
  if (error instanceof Error && error.cause !== undefined) {
    return arrayException(error.cause, file);
  }
  return corrupt(file, undefined, 'could not be decoded');
}
