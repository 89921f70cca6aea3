import { deflateSync, gzipSync } from 'node:zlib';
import Blosc from 'numcodecs/blosc';
import LZ4 from 'numcodecs/lz4';
import Zstd from 'numcodecs/zstd';
import { AppException } from '../../shared/contract/errors.ts';
import { toBlosc } from './blosc-write.ts';
import type { CodecConfig } from './codecs.ts';

/** Compresses the bytes of one chunk. */
export type Compress = (bytes: Uint8Array) => Uint8Array | Promise<Uint8Array>;

const DEFAULT_LEVEL = 1;

function numberOf(config: CodecConfig, key: string, otherwise: number): number {
  const value = config[key];
  return typeof value === 'number' ? value : otherwise;
}

/**
 * Compressor for the `compressor` of an array.
 *
 * @param itemBytes - Size of one item, 1 for objects.
 * @throws AppException `unsupported-format` for codecs that cannot be written
 */
export function chunkCompressor(config: CodecConfig | null, itemBytes: number): Compress {
  switch (config?.id) {
    case undefined:
      return (bytes) => bytes;
    case 'blosc': {
      const codec = Blosc.fromConfig(config);
      return (bytes) => toBlosc(bytes, itemBytes, codec);
    }
    case 'zlib':
      return (bytes) => deflateSync(bytes, { level: numberOf(config, 'level', DEFAULT_LEVEL) });
    case 'gzip':
      return (bytes) => gzipSync(bytes, { level: numberOf(config, 'level', DEFAULT_LEVEL) });
    case 'zstd': {
      const codec = Zstd.fromConfig(config);
      return (bytes) => codec.encode(bytes);
    }
    case 'lz4': {
      const codec = LZ4.fromConfig(config);
      return (bytes) => codec.encode(bytes);
    }
    default:
      throw new AppException({
        code: 'unsupported-format',
        message: `Arrays compressed with “${config?.id}” cannot be written.`,
      });
  }
}
