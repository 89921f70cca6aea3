import { AppException } from '../../../shared/contract/errors.ts';
import type { OperationResult } from '../../../shared/contract/operations.ts';
import type { Input } from '../../../shared/contract/procedures.ts';
import { nodeFileOperations } from '../../files/tree/file-operations.ts';
import { newOperationId } from '../../files/tree/sibling-names.ts';
import { moveToSystemTrash, type TrashedItem } from '../../files/tree/trash-item.ts';
import { trashSurroundings } from '../../files/tree/trash-place.ts';
import { HandleTable } from '../handle-table.ts';
import type { Kept } from '../recents.ts';
import { FolderLease } from './folder-lease.ts';
import type { OperationParts } from './operation-parts.ts';
import type { OperationContext, OperationRuns } from './operation-runs.ts';
import { type Inspected, requireConfirmed, requireUnchanged } from './preflight.ts';

const MOST_UNDOS = 100;

/** A workflow in the trash that can be brought back. */
interface Undo {
  readonly trashed: TrashedItem;
  readonly name: string;
  readonly shownPath: string;
  readonly kept: readonly Kept[];
}

/** Takes workflows away: into the trash and back, or for good. */
export class Removals {
  readonly #parts: OperationParts;
  readonly #runs: OperationRuns;
  readonly #undos = new HandleTable<Undo>(MOST_UNDOS);

  constructor(parts: OperationParts, runs: OperationRuns) {
    this.#parts = parts;
    this.#runs = runs;
  }

  /** @throws {AppException} `refused` for what was not confirmed. */
  trash(found: Inspected, { confirmed }: Input<'operations.trash'>): string {
    return this.#start('trash', found, confirmed, async (lease, context) => {
      const { folder, shownPath } = found.subject;
      const { dataFolder, moveToTrash, runTree } = this.#parts;
      if (process.platform !== 'linux') {
        if (moveToTrash === undefined) throw new AppException(NO_TRASH);
        await moveToSystemTrash(folder, dataFolder, nodeFileOperations, moveToTrash);
        return { mentions: [] };
      }
      const input = { folder, dataFolder, around: trashSurroundings() };
      const { signal, onProgress, onAnswers } = context;
      const trashed = await runTree('trash', input, { signal, onProgress, onAnswers });
      const { kept } = lease;
      const undoId = this.#undos.issue({ trashed, name: found.name, shownPath, kept });
      return { undoId, mentions: [] };
    });
  }

  /** @throws {AppException} `invalid-request` when the name typed is not its name; `refused`. */
  delete(found: Inspected, { confirmed, typedName }: Input<'operations.delete'>): string {
    if (typedName !== found.name) {
      throw new AppException({
        code: 'invalid-request',
        message: 'The name that was typed is not the name of the workflow.',
        action: `Type ${found.name} to delete it for good.`,
        field: 'typedName',
      });
    }
    return this.#start('delete', found, confirmed, async (_lease, context) => {
      const { copies, dataFolder, runTree } = this.#parts;
      const input = { id: newOperationId(), folder: found.subject.folder, dataFolder };
      const { signal, onProgress, onAnswers } = context;
      const totals = { files: found.tally.files + found.tally.links, sizeBytes: 0 };
      const wishes = { signal, onProgress, onAnswers, totals };
      const { files } = await runTree('delete', input, wishes);
      await copies.forget(found.subject.folder.path);
      return { files, mentions: [] };
    });
  }

  /** @throws {AppException} `not-found` when it is not known what to bring back. */
  restore({ undoId }: Input<'operations.restore'>): string {
    const undo = this.#undos.find(undoId);
    if (undo === undefined) {
      throw new AppException({
        code: 'not-found',
        message: 'What was moved to the trash is not known here any more.',
        action: 'Bring it back with the file manager.',
      });
    }
    const { trashed, name, shownPath, kept } = undo;
    const folder = trashed.folder.path;
    return this.#runs.start(
      { kind: 'restore', name, path: shownPath, folder },
      async ({ signal, onProgress, onAnswers }) => {
        await this.#parts.runTree('restore', trashed, { signal, onProgress, onAnswers });
        this.#undos.forget(undoId);
        await this.#parts.recents.putBack(kept);
        return { path: shownPath, mentions: [] };
      },
    );
  }

  /** Measures again what is to be taken away, and lets go of it first. */
  #start(
    kind: 'trash' | 'delete',
    found: Inspected,
    confirmed: Input<'operations.trash'>['confirmed'],
    take: (lease: FolderLease, context: OperationContext) => Promise<OperationResult>,
  ): string {
    requireConfirmed(found, confirmed);
    const { name, subject, tally } = found;
    const total = { files: tally.files + tally.links, sizeBytes: tally.sizeBytes };
    return this.#runs.start(
      { kind, name, path: subject.shownPath, folder: subject.folder.path, total },
      async (context) => {
        const { signal, onProgress } = context;
        const input = { folder: subject.folder, leaveOut: [] };
        const now = await this.#parts.runTree('measure', input, { signal, onProgress });
        requireUnchanged(found, now);
        const lease = await FolderLease.take(this.#parts, subject);
        let result: OperationResult;
        try {
          result = await take(lease, context);
        } catch (error) {
          await lease.failed();
          throw error;
        }
        await lease.removed();
        return result;
      },
    );
  }
}

const NO_TRASH = {
  code: 'unsupported-operation',
  message: 'The trash of this system cannot be reached from here.',
  action: 'Delete the workflow for good, or move it to another place yourself.',
} as const;
