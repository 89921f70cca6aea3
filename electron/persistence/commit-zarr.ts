import type { FileSource } from '../files/file-source.ts';
import {
  appendElementSets,
  appendLoops,
  applySubmissions,
  insertTemplateTasks,
  mergeComponents,
} from './commit-template.ts';
import { hiddenTaskPath, taskPath } from './hidden-groups.ts';
import { isMutableDict, MutableTree } from './mutable-tree.ts';
import { ObjectArray } from './object-array.ts';
import { updatedSource } from './parameter-source.ts';
import { type ByRun, type PendingChanges as Pending, PendingChanges } from './pending-changes.ts';
import { RowsEdit } from './rows-edit.ts';
import { corrupt, invalidRequest } from './store-errors.ts';
import type { TaskLookups } from './task-lookups.ts';
import type { TimeParser } from './timestamps.ts';
import { isDict, type PyDict, type PyValue } from './values.ts';
import { chunkSteps, fileStep, type WriteStep } from './write-plan.ts';
import { rootDocument } from './zarr-metadata.ts';
import { ZarrTaskEdit } from './zarr-task-edit.ts';

export const ATTRIBUTES = '.zattrs';
const SOURCES = 'parameter_data/sources';

/** What a commit needs to know of the store. */
export interface ZarrCommitContext {
  readonly reader: FileSource;
  readonly pending: Pending;
  /** A tree of the root attributes, of the caller's own at each call. */
  readonly attributes: () => PyDict;
  readonly tsFmt: string;
  /** See `StoreOptions`. */
  readonly keepsKeyOrder: boolean;
  readonly parseTime: TimeParser;
  /** Lookup tables of a task, with those names that are pending. */
  readonly lookups: (taskInsertId: number) => Promise<TaskLookups>;
}

/** The commit of a Zarr store as changes of files, in the order of docs/persistence.md. */
class ZarrCommit {
  readonly #edits = new Map<number, ZarrTaskEdit>();
  readonly #newTasks: ReadonlySet<number>;

  constructor(readonly context: ZarrCommitContext) {
    const ids = [...context.pending.tasks.values()].map((task) => task.get('insert_ID'));
    this.#newTasks = new Set(ids.filter((id) => typeof id === 'number'));
  }

