import { constants } from 'node:fs';
import { join } from 'node:path';
import { AppException } from '../../../shared/contract/errors.ts';
import { fileException } from '../file-errors.ts';
import { ZipReader } from '../zip/zip-reader.ts';
import { COMPARE_UP_TO_BYTES, COMPARE_UP_TO_FILES } from './copy-tree.ts';
import { changedException } from './copy-work.ts';
import { openFolder } from './folder-handle.ts';
import { measureTree } from './measure-tree.ts';
import type { TreeContext } from './tree-context.ts';
import { throwIfStopped } from './tree-control.ts';
import { mentionOf, type TreeTally } from './tree-tally.ts';

const READ = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0);

/**
 * Opens an archive that was just made, and compares its table of contents with what was packed; of a
 * small one every member, its checksum verified, with its file.
 *
 * @param source - Absolute path of the folder that was packed
 * @returns true when the members were compared
 * @throws AppException `corrupt-data`, `changed-on-disk`, `cancelled`
 */
export async function verifyArchive(
  source: string,
  archive: string,
  packed: TreeTally,
  allowChanges: boolean,
  context: TreeContext,
): Promise<boolean> {
  const reader = await ZipReader.open(archive);
  try {
    const found = tallyOf(reader);
    requireSame(archive, packed, found);
    if (mentionOf(packed, 'skipped') !== undefined || isLarge(packed)) return false;
    return compareMembers(reader, source, allowChanges, context);
  } finally {
    reader.close();
  }
}

/**
 * Counts the folder that was made of an archive; of a small one every file is compared with its member.
 *
 * @returns true when the files were compared
 * @throws AppException `corrupt-data`, `cancelled`
 */
export function verifyUnpacked(
  reader: ZipReader,
  folder: string,
  unpacked: TreeTally,
  context: TreeContext,
): boolean {
  const found = measureTree(folder, openFolder(context.operations, folder), [], context);
  requireSame(folder, unpacked, found);
  if (isLarge(unpacked)) return false;
  return compareMembers(reader, folder, false, context);
}

function tallyOf(reader: ZipReader): Pick<TreeTally, 'files' | 'sizeBytes'> {
  let files = 0;
  let sizeBytes = 0;
  for (const member of reader.memberSizes()) {
    files += 1;
    sizeBytes += member.sizeBytes;
  }
  return { files, sizeBytes };
}

function isLarge({ files, sizeBytes }: TreeTally): boolean {
  return files > COMPARE_UP_TO_FILES || sizeBytes > COMPARE_UP_TO_BYTES;
}

function compareMembers(
  reader: ZipReader,
  folder: string,
  allowChanges: boolean,
  { control, operations }: TreeContext,
): boolean {
  let areEqual = true;
  for (const { key, sizeBytes } of reader.memberSizes()) {
    if (reader.member(key) === undefined) continue;
    throwIfStopped(control);
    const path = join(folder, ...key.split('/'));
    let fd: number;
    try {
      fd = operations.open(path, READ);
    } catch (error) {
      throw fileException(error, key, 'read');
    }
    try {
      // One byte more than there should be: a file that grew is no equal one.
      const bytes = Buffer.allocUnsafe(sizeBytes + 1);
      const got = operations.read(fd, bytes, 0);
      if (bytes.subarray(0, got).equals(reader.readFile(key))) continue;
    } finally {
      operations.close(fd);
    }
    if (!allowChanges) throw changedException(key);
    areEqual = false;
  }
  return areEqual;
}

function requireSame(
  made: string,
  wanted: Pick<TreeTally, 'files' | 'sizeBytes'>,
  found: Pick<TreeTally, 'files' | 'sizeBytes'>,
): void {
  if (wanted.files === found.files && wanted.sizeBytes === found.sizeBytes) return;
  throw new AppException({
    code: 'corrupt-data',
    message: `What was made does not hold what was put into it (files: ${wanted.files} → ${found.files}, bytes: ${wanted.sizeBytes} → ${found.sizeBytes}).`,
    action: 'Check the disk or the connection to the file server, then try again.',
    file: made,
  });
}
