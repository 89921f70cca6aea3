import { randomBytes } from 'node:crypto';
import { mkdir, open, rename, unlink } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

/** Virus scanners and syncing programs hold a file for moments; then renaming onto it fails. */
const RENAME_RETRY_MS = [20, 50, 100, 250, 500] as const;

/**
 * Writes a file whole or not at all: beside the target, synced, then renamed onto it. Makes
 * the folder when it is not there.
 *
 * @throws the system's error; the target is then as it was.
 */
export async function writeAtomically(path: string, content: string | Uint8Array): Promise<void> {
  const folder = dirname(path);
  await mkdir(folder, { recursive: true });
  const beside = join(folder, `.${basename(path)}.${randomBytes(6).toString('hex')}.partial`);
  try {
    const file = await open(beside, 'wx', 0o600);
    try {
      await file.writeFile(content);
      await file.sync();
    } finally {
      await file.close();
    }
    await renamePatiently(beside, path);
  } catch (error) {
    await unlink(beside).catch(() => undefined);
    throw error;
  }
}

async function renamePatiently(from: string, to: string): Promise<void> {
  for (const waitMs of RENAME_RETRY_MS) {
    try {
      return await rename(from, to);
    } catch (error) {
      const { code } = error as { readonly code?: unknown };
      if (code !== 'EPERM' && code !== 'EBUSY' && code !== 'EACCES') throw error;
      await delay(waitMs);
    }
  }
  await rename(from, to);
}
