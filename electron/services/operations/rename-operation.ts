import { lstat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { type AppError, AppException } from '../../../shared/contract/errors.ts';
import type { TargetFacts } from '../../../shared/contract/operations.ts';
import type { Input } from '../../../shared/contract/procedures.ts';
import { nameProblem } from '../../files/tree/folder-name.ts';
import { identityOf, isSameItem } from '../../files/tree/item-identity.ts';
import { isFile } from '../../files/tree/proven-item.ts';
import { newOperationId } from '../../files/tree/sibling-names.ts';
import { volumeOf } from '../../files/tree/volume.ts';
import { nameMeant } from './archive-name.ts';
import { shownBeside } from './find-subject.ts';
import { FolderLease } from './folder-lease.ts';
import type { OperationParts } from './operation-parts.ts';
import type { OperationRuns } from './operation-runs.ts';
import { type Inspected, requireConfirmed } from './preflight.ts';

/** Looks at a new name; writes nothing. */
export async function checkNewName(found: Inspected, asked: string): Promise<TargetFacts> {
  const { folder, shownPath } = found.subject;
  const name = nameMeant(asked, found.name, isFile(folder));
  const parent = dirname(folder.path);
  const { freeBytes, isWritable } = await volumeOf(parent);
  const problem =
    nameProblem(name, process.platform) ??
    (await takenProblem(found, join(parent, name))) ??
    (isWritable ? undefined : unwritable(parent));
  return {
    path: join(dirname(shownPath), name),
    ...(problem === undefined ? {} : { problem }),
    isSameVolume: true,
    freeBytes,
    neededBytes: 0,
    isSpaceShort: false,
  };
}

/** Its own name in another spelling is free, also where both spellings are one name. */
async function takenProblem({ subject }: Inspected, path: string): Promise<AppError | undefined> {
  const stats = await lstat(path, { bigint: true }).catch(() => undefined);
  if (stats === undefined) return undefined;
  const isItself = isSameItem(identityOf(stats), subject.folder.identity);
  if (isItself && path !== subject.folder.path) return undefined;
  return {
    code: 'refused',
    message: isItself ? 'That is its name already.' : `There is something at ${path} already.`,
    action: 'Choose another name.',
  };
}

function unwritable(folder: string): AppError {
  return {
    code: 'permission-denied',
    message: `Nothing can be renamed in ${folder}.`,
    action: 'Ask its owner for permission to write.',
    path: folder,
  };
}

/**
 * Begins to rename.
 *
 * @throws {AppException} what is wrong with the name; `refused`.
 */
export async function startRename(
  parts: OperationParts,
  runs: OperationRuns,
  found: Inspected,
  { name: asked, confirmed }: Input<'operations.rename'>,
): Promise<string> {
  requireConfirmed(found, confirmed);
  const { path: target, problem } = await checkNewName(found, asked);
  if (problem !== undefined) throw new AppException(problem);
  const { subject } = found;
  const { folder, shownPath } = subject;
  const { dataFolder, roots } = parts;
  return runs.start(
    { kind: 'rename', name: found.name, path: shownPath, target, folder: folder.path },
    async ({ signal, onProgress, onAnswers }) => {
      const lease = await FolderLease.take(parts, subject);
      let path: string;
      try {
        const name = basename(target);
        const input = { id: newOperationId(), folder, name, dataFolder };
        path = await parts.runTree('rename', input, { signal, onProgress, onAnswers });
      } catch (error) {
        await lease.failed();
        throw error;
      }
      const shown = await shownBeside(shownPath, path, basename(path));
      // It is the folder that was allowed, under another name.
      if (!roots.allows(path)) roots.grant(shown);
      await lease.moved(path, shown);
      return { path: shown, mentions: [] };
    },
  );
}
