import { basename, dirname, join } from 'node:path';
import { nodeFileSteps } from '../files/file-steps.ts';
import { ChangingStore } from './changing-store.ts';
import { copyFolder } from './copy-folder.ts';
import { type DirectoryOptions, HPCFLOW_RETRY, removeDir, renameDir } from './directories.ts';

/**
 * hpcflow's `PersistentStore` (FORMATS §9, §10): what {@link ChangingStore} and its base can, and
 * what is done with the folder as a whole.
 */
export abstract class PersistentStore extends ChangingStore {
  get #directories(): Required<DirectoryOptions> {
    const { retry = HPCFLOW_RETRY, steps = nodeFileSteps } = this.options;
    return { retry, steps };
  }

  /**
   * hpcflow: `remove_replaced_dir`. The folder that this workflow replaced is removed by the commit,
   * after all else is written: until then nothing is lost. hpcflow removes it at once.
   */
  removeReplacedDir(): Promise<void> {
    return this.serially(async () => {
      if ((await this.replacedDir()) === undefined) return;
      this.pending.isReplacedDirRemoved = true;
      await this.saveNow();
    });
  }

  /** hpcflow: `reinstate_replaced_dir`; nothing may be in its place. */
  reinstateReplacedDir(): Promise<void> {
    return this.serially(async () => {
      this.options.notify?.('reinstate replaced directory!');
      const replaced = await this.replacedDir();
      if (replaced !== undefined) await renameDir(replaced, this.storePath, this.#directories);
    });
  }

  /**
   * hpcflow: `copy`
   *
   * @param path - Absolute path of the copy; nothing may be there.
   */
  copy(path: string): Promise<void> {
    return this.serially(() => copyFolder(this.storePath, path, this.#directories.steps));
  }

  /** hpcflow: `delete`; asks first, and deletes only when the answer is `y`. */
  async delete(): Promise<void> {
    const question = `Permanently delete the workflow at path ${this.storePath}; [y]es or [n]o?`;
    const answer = (await this.options.confirm?.(question)) ?? '';
    if (answer.trim().toLowerCase() === 'y') await this.deleteNoConfirm();
  }

  /** hpcflow: `delete_no_confirm` */
  deleteNoConfirm(): Promise<void> {
    return this.serially(() => removeDir(this.storePath, this.#directories));
  }

  /** Path of the folder that this workflow replaced: beside it (FORMATS T16). */
  protected async replacedDir(): Promise<string | undefined> {
    const name = (await this.loadMetadata()).get('replaced_dir');
    // A name, never a path: whatever stands there leads to no other place.
    if (typeof name !== 'string' || name === '') return undefined;
    const plain = basename(name);
    return plain === '..' || plain === '.' ? undefined : join(dirname(this.storePath), plain);
  }

  protected async removeReplaced(): Promise<void> {
    const replaced = await this.replacedDir();
    if (replaced !== undefined && replaced !== this.storePath) {
      await removeDir(replaced, this.#directories);
    }
  }
}
