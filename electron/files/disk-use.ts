import { lstat, opendir } from 'node:fs/promises';
import { join } from 'node:path';
import { setImmediate as yieldToEvents } from 'node:timers/promises';
import type { MemberSizes } from './file-source.ts';

/** Bytes and files of one entry of a folder, with all below it. */
export interface DiskPart {
  /** Name of the entry; empty for the files that lie in the folder itself. */
  readonly name: string;
  /** Sum of the sizes of its files, not of the blocks they take. */
  readonly sizeBytes: number;
  readonly fileCount: number;
  /** Of an archive: what they take in it; their sizes are those when unpacked. */
  readonly compressedBytes?: number;
}

export interface DiskUse {
  /** The largest first. */
  readonly parts: readonly DiskPart[];
  /** Entries that could not be looked at. */
  readonly unreadCount: number;
}

interface WalkOptions {
  /** Called after every folder. */
  readonly onProgress: (fileCount: number) => void;
  /** Called between files; throws to stop. */
  readonly checkCancelled: () => void;
}

/** Files asked for at once: enough to hide the latency of a network drive, too few to block it. */
const AT_ONCE = 16;

/**
 * Sizes of everything in a folder, by its entries. Links are counted as themselves and never
 * followed; what cannot be read is counted and passed by. A path to a file is that file alone.
 *
 * @throws what `checkCancelled` throws; the system's error when the folder itself cannot be read
 */
export async function measureFolder(folder: string, options: WalkOptions): Promise<DiskUse> {
  const root = await lstat(folder);
  if (!root.isDirectory()) {
    return { parts: [{ name: '', sizeBytes: root.size, fileCount: 1 }], unreadCount: 0 };
  }
  const parts = new Map<string, { sizeBytes: number; fileCount: number }>();
  let unreadCount = 0;
  let total = 0;
  const add = (name: string, sizeBytes: number): void => {
    const part = parts.get(name) ?? { sizeBytes: 0, fileCount: 0 };
    parts.set(name, part);
    part.sizeBytes += sizeBytes;
    part.fileCount += 1;
    total += 1;
  };
  const folders: { readonly path: string; readonly part: string | undefined }[] = [
    { path: folder, part: undefined },
  ];
  for (let next = folders.pop(); next !== undefined; next = folders.pop()) {
    const { path, part } = next;
    let files: string[] = [];
    const measure = async (): Promise<void> => {
      options.checkCancelled();
      const sizes = await Promise.all(
        files.map((file) =>
          lstat(file)
            .then(({ size }) => size)
            .catch(() => undefined),
        ),
      );
      files = [];
      for (const size of sizes) {
        if (size === undefined) unreadCount += 1;
        else add(part ?? '', size);
      }
    };
    try {
      for await (const entry of await opendir(path)) {
        const child = join(path, entry.name);
        if (entry.isDirectory()) {
          folders.push({ path: child, part: part ?? entry.name });
          continue;
        }
        files.push(child);
        if (files.length === AT_ONCE) await measure();
      }
      await measure();
    } catch (error) {
      options.checkCancelled();
      if (path === folder) throw error;
      unreadCount += 1;
    }
    options.onProgress(total);
  }
  return {
    parts: [...parts]
      .map(([name, part]) => ({ name, ...part }))
      .sort((a, b) => b.sizeBytes - a.sizeBytes),
    unreadCount,
  };
}

/** Members looked at between two pauses: some milliseconds. */
const MEMBERS_PER_YIELD = 20_000;

/**
 * Sizes of everything in an archive, by its top entries, from its table of contents.
 *
 * @throws what `checkCancelled` throws
 */
export async function measureArchive(
  members: Iterable<MemberSizes>,
  options: WalkOptions,
): Promise<DiskUse> {
  const parts = new Map<
    string,
    { sizeBytes: number; compressedBytes: number; fileCount: number }
  >();
  let total = 0;
  for (const { key, sizeBytes, compressedBytes } of members) {
    const slash = key.indexOf('/');
    const name = slash === -1 ? '' : key.slice(0, slash);
    const part = parts.get(name) ?? { sizeBytes: 0, compressedBytes: 0, fileCount: 0 };
    parts.set(name, part);
    part.sizeBytes += sizeBytes;
    part.compressedBytes += compressedBytes;
    part.fileCount += 1;
    total += 1;
    if (total % MEMBERS_PER_YIELD !== 0) continue;
    await yieldToEvents();
    options.onProgress(total);
    options.checkCancelled();
  }
  const sorted = [...parts].sort(([, a], [, b]) => b.compressedBytes - a.compressedBytes);
  return { parts: sorted.map(([name, part]) => ({ name, ...part })), unreadCount: 0 };
}