  async #edit(insertId: number): Promise<ZarrTaskEdit> {
    const known = this.#edits.get(insertId);
    if (known !== undefined) return known;
    const { reader, lookups } = this.context;
    const isNew = this.#newTasks.has(insertId);
    const made = await ZarrTaskEdit.open(
      reader,
      taskPath(insertId),
      hiddenTaskPath(insertId),
      isNew,
      await lookups(insertId),
    );
    this.#edits.set(insertId, made);
    return made;
  }

  async steps(): Promise<WriteStep[]> {
    const { pending, parseTime } = this.context;
    for (const insertId of this.#newTasks) await this.#edit(insertId);
    for (const [insertId, rows] of pending.rows) {
      await (await this.#edit(insertId)).apply(rows, parseTime);
    }
    // Before submissions are set: runs must be there before what names them.
    const preparation: WriteStep[] = [];
    const publication: WriteStep[] = [];
    for (const edit of this.#edits.values()) {
      if (edit.isNew) continue;
      preparation.push(...(await edit.preparation()));
      publication.push(...(await edit.publication()));
    }
    await this.#setTimes(pending.runStarts, 0);
    await this.#setTimes(pending.runEnds, 1);
    const isInTwo = this.#hasDefinitions && publication.length + this.#newTasks.size > 0;
    // Where new tasks count before the submissions do, their runs are not in them yet.
    const hidden = isInTwo ? await this.#hiddenGroups() : [];
    for (const { key, value } of pending.runSubmissions.entries()) {
      await (await this.#edit(key.taskInsertId)).setSubmission(key, value);
    }
    if (!isInTwo) hidden.push(...(await this.#hiddenGroups()));
    const placements: WriteStep[] = [];
    const submissions: WriteStep[] = [];
    const times: WriteStep[] = [];
    for (const edit of this.#edits.values()) {
      if (edit.isNew) placements.push(...edit.placement);
      else times.push(...(await edit.timeSteps()));
      if (isInTwo || !edit.isNew) submissions.push(...(await edit.submissionSteps()));
    }
    const sources = await this.#sourceSteps();
    const [first, last] = this.#attributeSteps(isInTwo);
    return [
      ...hidden,
      ...preparation,
      ...sources.before,
      ...first,
      ...(isInTwo ? placements : []),
      ...publication,
      ...last,
      ...(isInTwo ? [] : placements),
      ...submissions,
      ...sources.after,
      ...times,
    ];
  }

  /** Whether there is anything that new rows refer to. */
  get #hasDefinitions(): boolean {
    const { elementSets, templateLoops, loopsAddedIters } = this.context.pending;
    return elementSets.size + templateLoops.length + loopsAddedIters.size > 0;
  }

  async #hiddenGroups(): Promise<WriteStep[]> {
    const steps: WriteStep[] = [];
    for (const edit of this.#edits.values()) {
      if (edit.isNew) steps.push(...(await edit.hiddenGroup()));
    }
    return steps;
  }

  async #setTimes(times: ByRun<number>, which: 0 | 1): Promise<void> {
    for (const { key, value } of times.entries()) {
      await (await this.#edit(key.taskInsertId)).setTime(key, which, value);
    }
  }

  #applied(pending: Pending): { readonly root: PyDict; readonly isChanged: boolean } {
    const { attributes, tsFmt } = this.context;
    const root = attributes();
    if (!isMutableDict(root)) throw corrupt(ATTRIBUTES, undefined, 'holds no map');
    const tree = new MutableTree(ATTRIBUTES, root);
    const submissions = tree.list(root, 'submissions', 'submissions');
    const isChanged = [
      insertTemplateTasks(tree, pending),
      mergeComponents(tree, pending) || pending.templateComponents.size > 0,
      appendElementSets(tree, pending),
      appendLoops(tree, pending),
      applySubmissions(tree, submissions, pending, tsFmt),
    ].includes(true);
    return { root, isChanged };
  }

  /**
   * The root attributes: once, or where rows come along with what they refer to, twice. The first
   * time they say what elements and iterations refer to (tasks, element sets, loops), the second
   * time how much of it there is.
   */
  #attributeSteps(isInTwo: boolean): readonly [first: WriteStep[], last: WriteStep[]] {
    const { pending } = this.context;
    const { root, isChanged } = this.#applied(pending);
    if (!isChanged) return [[], []];
    const step = (document: PyDict): WriteStep[] => [
      fileStep(ATTRIBUTES, rootDocument(document, this.context.keepsKeyOrder)),
    ];
    const last = step(root);
    if (!isInTwo) return [[], last];
    const first = this.#applied(this.#definitions());
    return [step(first.root), last];
  }

  /** What is pending without what refers to rows. */
  #definitions(): Pending {
    const { pending } = this.context;
    const definitions = new PendingChanges();
    for (const [index, task] of pending.tasks) definitions.tasks.set(index, task);
    for (const [kind, components] of pending.templateComponents) {
      definitions.templateComponents.set(kind, components);
    }
    for (const [insertId, sets] of pending.elementSets) {
      definitions.elementSets.set(insertId, sets.map(withoutElements));
    }
    definitions.templateLoops.push(...pending.templateLoops);
    definitions.loops.push(...pending.loops);
    return definitions;
  }

  /** Sources of parameters that only new rows refer to come before these, others after them. */
  async #sourceSteps(): Promise<{ before: WriteStep[]; after: WriteStep[] }> {
    const { pending, reader } = this.context;
    const { parameterSourceUpdates } = pending;
    if (parameterSourceUpdates.size === 0) return { before: [], after: [] };
    const array = await ObjectArray.open(reader, SOURCES);
    if (array === undefined) throw corrupt(`${SOURCES}/.zarray`, undefined, 'is missing');
    const rows = new RowsEdit(SOURCES, array, array.chunkRows);
    const before: number[] = [];
    const after: [number, PyDict][] = [];
    for (const [index, update] of parameterSourceUpdates) {
      const row = index < 0 ? array.length + index : index;
      const source = await storedSource(array, row);
      const updated = updatedSource(source, update);
      if (await this.#isOfNewRows(updated)) {
        rows.set(row, updated);
        before.push(row);
      } else after.push([row, updated]);
    }
    const beforeSteps = chunkSteps(SOURCES, await rows.chunksWith(before));
    for (const [row, source] of after) rows.set(row, source);
    const afterRows = after.map(([row]) => row);
    return {
      before: beforeSteps,
      after: chunkSteps(SOURCES, await rows.chunksWith(afterRows)),
    };
  }

  async #isOfNewRows(source: PyDict): Promise<boolean> {
    const insertId = source.get('task_insert_ID');
    const iteration = source.get('iteration_idx');
    if (typeof insertId !== 'number' || typeof iteration !== 'number') return false;
    if (this.#newTasks.has(insertId)) return true;
    const edit = this.#edits.get(insertId);
    return edit !== undefined && iteration >= edit.storedIterations;
  }
}

async function storedSource(array: ObjectArray, index: number): Promise<PyDict> {
  if (index < 0 || index >= array.length) {
    const message = `${array.path} has ${array.length} rows, so there is no row ${index}.`;
    throw invalidRequest('BoundsCheckError', message, 'parameter');
  }
  const source = await array.row(index);
  if (isDict(source)) return source;
  throw corrupt(array.path, `row ${index}`, 'is no source');
}

/** An element set that says it has no elements yet. */
function withoutElements(elementSet: PyDict): PyDict {
  const range = elementSet.get('_element_local_idx_range');
  const start = Array.isArray(range) ? range[0] : undefined;
  if (typeof start !== 'number') return elementSet;
  const empty: PyValue = [start, start];
  return new Map([...elementSet, ['_element_local_idx_range', empty]]);
}

/**
 * Everything that a commit writes but the record of a replaced folder, in an order in which the
 * folder can be opened after every single step (docs/persistence.md).
 *
 * @throws StoreException for changes of what is not there; nothing is written before that
 */
export async function zarrCommitSteps(context: ZarrCommitContext): Promise<WriteStep[]> {
  return new ZarrCommit(context).steps();
}
