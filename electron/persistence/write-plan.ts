import { setImmediate as yieldToEvents } from 'node:timers/promises';
import type { FolderWriter } from '../files/folder-writer.ts';
import type { ChunkBytes } from './rows-edit.ts';

/** One change to the disk: whole or not at all. */
export type WriteStep =
  | { readonly kind: 'file'; readonly key: string; readonly bytes: Uint8Array }
  /** A file that nothing refers to yet: quicker, but it may be there in part. */
  | { readonly kind: 'new-file'; readonly key: string; readonly bytes: Uint8Array }
  | { readonly kind: 'folder'; readonly key: string }
  /** Puts a folder that was made under another name in its place. */
  | { readonly kind: 'place-folder'; readonly from: string; readonly key: string }
  | { readonly kind: 'remove-file'; readonly key: string }
  | { readonly kind: 'remove-folder'; readonly key: string };

/** Steps between two yields to other work. */
const STEPS_PER_YIELD = 200;

export function fileStep(key: string, bytes: Uint8Array): WriteStep {
  return { kind: 'file', key, bytes };
}

export function newFileStep(key: string, bytes: Uint8Array): WriteStep {
  return { kind: 'new-file', key, bytes };
}

export function folderStep(key: string): WriteStep {
  return { kind: 'folder', key };
}

export function chunkSteps(path: string, chunks: readonly ChunkBytes[]): WriteStep[] {
  return chunks.map(({ number, bytes }) => fileStep(`${path}/${number}`, bytes));
}

/** Steps of a folder that is not in its place yet: no file in it is seen before it is. */
export function unseen(steps: readonly WriteStep[]): WriteStep[] {
  return steps.map((step) => (step.kind === 'file' ? { ...step, kind: 'new-file' } : step));
}

/** Carries steps out in their order; ends at the first that fails. */
export async function carryOut(writer: FolderWriter, steps: readonly WriteStep[]): Promise<void> {
  for (const [i, step] of steps.entries()) {
    if (step.kind === 'file') await writer.replace(step.key, step.bytes);
    else if (step.kind === 'new-file') await writer.create(step.key, step.bytes);
    else if (step.kind === 'place-folder') await writer.renameFolder(step.from, step.key);
    else if (step.kind === 'folder') await writer.makeFolder(step.key);
    else if (step.kind === 'remove-file') await writer.remove(step.key);
    else await writer.removeTree(step.key);
    if ((i + 1) % STEPS_PER_YIELD === 0) await yieldToEvents();
  }
}
