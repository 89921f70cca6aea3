import { constants, type Stats } from 'node:fs';
import { AppException } from '../../../shared/contract/errors.ts';
import { errnoOf, fileException } from '../file-errors.ts';
import { checksum } from '../zip/zip-records.ts';
import { ZipWriter } from '../zip/zip-writer.ts';
import { writeAll } from './copy-file.ts';
import { changedException } from './copy-work.ts';
import { leavesOut } from './leave-out.ts';
import { type ProvenItem, requireProven } from './proven-item.ts';
import { SkippedFile } from './retry.ts';
import { type SortedEntry, sortedEntries } from './sorted-walk.ts';
import type { TreeContext } from './tree-context.ts';
import { throwIfStopped } from './tree-control.ts';
import { TallyBook, type TreeTally } from './tree-tally.ts';

export interface PackRequest {
  readonly source: ProvenItem;
  /** Absolute path of the archive, where nothing is. */
  readonly archive: string;
  /** Patterns of what is left out; see `leavesOut`. */
  readonly leaveOut: readonly string[];
  /** Packs also what changes meanwhile, and mentions it. */
  readonly allowChanges: boolean;
  readonly isSynced: boolean;
}

const READ = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0);
const WRITE_NEW = constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL;
const READABLE = 0o666;
/** A file is read in pieces of this; one that is larger is read twice: its checksum comes first. */
const PIECE_BYTES = 4 * 1024 * 1024;

/** Codes of a file that is gone, or in whose place there is something else now. */
const REPLACED = new Set(['ENOENT', 'ELOOP', 'EMLINK', 'ESTALE', 'EISDIR', 'ENOTDIR', 'ENXIO']);

/**
 * Puts the files of a folder into a new zip archive, in the order and spelling in which hpcflow does
 * (FORMATS §13.9). An archive of hpcflow's holds no links and no empty folders: links and special
 * files are mentioned and left out.
 *
 * @throws AppException `changed-on-disk`, `unsupported-operation` for a name that cannot be in an
 * archive; `cancelled`, `too-large`, `permission-denied`
 */
export function packTree(request: PackRequest, context: TreeContext): TreeTally {
  const { operations, control } = context;
  requireProven(request.source, operations);
  let fd: number;
  try {
    fd = operations.open(request.archive, WRITE_NEW, READABLE);
  } catch (error) {
    throw fileException(error, request.archive, 'made');
  }
  try {
    const packer = new Packer(request, context, fd);
    const entries = sortedEntries(operations, request.source.path, leavesOut(request.leaveOut));
    for (const entry of entries) {
      throwIfStopped(control);
      control.current(entry.key);
      packer.add(entry);
    }
    return packer.end();
  } finally {
    operations.close(fd);
  }
}

interface OpenFile {
  readonly fd: number;
  readonly stats: Stats;
}

class Packer {
  readonly #request: PackRequest;
  readonly #context: TreeContext;
  readonly #fd: number;
  readonly #writer: ZipWriter;
  readonly #book = new TallyBook();
  readonly #piece = Buffer.allocUnsafeSlow(PIECE_BYTES);

