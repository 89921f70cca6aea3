import { lstat } from 'node:fs/promises';
import { identityOf, isSameItem } from '../../files/tree/item-identity.ts';
import { toAppError } from '../../workers/to-app-error.ts';
import type { OpenWorkflow, Suspension } from '../open-workflow.ts';
import type { Kept } from '../recents.ts';
import type { FoundSubject } from './find-subject.ts';
import type { OperationParts } from './operation-parts.ts';

type Parts = Pick<OperationParts, 'registry' | 'recents' | 'copies' | 'indexCache' | 'bus' | 'log'>;

interface SuspendedWorkflow {
  readonly workflow: OpenWorkflow;
  readonly suspension: Suspension;
}

/**
 * A workflow while its folder is renamed or taken away: its worker is closed before, and what shows
 * it follows afterwards, tabs and recent workflows alike.
 */
export class FolderLease {
  /** Entries of the recent workflows, as they were. */
  readonly kept: readonly Kept[];
  readonly #parts: Parts;
  readonly #subject: FoundSubject;
  readonly #open: SuspendedWorkflow | undefined;

  private constructor(
    parts: Parts,
    subject: FoundSubject,
    kept: readonly Kept[],
    open: SuspendedWorkflow | undefined,
  ) {
    this.#parts = parts;
    this.#subject = subject;
    this.kept = kept;
    this.#open = open;
  }

  static async take(parts: Parts, subject: FoundSubject): Promise<FolderLease> {
    const { path } = subject.folder;
    const kept = await parts.recents.at(path);
    const workflow = parts.registry.openAt(path);
    const open =
      workflow === undefined ? undefined : { workflow, suspension: await workflow.suspend() };
    return new FolderLease(parts, subject, kept, open);
  }

  /** The folder has another path now. */
  async moved(realPath: string, shownPath: string): Promise<void> {
    const { registry, recents, copies, bus } = this.#parts;
    await recents.move(this.kept, shownPath);
    await copies.moved(this.#subject.folder.path, realPath);
    await this.#forgetIndex();
    if (this.#open === undefined) return;
    const { workflow, suspension } = this.#open;
    registry.moved(workflow, realPath);
    try {
      const identity = await suspension.resume(shownPath);
      bus.emit('workflow.moved', { workflowId: workflow.id, identity });
    } catch (exception) {
      // Renamed it is; that it does not open there is an error of its own.
      const error = toAppError(exception, 'reopen', this.#parts.log);
      bus.emit('workflow.crashed', { workflowId: workflow.id, error });
    }
  }

  /** The folder is gone. */
  async removed(): Promise<void> {
    const { registry, recents, bus } = this.#parts;
    for (const { path } of this.kept) await recents.remove(path);
    await this.#forgetIndex();
    if (this.#open === undefined) return;
    const { workflow, suspension } = this.#open;
    suspension.end();
    await registry.close(workflow.id);
    bus.emit('workflow.removed', { workflowId: workflow.id, path: workflow.path });
  }

  /** What is kept of a workflow at a path where it is no more is of no use. */
  async #forgetIndex(): Promise<void> {
    const { indexCache } = this.#parts;
    const { folder, shownPath } = this.#subject;
    for (const path of new Set([folder.path, shownPath])) await indexCache.forget(path);
  }

  /** The operation failed: the folder may be as it was, or gone in part. */
  async failed(): Promise<void> {
    const { folder } = this.#subject;
    const stats = await lstat(folder.path, { bigint: true }).catch(() => undefined);
    if (stats === undefined || !isSameItem(identityOf(stats), folder.identity)) {
      await this.removed();
      return;
    }
    await this.#open?.suspension.resume().catch((error: unknown) => {
      this.#parts.log(`${folder.path} does not open again: ${String(error)}`);
    });
  }
}
