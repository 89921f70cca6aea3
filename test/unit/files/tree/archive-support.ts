import { mkdirSync, readdirSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import type { CopyRequest } from '../../../../electron/files/tree/copy-tree.ts';
import { Journal } from '../../../../electron/files/tree/journal.ts';
import { newOperationId } from '../../../../electron/files/tree/sibling-names.ts';
import { prove, scratchFolder, systemError } from './tree-support.ts';

/** Above this, a file is copied in pieces where the volume does not share blocks. */
export const LARGE_BYTES = 33 * 1024 * 1024;

/** A volume that shares no blocks between files. */
export const noSharing = {
  copyFile: () => {
    throw systemError('EOPNOTSUPP');
  },
};

export interface Place {
  readonly folder: string;
  readonly path: string;
  readonly dataFolder: string;
  readonly content: Buffer;
}

export function place(sizeBytes = 100_000): Place {
  const folder = scratchFolder();
  const path = join(folder, 'study.zip');
  const content = Buffer.alloc(sizeBytes, 'an archive, ');
  writeFileSync(path, content, { mode: 0o640 });
  utimesSync(path, 1_600_000_000, 1_600_000_000.25);
  const dataFolder = join(folder, 'data');
  mkdirSync(dataFolder);
  return { folder, path, dataFolder, content };
}

export async function copying({ path, folder, dataFolder }: Place): Promise<CopyRequest> {
  return {
    id: newOperationId(),
    source: await prove(path),
    target: join(folder, 'copy.zip'),
    leaveOut: [],
    allowChanges: true,
    dataFolder,
    isFlushed: true,
  };
}

/** What is in the folder, and that no operation is noted any more. */
export function left({ folder, dataFolder }: Place): string[] {
  expect(new Journal(dataFolder).interrupted(Number.MAX_SAFE_INTEGER)).toEqual([]);
  return readdirSync(folder).sort();
}
