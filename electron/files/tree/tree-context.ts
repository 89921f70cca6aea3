import type { FileOperations } from './file-operations.ts';
import type { Retrier } from './retry.ts';
import type { Sharing } from './sharing.ts';
import type { TreeControl } from './tree-control.ts';

/** What every tree operation needs. */
export interface TreeContext {
  readonly operations: FileOperations;
  readonly control: TreeControl;
  readonly retrier: Retrier;
  readonly sharing: Sharing;
  /**
   * Asks whether the workflow in a folder opens, and holds the thread until that is known.
   *
   * @throws AppException why it does not
   */
  readonly opens?: ((folder: string) => void) | undefined;
  /**
   * Brings what the system still holds in memory for the volume of a folder to the disk; false when
   * that failed. Absent where there is no way to do it.
   */
  readonly flushVolume?: ((folder: string) => boolean) | undefined;
  /** Milliseconds since 1970-01-01 UTC. */
  readonly nowMs: () => number;
}
