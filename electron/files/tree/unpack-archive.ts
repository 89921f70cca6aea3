import { constants } from 'node:fs';
import { join } from 'node:path';
import { AppException } from '../../../shared/contract/errors.ts';
import { fileException } from '../file-errors.ts';
import type { ZipReader } from '../zip/zip-reader.ts';
import { checksum } from '../zip/zip-records.ts';
import { writeAll } from './copy-file.ts';
import { nameProblem } from './folder-name.ts';
import type { TreeContext } from './tree-context.ts';
import { throwIfStopped } from './tree-control.ts';
import { childKey } from './tree-path.ts';
import { TallyBook, type TreeTally } from './tree-tally.ts';

const WRITE_NEW = constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL;
/** Read at once; larger ones piece by piece. */
const WHOLE_BYTES = 1024 * 1024;
const FILE_MODE = 0o666;
const FOLDER_MODE = 0o777;

export interface UnpackRequest {
  readonly reader: ZipReader;
  /** Absolute path of an empty folder of our own. */
  readonly folder: string;
  /** Each file is on the disk before the next is written. */
  readonly syncEach: boolean;
}

/**
 * Refuses an archive of which not every member can be a file here, before anything is written:
 * names that lead out of it, a file that is a folder too, names that this system does not allow.
 *
 * @throws AppException `refused`
 */
export function requireUnpackable(reader: ZipReader): void {
  const [refusedName] = reader.refusedNames;
  if (refusedName !== undefined) {
    throw refused(`has the member “${refusedName}”, which leads out of it`);
  }
  if (process.platform !== 'win32') return;
  for (const { key } of reader.memberSizes()) {
    const problem = key.split('/').find((part) => nameProblem(part, 'win32') !== undefined);
    if (problem !== undefined) throw refused(`has the member “${key}”, no name on Windows`);
  }
}

/**
 * Writes the members of an archive into a folder, byte for byte, checksums verified, with the folders
 * that the archive names though nothing is in them. Links are mentioned and left out. Nothing is
 * written outside the folder, and never onto anything that is there.
 *
 * @throws AppException `corrupt-data`, `refused`, `cancelled`, `too-large`, `permission-denied`
 */
export async function unpackArchive(
  request: UnpackRequest,
  context: TreeContext,
): Promise<TreeTally> {
  requireUnpackable(request.reader);
  const unpacker = new Unpacker(request, context);
  await unpacker.folder('', request.folder);
  return unpacker.book.tally();
}

class Unpacker {
  readonly book = new TallyBook();
  readonly #request: UnpackRequest;
  readonly #context: TreeContext;

  constructor(request: UnpackRequest, context: TreeContext) {
    this.#request = request;
    this.#context = context;
  }

  async folder(key: string, path: string): Promise<void> {
    const { control, operations, retrier } = this.#context;
    const { reader } = this.#request;
    control.current(key);
    for (const { name, kind } of reader.tryList(key) ?? []) {
      throwIfStopped(control);
      const childOf = childKey(key, name);
      const to = join(path, name);
      if (kind === 'folder') {
        // A member and a folder of one name: the second is refused by the system as there already.
        try {
          retrier.run(() => operations.mkdir(to, FOLDER_MODE));
        } catch (error) {
          throw fileException(error, childOf, 'unpacked');
        }
        this.book.folders += 1;
        await this.folder(childOf, to);
      } else if (kind === 'file') await this.#file(childOf, to);
      else this.book.mention('link-left-out', childOf, 'A link; none is made of an archive.');
    }
  }

  async #file(key: string, to: string): Promise<void> {
    const { control, operations } = this.#context;
    const { reader, syncEach } = this.#request;
    const member = reader.member(key);
    let sum = 0;
    let sizeBytes = 0;
    try {
      const fd = operations.open(to, WRITE_NEW, FILE_MODE);
      try {
        const isWhole = member !== undefined && member.sizeBytes <= WHOLE_BYTES;
        for await (const bytes of isWhole ? [reader.readFile(key)] : reader.pieces(key)) {
          throwIfStopped(control);
          writeAll(operations, fd, bytes, bytes.length);
          sum = checksum(bytes, sum);
          sizeBytes += bytes.length;
          control.count(0, bytes.length);
        }
        if (syncEach) operations.fsync(fd);
      } finally {
        operations.close(fd);
      }
    } catch (error) {
      throw fileException(error, key, 'unpacked');
    }
    if (member === undefined || sum !== member.crc32 || sizeBytes !== member.sizeBytes) {
      throw new AppException({
        code: 'corrupt-data',
        message: `The zip archive ${reader.folder} is damaged: ${key} does not have its checksum.`,
        action: 'Copy or download it again.',
        file: reader.folder,
        place: key,
      });
    }
    this.book.files += 1;
    this.book.sizeBytes += sizeBytes;
    control.count(1, 0);
  }
}

function refused(what: string): AppException {
  return new AppException({
    code: 'refused',
    message: `The archive ${what}, so it is not unpacked.`,
    action: 'Have it made again, or unpack it with a program that you trust.',
  });
}
