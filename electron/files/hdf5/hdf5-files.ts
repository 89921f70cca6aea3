import type { Entity, Group, File as Hdf5File } from 'h5wasm';
import { AppException } from '../../../shared/contract/errors.ts';
import { fileException } from '../file-errors.ts';
import type { FileSource } from '../file-source.ts';
import { type FileStamp, isSameStamp } from '../read-bytes.ts';
import { CachedRanges } from './cached-ranges.ts';

/** Files that are kept open. */
const MAX_OPEN = 4;
/** In an archive ranges cannot be read, so a file must fit into memory there. */
const MAX_IN_ARCHIVE_BYTES = 256 * 1024 * 1024;

type Library = typeof import('h5wasm');

interface Opened {
  readonly stamp: FileStamp;
  readonly file: Hdf5File;
  readonly path: string;
}

/**
 * HDF5 files of a workflow, read by the HDF5 library in WebAssembly. It sees a file system of its
 * own, whose files are read by range from the workflow when the library reads them: of a file of
 * gigabytes only what is looked at is ever in memory. Nothing can be written through it.
 */
export class Hdf5Files {
  readonly #opened = new Map<string, Opened>();

  constructor(readonly source: FileSource) {}

  /**
   * The root group of a file.
   *
   * @throws AppException `not-found`, `corrupt-data` (no HDF5 file), `too-large` (in an archive)
   */
  async open(key: string): Promise<Group> {
    const stamp = this.source.isFile(key) ? this.source.stamp(key) : undefined;
    if (stamp === undefined) throw fileException({ code: 'ENOENT' }, key);
    const known = this.#opened.get(key);
    if (known !== undefined && isSameStamp(known.stamp, stamp)) {
      this.#opened.delete(key);
      this.#opened.set(key, known);
      return known.file;
    }
    const library = await loadLibrary();
    if (known !== undefined) this.#close(library, key, known);
    const [oldest] = this.#opened;
    if (this.#opened.size >= MAX_OPEN && oldest !== undefined) this.#close(library, ...oldest);
    const path = this.#place(library, key, stamp);
    try {
      const file = new library.File(path, 'r');
      this.#opened.set(key, { stamp, file, path });
      return file;
    } catch (error) {
      files(library).unlink(path);
      throw hdf5Exception(error, key, 'It is no HDF5 file, is cut short, or is being written.');
    }
  }

  #close(library: Library, key: string, { file, path }: Opened): void {
    this.#opened.delete(key);
    file.close();
    files(library).unlink(path);
  }

  /** Makes the file visible to the library. */
  #place(library: Library, key: string, stamp: FileStamp): string {
    const ranges = new CachedRanges(this.#reader(key, stamp));
    placed += 1;
    const name = `${placed}.h5`;
    const system = files(library);
    const node = system.createFile('/', name, {}, true, false);
    Object.defineProperty(node, 'usedBytes', { get: () => stamp.sizeBytes });
    node.stream_ops = {
      ...node.stream_ops,
      read: (_stream, target, offset, lengthBytes, positionBytes) => {
        const available = Math.max(0, stamp.sizeBytes - positionBytes);
        return ranges.read(target, offset, Math.min(lengthBytes, available), positionBytes);
      },
    };
    return `/${name}`;
  }

  #reader(key: string, { sizeBytes }: FileStamp) {
    if (!this.source.isArchive) {
      return (offset: number, length: number) => this.source.tryReadRange(key, offset, length);
    }
    if (sizeBytes > MAX_IN_ARCHIVE_BYTES) {
      throw new AppException({
        code: 'too-large',
        message: `${key} is in a zip archive, where only HDF5 files of up to ${MAX_IN_ARCHIVE_BYTES / 1024 / 1024} MiB can be looked into.`,
        action: 'Unpack the archive and open the folder.',
        sizeBytes,
      });
    }
    const bytes = this.source.readFile(key);
    return (offset: number, length: number) => bytes.subarray(offset, offset + length);
  }
}

/** The object at a path of names; `undefined` when there is none. */
export function entityAt(root: Group, names: readonly string[]): Entity | undefined {
  let at: Entity = root;
  for (const name of names) {
    if (!isGroup(at)) return undefined;
    const next: Entity | null = at.get(name);
    if (next === null) return undefined;
    at = next;
  }
  return at;
}

export function isGroup(entity: Entity): entity is Group {
  return 'type' in entity && entity.type === 'Group';
}

/** What the library said, in words for people. */
export function hdf5Exception(error: unknown, key: string, sentence: string): AppException {
  if (error instanceof AppException) return error;
  return new AppException(
    { code: 'corrupt-data', message: `${key} cannot be read as HDF5. ${sentence}`, file: key },
    { cause: error },
  );
}

/** Files that were ever made visible; all see the one file system of the library. */
let placed = 0;
let loading: Promise<Library> | undefined;

/** Loaded when the first file is opened: it takes a tenth of a second and some memory. */
function loadLibrary(): Promise<Library> {
  loading ??= import('h5wasm').then(async (library) => {
    const { activate_throwing_error_handler: throwErrors } = await library.ready;
    // Otherwise it prints them, and goes on with what is not there.
    throwErrors();
    return library;
  });
  return loading;
}

/** What is used of the library's file system, which Emscripten gives no types of. */
interface LibraryFiles {
  createFile(
    folder: string,
    name: string,
    properties: object,
    canRead: boolean,
    canWrite: boolean,
  ): {
    stream_ops: {
      read: (
        stream: unknown,
        target: Uint8Array,
        offset: number,
        lengthBytes: number,
        positionBytes: number,
      ) => number;
    };
  };
  unlink(path: string): void;
}

function files(library: Library): LibraryFiles {
  const { FS: system } = library;
  if (system === null) throw new Error('The HDF5 library has no file system');
  return system as unknown as LibraryFiles;
}
