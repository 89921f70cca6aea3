import { AppException } from '../../../shared/contract/errors.ts';
import { keyParts } from '../contained-path.ts';
import { fileException } from '../file-errors.ts';
import type { FileSource, FolderEntry, MemberSizes, StampedBytes } from '../file-source.ts';
import type { FileStamp } from '../read-bytes.ts';
import { ZipDirectory } from './zip-directory.ts';
import { readTable } from './zip-end.ts';
import { ZipFile } from './zip-file.ts';
import { ZipFolders } from './zip-folders.ts';
import { ZipMembers } from './zip-members.ts';
import { type ZipMember, ZipTable } from './zip-table.ts';

/**
 * Reads the members of a zip archive (FORMATS §13.9) by name, straight from the file: its table of
 * contents is read once, a member when it is asked for, and nothing is ever unpacked. An archive of
 * gigabytes opens as fast as its table of contents is read.
 */
export class ZipReader implements FileSource {
  readonly isArchive = true;
  readonly #file: ZipFile;
  readonly #directory: ZipDirectory;
  readonly #members: ZipMembers;
  /** Folder of the archive that is read as the root: empty, or with `/` at its end. */
  readonly #root: string;
  #folders: ZipFolders | undefined;

  private constructor(file: ZipFile, directory: ZipDirectory, root: string) {
    this.#file = file;
    this.#directory = directory;
    this.#members = new ZipMembers(file);
    this.#root = root;
  }

  /**
   * Opens an archive, without keeping the thread from other work.
   *
   * @param path - Absolute path of a regular file.
   * @returns `undefined` when it is no zip archive.
   * @throws AppException `not-found`, `permission-denied`, `corrupt-data`, `unsupported-format`,
   *   `too-large`
   */
  static async tryOpen(path: string): Promise<ZipReader | undefined> {
    const file = await ZipFile.open(path);
    const bytes = await readTable(file);
    if (bytes === undefined) return undefined;
    return new ZipReader(file, await ZipDirectory.of(new ZipTable(bytes, path)), '');
  }

  /** As {@link tryOpen}; throws `unsupported-format` for what is no zip archive. */
  static async open(path: string): Promise<ZipReader> {
    const reader = await ZipReader.tryOpen(path);
    if (reader !== undefined) return reader;
    throw new AppException({
      code: 'unsupported-format',
      message: `${path} is no zip archive.`,
      path,
    });
  }

  get folder(): string {
    return this.#file.path;
  }

  /** Names in the archive that lead out of it or are none; these members cannot be read. */
  get refusedNames(): readonly string[] {
    return this.#directory.refusedNames;
  }

  /** The same archive, with one of its folders as the root. */
  within(folder: string): ZipReader {
    keyParts(folder);
    const root = folder === '' ? this.#root : `${this.#root}${folder}/`;
    return new ZipReader(this.#file, this.#directory, root);
  }

  /** Lets go of the file until it is read again. */
  close(): void {
    this.#file.close();
  }

  check(key: string): void {
    keyParts(key);
  }

  /** What people read in messages. */
  #shown(key: string): string {
    return key === '' ? this.folder : `${this.folder}/${key}`;
  }

  #find(key: string): ZipMember | undefined {
    const member = key === '' ? undefined : this.#directory.find(this.#root + key);
    // The names of members have been checked: only another key may lead out of the archive.
    if (member === undefined) keyParts(key);
    if (member?.isLink !== true) return member;
    throw fileException({ code: 'ELOOP' }, this.#shown(key));
  }

  /** What the table of contents says of a file; `undefined` when there is none, or a link. */
  member(key: string): ZipMember | undefined {
    keyParts(key);
    const member = this.#directory.find(this.#root + key);
    return member?.isLink === true ? undefined : member;
  }

  tryReadFile(key: string): Uint8Array | undefined {
    const member = this.#find(key);
    if (member !== undefined) return this.#members.read(member);
    if (this.isFolder(key)) throw fileException({ code: 'EISDIR' }, this.#shown(key));
    return undefined;
  }

  readFile(key: string): Uint8Array {
    const bytes = this.tryReadFile(key);
    if (bytes !== undefined) return bytes;
    throw fileException({ code: 'ENOENT' }, this.#shown(key));
  }

  tryReadRange(key: string, offsetBytes: number, lengthBytes: number): Uint8Array | undefined {
    const member = this.#find(key);
    return member && this.#members.readRange(member, offsetBytes, lengthBytes);
  }

  readStable(key: string): StampedBytes {
    const bytes = this.readFile(key);
    return { bytes, stamp: { ...this.#file.stamp, sizeBytes: bytes.length } };
  }

  pieces(key: string, offsetBytes = 0): AsyncIterable<Uint8Array> {
    const member = this.#find(key);
    if (member !== undefined) return this.#members.pieces(member, offsetBytes);
    throw fileException({ code: 'ENOENT' }, this.#shown(key));
  }

  /** A member is as old as its archive, which is written in one go. */
  stamp(key: string): FileStamp | undefined {
    const sizeBytes = this.#find(key)?.sizeBytes ?? (this.isFolder(key) ? 0 : undefined);
    if (sizeBytes === undefined) return undefined;
    const now = this.#file.stampNow();
    return now && { ...now, sizeBytes };
  }

  isFile(key: string): boolean {
    return this.#find(key) !== undefined;
  }

  isFolder(key: string): boolean {
    return this.#list().has(this.#folderKey(key));
  }

  tryList(key: string): FolderEntry[] | undefined {
    return this.#list().list(this.#folderKey(key));
  }

  tryListNames(key: string): string[] | undefined {
    return this.#list().names(this.#folderKey(key));
  }

  *memberSizes(): Iterable<MemberSizes> {
    for (let entry = 0; entry < this.#directory.count; entry += 1) {
      const member = this.#directory.memberAt(entry);
      if (member?.name.startsWith(this.#root) !== true) continue;
      const { name, sizeBytes, compressedBytes } = member;
      yield { key: name.slice(this.#root.length), sizeBytes, compressedBytes };
    }
  }

  #folderKey(key: string): string {
    keyParts(key);
    return (this.#root + key).replace(/\/$/, '');
  }

  #list(): ZipFolders {
    this.#folders ??= new ZipFolders(this.#directory);
    return this.#folders;
  }
}
