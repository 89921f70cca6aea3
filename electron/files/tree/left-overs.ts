import { basename, dirname, join } from 'node:path';
import { AppException } from '../../../shared/contract/errors.ts';
import { errnoOf } from '../file-errors.ts';
import { finishDeletion } from './delete-tree.ts';
import { Journal, type JournalEntry, readEntry } from './journal.ts';
import { type ProvenItem, requireProven } from './proven-item.ts';
import { removeNote, removePartial } from './remove-own.ts';
import { finishRename } from './rename-item.ts';
import { operationIdOf } from './sibling-names.ts';
import type { TreeContext } from './tree-context.ts';

/** What an interrupted operation left. */
export interface LeftOver {
  /** Of the operation. */
  readonly id: string;
  /** An unfinished copy, a workflow deleted in part, or one under a name between old and new. */
  readonly kind: JournalEntry['kind'];
  /** Absolute path of what is left. */
  readonly path: string;
  /** Absolute path of the workflow that was copied, converted, deleted or renamed. */
  readonly source: string;
  readonly target?: string | undefined;
  readonly startedMs: number;
}

type Presence = 'there' | 'gone' | 'out-of-reach';

/**
 * What interrupted operations left, by the journal. Entries of which nothing is left are forgotten;
 * those on a volume that is not there now are kept, and not listed.
 */
export function listLeftOvers(dataFolder: string, context: TreeContext): LeftOver[] {
  const journal = new Journal(dataFolder);
  return journal.interrupted(context.nowMs()).flatMap((entry) => {
    if (!isOwnName(entry)) return [];
    const presence = presenceOf(entry.meanwhile, context);
    if (presence === 'there') return [leftOverOf(entry)];
    if (presence === 'gone') sweep(entry, journal, context);
    return [];
  });
}

function leftOverOf({ id, kind, meanwhile, source, target, startedMs }: JournalEntry): LeftOver {
  return { id, kind, path: meanwhile, source, target, startedMs };
}

/** The name on the disk is one that this operation gave: nothing else is ever touched. */
function isOwnName({ id, meanwhile }: JournalEntry): boolean {
  return operationIdOf(basename(meanwhile)) === id;
}

function presenceOf(path: string, { operations }: Pick<TreeContext, 'operations'>): Presence {
  try {
    operations.lstat(path);
    return 'there';
  } catch (error) {
    if (errnoOf(error) !== 'ENOENT') return 'out-of-reach';
  }
  try {
    operations.lstat(dirname(path));
    return 'gone';
  } catch {
    return 'out-of-reach';
  }
}

function sweep(entry: JournalEntry, journal: Journal, context: TreeContext): void {
  try {
    if (isMade(entry)) removeNote(noteOf(entry), context);
    journal.remove(entry.id);
  } catch {
    // Not writable now: the next time, then.
  }
}

/** A copy or a conversion: something new beside its place, with a note. */
function isMade({ kind }: JournalEntry): boolean {
  return kind === 'copy' || kind === 'convert';
}

function noteOf({ meanwhile }: JournalEntry): string {
  return join(dirname(meanwhile), `${basename(meanwhile)}.json`);
}

/**
 * Removes an unfinished copy, finishes a deletion, or gives a workflow that was being renamed its
 * new name.
 *
 * @throws AppException `not-found` when there is no such left-over; what is left, where, and why
 */
export function cleanLeftOver(dataFolder: string, id: string, context: TreeContext): void {
  const journal = new Journal(dataFolder);
  const entry = interruptedBy(id, journal, context);
  const { kind, identity, source, meanwhile } = entry;
  if (isMade(entry)) {
    context.control.phase('cleaning');
    removePartial(meanwhile, context);
    removeNote(noteOf(entry), context);
  } else if (identity !== undefined) {
    const folder: ProvenItem = { path: source, identity };
    if (kind === 'delete') {
      finishDeletion(entry, folder, context, { mayGiveBack: false, dataFolder });
      return;
    }
    requireProven(folder, context.operations, meanwhile);
    finishRename(entry, context);
  }
  journal.remove(id);
}

/**
 * Leaves what is left as it is, and forgets that it is left.
 *
 * @throws AppException `not-found` when there is no such left-over
 */
export function keepLeftOver(dataFolder: string, id: string, context: TreeContext): void {
  const journal = new Journal(dataFolder);
  const entry = interruptedBy(id, journal, context);
  if (isMade(entry)) removeNote(noteOf(entry), context);
  journal.remove(id);
}

function interruptedBy(id: string, journal: Journal, context: TreeContext): JournalEntry {
  const entry = journal.interrupted(context.nowMs()).find((other) => other.id === id);
  if (entry !== undefined && isOwnName(entry)) return entry;
  throw new AppException({
    code: 'not-found',
    message: 'This left-over is not there any more.',
    action: 'Look at the list again.',
  });
}

/**
 * What this or another machine left of copies in a folder, by the notes beside them; for folders on
 * shared volumes, and when the application's own folder is lost. Running operations are listed too.
 *
 * @param names - Names of the entries of the folder
 */
export function notedCopiesIn(folder: string, names: readonly string[]): LeftOver[] {
  return names.flatMap((name) => {
    const id = operationIdOf(name);
    if (id === undefined || !name.endsWith('.json')) return [];
    const entry = readEntry(join(folder, name));
    if (entry === undefined || entry.id !== id) return [];
    // Where it is, we see; what the note says of that may be anything.
    return [{ ...leftOverOf(entry), path: join(folder, name.slice(0, -'.json'.length)) }];
  });
}
