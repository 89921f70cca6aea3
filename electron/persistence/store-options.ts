import type { FileSteps } from '../files/file-steps.ts';
import type { FolderWriterOptions } from '../files/folder-writer.ts';
import type { RetryPolicy } from '../files/retrying.ts';
import { HPCFLOW_RETRY } from './directories.ts';
import type { TimeUs } from './records.ts';

/** What a store needs from outside to write; everything has the default hpcflow has. */
export interface StoreOptions {
  /** The current time; the system's clock unless given. */
  readonly now?: () => TimeUs;
  /** When to try again what another program holds (FORMATS §9.8). */
  readonly retry?: RetryPolicy;
  /** Asks whether to delete for good; hpcflow asks on the terminal. Nobody is asked unless given. */
  readonly confirm?: (question: string) => Promise<string>;
  /** Told what `reinstateReplacedDir` does. */
  readonly notify?: (notice: string) => void;
  /** Whether files have reached the disk before they take their place; true unless given. */
  readonly isSynced?: boolean;
  /** Root attributes of a Zarr store are written in the order they have, not by their keys. */
  readonly keepsKeyOrder?: boolean;
  /** Changes to the disk; tests replace them. */
  readonly steps?: FileSteps;
}

export function writerOptions(options: StoreOptions): FolderWriterOptions {
  const { steps, isSynced } = options;
  return {
    retry: options.retry ?? HPCFLOW_RETRY,
    ...(steps === undefined ? {} : { steps }),
    ...(isSynced === undefined ? {} : { isSynced }),
  };
}

/** Microseconds since 1970-01-01 UTC by the system's clock, which knows milliseconds. */
export function systemTime(): TimeUs {
  return Math.round((performance.timeOrigin + performance.now()) * 1000);
}
