import { mayHaveTrash, trashSurroundings } from './trash-place.ts';
import type { VolumeKind } from './volume.ts';

/** Whether a folder can be moved to a trash, and whether that can be undone from here. */
export type TrashFacts =
  | { readonly isAvailable: true; readonly isUndoable: boolean }
  | { readonly isAvailable: false; readonly reason: string };

/**
 * What to offer before anything is done.
 *
 * @param folder - Absolute path, links resolved
 * @param kind - Of its volume
 * @param hasSystemTrash - The host moves to the system's own trash
 */
export function trashFacts(folder: string, kind: VolumeKind, hasSystemTrash: boolean): TrashFacts {
  if (kind === 'network') return { isAvailable: false, reason: 'It is on a network volume.' };
  if (kind === 'wsl') {
    return { isAvailable: false, reason: 'It is on a volume shared between Windows and Linux.' };
  }
  if (process.platform === 'linux') {
    return mayHaveTrash(folder, trashSurroundings())
      ? { isAvailable: true, isUndoable: true }
      : { isAvailable: false, reason: 'Its volume has no trash, and none can be made there.' };
  }
  return hasSystemTrash
    ? { isAvailable: true, isUndoable: false }
    : { isAvailable: false, reason: 'The trash of this system cannot be reached from here.' };
}
