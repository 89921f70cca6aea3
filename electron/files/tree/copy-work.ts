import { AppException } from '../../../shared/contract/errors.ts';
import { errnoOf, fileException } from '../file-errors.ts';
import { FileCopier, NotAFile, timesOf } from './copy-file.ts';
import { SkippedFile } from './retry.ts';
import type { Batch, BatchTask, BatchWork } from './sharing.ts';
import type { TreeContext } from './tree-context.ts';
import { throwIfStopped } from './tree-control.ts';
import { childKey, childPath, type TreePath } from './tree-path.ts';
import { TallyBook, type TreeTally } from './tree-tally.ts';

export type CopyTask = Extract<BatchTask, { kind: 'copy' }>;

/** Codes of a file that is gone, or in whose place there is a link, a folder or a socket now. */
const REPLACED = new Set(['ENOENT', 'ELOOP', 'EMLINK', 'ESTALE', 'EISDIR', 'ENOTDIR', 'ENXIO']);

/** Times a file that changes under our hands is copied before that is said. */
const MOST_TRIES = 2;

/** Copies files and links of batches; what is neither is mentioned. */
export class CopyWork implements BatchWork {
  readonly #context: TreeContext;
  readonly #task: CopyTask;
  readonly #copier: FileCopier;
  readonly #book = new TallyBook();

  constructor(task: CopyTask, context: TreeContext) {
    this.#task = task;
    this.#context = context;
    this.#copier = new FileCopier({ ...context, syncEach: task.syncEach });
  }

  run(batch: Batch): void {
    const { control, retrier } = this.#context;
    batch.names.forEach((name, at) => {
      const folder = batch.folders[batch.folderOf[at] ?? 0];
      if (folder === undefined) return;
      throwIfStopped(control);
      const key = childKey(folder.key, name);
      const from = childPath(folder.from, name);
      const to = childPath(folder.to, name);
      const kind = batch.kinds[at];
      try {
        if (kind === 'file') this.#copyFile(from, to, key);
        else if (kind === 'link')
          retrier.run(() => this.#copyLink(from, to), { path: key, canSkip: true });
        else this.#skipSpecial(key);
      } catch (error) {
        this.#missed(error, key);
      }
    });
  }

  tally(): TreeTally {
    return this.#book.tally();
  }

  #copyFile(from: TreePath, to: TreePath, key: string): void {
    const { control, operations, retrier } = this.#context;
    for (let tries = 1; ; tries += 1) {
      const { isStill, sizeBytes } = retrier.run(() => this.#copier.copy(from, to), {
        path: key,
        canSkip: true,
      });
      if (!isStill && tries < MOST_TRIES) {
        operations.unlink(to);
        continue;
      }
      if (!isStill) this.#changed(key, 'It changed while it was copied.');
      this.#book.files += 1;
      this.#book.sizeBytes += sizeBytes;
      control.count(1, 0);
      return;
    }
  }

  #copyLink(from: TreePath, to: TreePath): void {
    const { control, operations } = this.#context;
    const stats = operations.lstat(from);
    operations.symlink(operations.readlink(from), to);
    operations.lutimes(to, ...timesOf(stats));
    this.#book.links += 1;
    control.count(1, 0);
  }

  #skipSpecial(key: string): void {
    this.#book.mention('special-file', key, 'A pipe, socket or device; not copied.');
    this.#context.control.count(1, 0);
  }

  /** An entry that went away or became something else is a change; all else ends the copy. */
  #missed(error: unknown, key: string): void {
    // Who cancels while a file is waited for, cancels; the file is no matter any more.
    throwIfStopped(this.#context.control);
    if (error instanceof SkippedFile) {
      this.#book.mention('skipped', key, 'Another program held it; left out as asked.');
      return;
    }
    const code = errnoOf(error);
    if (!REPLACED.has(code ?? '') && !(error instanceof NotAFile))
      throw fileException(error, key, 'copied');
    this.#changed(key, 'It went away or was replaced while the folder was copied.');
  }

  #changed(key: string, detail: string): void {
    if (!this.#task.allowChanges) throw changedException(key);
    this.#book.mention('changed', key, detail);
  }
}

export function changedException(key: string): AppException {
  return new AppException({
    code: 'changed-on-disk',
    message: `${key} changed while the folder was copied, so the copy would not be of one moment.`,
    action: 'Wait until nothing writes to the folder, or copy it as it is in spite of changes.',
    file: key,
  });
}
