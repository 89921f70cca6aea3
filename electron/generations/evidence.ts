import { open, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { fileException, isMissing } from '../files/file-errors.ts';
import type { ZipReader } from '../files/zip/zip-reader.ts';

/**
 * What recognition may ask of a folder or an archive: whether a regular file is there, and its bytes
 * piece by piece. Nothing else, so both are judged by the same rules.
 */
export interface Evidence {
  /** Size in bytes of the regular file `key` (`/`-separated), or `undefined`. */
  sizeOf(key: string): Promise<number | undefined>;
  /** Bytes of the regular file `key`, in order. */
  pieces(key: string): AsyncIterable<Uint8Array>;
}

/** What tells one generation from another mostly stands in the first of these bytes. */
const FIRST_PIECE_BYTES = 4 * 1024;
/** Read at once: large enough to be quick, small enough to stop soon. */
const PIECE_BYTES = 256 * 1024;

/** Evidence of a folder. Only regular files count: a FIFO or device is never opened. */
export function folderEvidence(folder: string): Evidence {
  const pathOf = (key: string): string => join(folder, ...key.split('/'));
  return {
    sizeOf: (key) => regularFileSize(pathOf(key)),
    pieces: (key) => filePieces(pathOf(key)),
  };
}

/** Evidence of an archive. Nothing is unpacked. */
export function zipEvidence(reader: ZipReader): Evidence {
  return {
    sizeOf: async (key) => (reader.isFile(key) ? reader.stamp(key)?.sizeBytes : undefined),
    pieces: (key) => beginningShort(reader.pieces(key)),
  };
}

/**
 * Size of a regular file; `undefined` when there is none.
 *
 * @throws {AppException} `permission-denied` when the folder must not be entered.
 */
export async function regularFileSize(path: string): Promise<number | undefined> {
  try {
    const found = await stat(path);
    return found.isFile() ? found.size : undefined;
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw fileException(error, path);
  }
}

async function* filePieces(path: string): AsyncIterable<Uint8Array> {
  const handle = await open(path, 'r').catch((error: unknown) => {
    throw fileException(error, path);
  });
  try {
    let buffer = new Uint8Array(FIRST_PIECE_BYTES);
    for (;;) {
      const { bytesRead } = await handle.read(buffer, 0, buffer.length, null);
      if (bytesRead === 0) return;
      yield buffer.subarray(0, bytesRead);
      if (buffer.length < PIECE_BYTES) buffer = new Uint8Array(PIECE_BYTES);
    }
  } catch (error) {
    throw fileException(error, path);
  } finally {
    await handle.close();
  }
}

/** The same bytes, of which few come first. */
async function* beginningShort(pieces: AsyncIterable<Uint8Array>): AsyncIterable<Uint8Array> {
  let isFirst = true;
  for await (const piece of pieces) {
    if (isFirst) yield piece.subarray(0, FIRST_PIECE_BYTES);
    const rest = isFirst ? piece.subarray(FIRST_PIECE_BYTES) : piece;
    isFirst = false;
    if (rest.length > 0) yield rest;
  }
}

/**
 * Whole text of a small file.
 *
 * @returns `undefined` when it is absent or larger than `maxBytes`.
 */
export async function smallText(
  evidence: Evidence,
  key: string,
  maxBytes: number,
): Promise<string | undefined> {
  const size = await evidence.sizeOf(key);
  if (size === undefined || size > maxBytes) return undefined;
  const decoder = new TextDecoder();
  let text = '';
  for await (const piece of evidence.pieces(key)) text += decoder.decode(piece, { stream: true });
  return text + decoder.decode();
}