  constructor(request: PackRequest, context: TreeContext, fd: number) {
    this.#request = request;
    this.#context = context;
    this.#fd = fd;
    this.#writer = new ZipWriter((bytes, lengthBytes) => {
      try {
        writeAll(context.operations, fd, bytes, lengthBytes);
      } catch (error) {
        throw fileException(error, request.archive, 'written');
      }
    });
  }

  add(entry: SortedEntry): void {
    const { control } = this.#context;
    if (!entry.hasTextName) throw unnameable(entry.key);
    if (entry.kind === 'file') this.#addFile(entry);
    else if (entry.kind === 'link') {
      this.#book.mention('link-left-out', entry.key, 'A link; hpcflow keeps none in an archive.');
    } else this.#book.mention('special-file', entry.key, 'A pipe, socket or device; not packed.');
    control.count(1, 0);
  }

  end(): TreeTally {
    const { operations } = this.#context;
    this.#writer.end();
    try {
      if (this.#request.isSynced) operations.fsync(this.#fd);
    } catch (error) {
      throw fileException(error, this.#request.archive, 'written');
    }
    return this.#book.tally();
  }

  #addFile(entry: SortedEntry): void {
    const file = this.#open(entry);
    if (file === undefined) return;
    try {
      this.#addOpen(entry, file);
    } finally {
      this.#context.operations.close(file.fd);
    }
  }

  #open({ key, path }: SortedEntry): OpenFile | undefined {
    const { control, operations, retrier } = this.#context;
    try {
      const fd = retrier.run(() => operations.open(path, READ), { path: key, canSkip: true });
      const stats = operations.fstat(fd);
      if (stats.isFile()) return { fd, stats };
      operations.close(fd);
      this.#changed(key, 'It was replaced while the folder was packed.');
    } catch (error) {
      throwIfStopped(control);
      if (error instanceof SkippedFile) {
        this.#book.mention('skipped', key, 'Another program held it; left out as asked.');
      } else if (REPLACED.has(errnoOf(error) ?? '')) {
        this.#changed(key, 'It went away or was replaced while the folder was packed.');
      } else throw fileException(error, key, 'packed');
    }
    return undefined;
  }

  #addOpen({ key }: SortedEntry, { fd, stats }: OpenFile): void {
    const { control, operations } = this.#context;
    const name = Buffer.from(key);
    try {
      const got = this.#read(fd, 0, PIECE_BYTES);
      if (got < PIECE_BYTES) {
        const bytes = this.#piece.subarray(0, got);
        this.#writer.begin({ name, crc32: checksum(bytes), sizeBytes: got });
        this.#writer.append(bytes);
        this.#book.sizeBytes += got;
        control.count(0, got);
      } else this.#addLarge(key, fd, stats.size);
      const after = operations.fstat(fd);
      const isStill = after.mtimeMs === stats.mtimeMs && after.size === stats.size;
      if (!isStill) this.#changed(key, 'It changed while it was packed.');
    } catch (error) {
      throw fileException(error, key, 'packed');
    }
    this.#book.files += 1;
  }

  /** A log that grows meanwhile is packed as far as it was; one that is written anew is no file. */
  #addLarge(key: string, fd: number, sizeBytes: number): void {
    const sum = this.#passOver(fd, sizeBytes, () => undefined);
    this.#writer.begin({ name: Buffer.from(key), crc32: sum.crc32, sizeBytes: sum.sizeBytes });
    const again = this.#passOver(fd, sum.sizeBytes, (bytes) => {
      this.#writer.append(bytes);
      this.#context.control.count(0, bytes.length);
    });
    if (again.crc32 !== sum.crc32 || again.sizeBytes !== sum.sizeBytes) throw changedException(key);
    this.#book.sizeBytes += sum.sizeBytes;
  }

  #passOver(fd: number, mostBytes: number, onPiece: (bytes: Uint8Array) => void) {
    let sum = 0;
    let sizeBytes = 0;
    while (sizeBytes < mostBytes) {
      throwIfStopped(this.#context.control);
      const got = this.#read(fd, sizeBytes, Math.min(PIECE_BYTES, mostBytes - sizeBytes));
      if (got === 0) break;
      const bytes = this.#piece.subarray(0, got);
      sum = checksum(bytes, sum);
      onPiece(bytes);
      sizeBytes += got;
    }
    return { crc32: sum, sizeBytes };
  }

  /** Reads until the piece is full or the file ends. */
  #read(fd: number, fromBytes: number, lengthBytes: number): number {
    let got = 0;
    while (got < lengthBytes) {
      const piece = this.#piece.subarray(got, lengthBytes);
      const more = this.#context.operations.read(fd, piece, fromBytes + got);
      if (more === 0) break;
      got += more;
    }
    return got;
  }

  #changed(key: string, detail: string): void {
    if (!this.#request.allowChanges) throw changedException(key);
    this.#book.mention('changed', key, detail);
  }
}

/** Names of members are texts; and Earshot refuses what other systems read as a path. */
function unnameable(key: string): AppException {
  return new AppException({
    code: 'unsupported-operation',
    message: `The name of ${key} is no text, so it cannot be in an archive.`,
    action: 'Rename the file, or leave the files of runs out.',
  });
}
