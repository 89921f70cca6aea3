import { isAbsolute, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { type AppError, AppException } from '../../shared/contract/errors.ts';
import { lookAt } from './file-state.ts';

/** After this a document of some megabytes that was being written is whole (FORMATS T23). */
const TORN_WAIT_MS = 200;
/** A broken file that nobody has touched for so long is broken. */
const JUST_WRITTEN_MS = 1000;
const NS_PER_MS = 1_000_000n;

/** A file may be broken because it is read while it is written. */
export function mayBeTorn(error: unknown): error is AppException {
  return (
    error instanceof AppException &&
    (error.error.code === 'corrupt-data' || error.error.code === 'changed-on-disk')
  );
}

/** Reads; once more after a moment when what was read may be torn. @throws what the last reading did */
export async function readTwice<T>(
  read: () => Promise<T>,
  seemsTorn: (error: unknown) => boolean,
): Promise<T> {
  try {
    return await read();
  } catch (error) {
    if (!seemsTorn(error)) throw error;
    await delay(TORN_WAIT_MS);
    return read();
  }
}

/** True for an error of a file that was written a moment ago. */
export function isOfJustWritten(folder: string, error: unknown): boolean {
  const file = mayBeTorn(error) ? fileOf(error) : undefined;
  if (file === undefined) return false;
  try {
    const state = lookAt(isAbsolute(file) ? file : join(folder, file));
    if (state === undefined) return false;
    return Date.now() - Number(state.modifiedNs / NS_PER_MS) < JUST_WRITTEN_MS;
  } catch {
    return false;
  }
}

/** Said instead of what is wrong with a half-written file. */
export function beingWritten(error: AppException): AppError {
  const file = fileOf(error);
  return {
    code: 'changed-on-disk',
    message: `${file ?? 'A file of the workflow'} is being written and cannot be read yet.`,
    action: 'It is read again at the next check.',
    ...(file === undefined ? {} : { file }),
  };
}

function fileOf({ error }: AppException): string | undefined {
  return 'file' in error ? error.file : undefined;
}
