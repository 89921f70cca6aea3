import { basename, dirname, join } from 'node:path';
import { AppException } from '../../../shared/contract/errors.ts';
import { fileException, withMore } from '../file-errors.ts';
import { nameProblem } from './folder-name.ts';
import { Journal, type JournalEntry, journalAuthor, syncFolder, writeSynced } from './journal.ts';
import { isBelow } from './link-facts.ts';
import { moveFile } from './move-file.ts';
import type { ProvenItem } from './proven-item.ts';
import { refuseExisting } from './refuse-existing.ts';
import { removeNote, removePartial } from './remove-own.ts';
import { alone } from './sharing.ts';
import { noteName, partialName } from './sibling-names.ts';
import type { TreeContext } from './tree-context.ts';
import { unstoppable } from './tree-control.ts';

/** What is made of a workflow, and where. */
export interface BesideRequest {
  /** Names the operation; see `newOperationId`. */
  readonly id: string;
  readonly source: ProvenItem;
  /** Absolute path of what is made; its folder must be there, itself it must not. */
  readonly target: string;
  /** Absolute path of the application's own folder, where the operation is noted. */
  readonly dataFolder: string;
}

/** Nobody but the owner looks into what is not finished. */
const PRIVATE = 0o700;

/**
 * A folder or file that is made beside its place and gets its name when it is complete; noted in the
 * journal, and by a note beside it, from before it begins.
 */
export class BesideTarget {
  /** Absolute path while it is made. */
  readonly partial: string;
  readonly #target: string;
  readonly #isArchive: boolean;
  readonly #note: string;
  readonly #journal: Journal;
  readonly #entry: JournalEntry;
  readonly #context: TreeContext;

  /**
   * Checks the place and notes the operation; nothing is made yet.
   *
   * @param isArchive - One file is made rather than a folder
   * @throws AppException `refused` (there is something at the target), `invalid-request` (name, or a
   * place inside the source), `not-found`, `permission-denied`
   */
  constructor(
    request: BesideRequest,
    kind: 'copy' | 'convert',
    isArchive: boolean,
    context: TreeContext,
  ) {
    checkTarget(request, context);
    const { id, source, target, dataFolder } = request;
    const folder = dirname(target);
    const name = basename(target);
    this.#target = target;
    this.#isArchive = isArchive;
    this.#context = context;
    this.partial = join(folder, partialName(name, id));
    this.#note = join(folder, noteName(name, id));
    this.#journal = new Journal(dataFolder);
    this.#entry = {
      ...journalAuthor(),
      id,
      kind,
      source: source.path,
      meanwhile: this.partial,
      target,
      startedMs: context.nowMs(),
    };
    try {
      this.#journal.write(this.#entry);
    } catch (error) {
      throw fileException(error, dataFolder, 'made');
    }
  }

  /** Makes the note, and the folder that is to be filled; a file is made by who writes it. */
  make(): void {
    const { operations, retrier } = this.#context;
    try {
      writeSynced(this.#note, this.#entry);
      if (!this.#isArchive) retrier.run(() => operations.mkdir(this.partial, PRIVATE));
    } catch (error) {
      throw fileException(error, this.#target, 'made');
    }
  }

  /**
   * Gives it its name. On POSIX an empty folder that appeared there since would be replaced, which
   * loses nothing; anything else is refused by the system.
   */
  finish(): void {
    const { control, operations, retrier } = this.#context;
    control.phase('finishing');
    refuseExisting(this.#target, operations);
    try {
      if (this.#isArchive) moveFile(this.partial, this.#target, this.#context);
      else retrier.run(() => operations.rename(this.partial, this.#target));
    } catch (error) {
      throw fileException(error, this.#target, 'made');
    }
    this.#forget();
  }

  /** It is made: what fails here fails nothing, the journal's next reader sweeps up. */
  #forget(): void {
    try {
      syncFolder(dirname(this.#note));
      removeNote(this.#note, this.#context);
      this.#journal.remove(this.#entry.id);
    } catch {
      // Listed as a left-over of which nothing is left but the note.
    }
  }

  /** Removes what was made so far. @returns The error, which then says what is left, if anything is. */
  cleanedUp(error: unknown): unknown {
    this.#context.control.phase('cleaning');
    const calm: TreeContext = { ...this.#context, control: unstoppable, sharing: alone };
    const { meanwhile } = this.#entry;
    try {
      removePartial(meanwhile, calm);
      removeNote(this.#note, calm);
      this.#journal.remove(this.#entry.id);
      return error;
    } catch (left) {
      this.#journal.end(this.#entry);
      const why = fileException(left, meanwhile, 'deleted').message;
      const made = this.#entry.kind === 'copy' ? 'copied' : 'made';
      return withMore(error, `What was ${made} so far is left in ${meanwhile}. ${why}`);
    }
  }
}

/** The place as it is now: a folder that is there, outside the source, and a free name. */
function checkTarget({ source, target }: BesideRequest, { operations }: TreeContext): void {
  const problem = nameProblem(basename(target), process.platform);
  if (problem !== undefined) throw new AppException(problem);
  let folder: string;
  try {
    folder = operations.realpath(dirname(target));
  } catch (error) {
    throw fileException(error, dirname(target), 'looked at');
  }
  if (isBelow(source.path, folder)) {
    throw new AppException({
      code: 'invalid-request',
      message: 'A workflow cannot be copied into itself.',
      action: 'Choose a folder outside the workflow.',
      field: 'target',
    });
  }
  refuseExisting(target, operations);
}
